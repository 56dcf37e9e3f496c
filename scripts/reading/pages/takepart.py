"""Links that invite a reader to add or correct something: to the forge, else to a template, else a letter."""

from __future__ import annotations

import html
from collections.abc import Mapping
from urllib.parse import urlencode

from .. import anchors, forge, prose, refs, templates, weave
from ..model import Reading, Thing

TEMPLATES, FORM = "templates", "write"  # the guides below docs/contributing/ that lead these two pages


def page(reading: Reading, guide: str) -> str:
    """The path of one of the two pages; "" in a library without its guide."""
    address = reading.addresses.get(guide)
    return address.path if address and address.kind == "guide" else ""


def add(reading: Reading, at: str, kind: str, words: str, parent: str, given: Mapping[str, str]) -> str:
    """A line on the page `at` that starts a new file with what is `given` filled in, or leads to its template.

    `words` is what a screen reader says, such as “Add a note on passage 7”; `parent` is the slug of the article or
    agreement whose folder the file goes into ("" where there is none).
    """
    ours = reading.setting.forge
    address = forge.new(ours, *templates.started(kind, parent, given)) if forge.pattern(ours) else ""
    shown = page(reading, TEMPLATES)
    if not address and shown:
        address = prose.relative(f"{shown}#template-{kind}", at, ".html")
    links = [_link(address, f"Add {refs.A[kind]}", words)] if address else []
    if kind == "note" and page(reading, FORM):
        query = urlencode({"article": parent, **given})
        form = f"{prose.relative(page(reading, FORM), at, '.html')}?{query}"
        limit = f' data-words="{anchors.WORD_LIMIT}"'  # by which select.js knows the link, and how much may be quoted
        links.append(_link(form, "use the form", f"{words}: use the form on this site", limit))
    return f'<p class="add">{" or ".join(links)}</p>' if links else ""


def correct(reading: Reading, thing: Thing) -> str:
    """A line that opens a thing's file for editing, or a letter about it; nothing where there is neither."""
    name = weave.title(thing)
    address = forge.edit(reading.setting.forge, thing.file)
    address = address or forge.mail(reading.setting.forge, f"Correction: {name}", f"{thing.file}\n\n")
    return f'<p class="add">{_link(address, "Correct this", f"Correct this: {name}")}</p>' if address else ""


def _link(address: str, words: str, label: str, more: str = "") -> str:
    return f'<a rel="noopener" href="{html.escape(address)}" aria-label="{html.escape(label)}"{more}>{words}</a>'

"""Two pages for those who take part: every template, ready to copy, and a form that writes a note."""

from __future__ import annotations

import html
from collections.abc import Iterator

from .. import forge, noteform, refs, templates
from ..model import Forge, Guide, Page, Reading
from .parts import Writer, heading, led
from .takepart import FORM, TEMPLATES


def pages(reading: Reading) -> Iterator[Page]:
    """The page of templates and the form, in a library that has their guides."""
    for lead in reading.library.guides:
        if lead.file == f"docs/contributing/{TEMPLATES}.md":
            yield _templates(reading, lead)
        elif lead.file == f"docs/contributing/{FORM}.md" and reading.library.articles:
            yield _form(reading, lead)


def _form(reading: Reading, lead: Guide) -> Page:
    """A form where scripts run; where they do not, the template below it is all there is, and no dead control.

    The data stand in an attribute, where nothing could take them for code.
    """
    writer = Writer(reading, f"contributing/{FORM}.md")
    data = html.escape(noteform.as_text(noteform.data(reading)))
    block = (
        '<div><link rel="stylesheet" href="../assets/write.css">'
        f'<div id="write-note" data-rules="{data}"></div>'
        '<script src="../assets/write.js" defer></script></div>'
    )
    return led(writer, lead, [block, *_template(writer, "note")])


def _templates(reading: Reading, lead: Guide) -> Page:
    writer = Writer(reading, f"contributing/{TEMPLATES}.md")
    return led(writer, lead, [part for kind in templates.TEMPLATES for part in _template(writer, kind)])


def _template(writer: Writer, kind: str) -> list[str]:
    template = templates.TEMPLATES[kind]
    file = f"docs/{template.folder.format(parent=_parent(writer.reading, kind))}/{template.name}.md"
    name = refs.A[kind]
    return [
        heading(2, name[0].upper() + name[1:], f"template-{kind}"),
        f"<p><code>{html.escape(file)}</code></p>",
        template_block(template.text),
        _ways(writer.reading.setting.forge, kind, file),
    ]


def template_block(text: str) -> str:
    """A template as text to copy."""
    return f'<pre class="template"><code>{html.escape(text)}</code></pre>'


def _parent(reading: Reading, kind: str) -> str:
    """The first article, or the first agreement that was never signed: where a new file would most likely go."""
    if kind == "article":
        return "my-article"
    unsigned = [agreement.slug for agreement in reading.library.agreements if agreement.signed.text == "never"]
    articles = [article.slug for article in reading.library.articles]
    return next(iter(unsigned if kind == "provision" else articles), "")


def _ways(where: Forge, kind: str, file: str) -> str:
    """What can be done with a template: open it on the forge, send it as an issue, or by e-mail."""
    text = templates.TEMPLATES[kind].text
    parent = file.split("/")[2]
    filled = forge.new(where, *templates.started(kind, parent, {}))
    ways = (
        (filled, "Open it on the forge"),
        ("" if filled else forge.empty(where, file), "Open an empty file on the forge, and paste it there"),
        ("" if filled else forge.issue(where, f"New file: {file}", f"```\n{text}```"), "Send it as an issue"),
        (forge.mail(where, f"New file: {file}", text), "Send it by e-mail"),
    )
    links = [f'<a rel="noopener" href="{html.escape(address)}">{words}</a>' for address, words in ways if address]
    return f'<p class="add">{" · ".join(links)}</p>' if links else ""

"""What both doors need, the hook and `notes write`: pages as files, the author's texts, the swap."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from .files import read_text
from .forge import forge
from .model import Page, Setting

OURS = "assets/reading.css"
AT_HAND = "ARTICLE_TEXT"  # a text to check quotations against
PRIVATE = "PRIVATE_TEXT"  # a text to show, on one's own machine only
FORGES = ("GITHUB_ACTIONS", "GITLAB_CI", "FORGEJO_ACTIONS", "GITEA_ACTIONS")
BLOCK = b"(?:div|section|p|dl|ul|ol|table|details|figure|blockquote|pre)"
WHOLE = re.compile(b"<%b[ >].*</%b>" % (BLOCK, BLOCK), re.S)
OPENS = re.compile(rb"<(?!(?:br|hr|img|input)\b)[a-z][^<>]*(?<!/)>")  # in a drawing `/>` ends an element
JSON = json.JSONEncoder(ensure_ascii=False)
STAND_IN = b'<div data-html="%d"></div>'
STANDS_IN = re.compile(STAND_IN.replace(b"%d", rb"(\d+)"))


def markdown(page: Page, edit: str) -> str:
    """A page with its front matter, as `header` gives it; JSON is YAML."""
    fields = (f"{name}: {JSON.encode(value)}" for name, value in header(page, edit).items())
    return "\n".join(["---", *fields, "---", "", page.body, ""])


def header(page: Page, edit: str) -> dict[str, object]:
    """What a page tells engine and theme; title and description are escaped, since themes print them as they are.

    What names itself for search is left out of the engine's own index: `finish` puts it there, once and with its place.
    `edit` is where edit links begin (`forge.forge(…).edit`); the link opens the file that the page is made from.
    """
    fields: dict[str, object] = {"title": _value(page.title), "description": _value(page.description)}
    if edit:
        fields["edit_url"] = _value(edit + page.source.removeprefix("docs/"))
    if page.wide:
        fields["hide"] = ["navigation", "toc"]
    if page.template:
        fields |= {"template": page.template, "search": {"exclude": True}}
    if page.head:
        fields["head"] = page.head
    if page.section:
        fields["section"] = _value(page.section)
    if page.beside:
        beside = ((_value(name), path.removesuffix(".md") + ".html") for name, path in page.beside)
        fields["beside"] = [{"title": name, "address": address} for name, address in beside]
    return fields


def _value(text: str) -> str:
    """One line that is safe in HTML."""
    return html.escape(" ".join(text.split()))


def without_html(body: str) -> tuple[str, list[bytes]]:
    """A page's Markdown with its blocks of finished HTML taken out, and these blocks in UTF-8.

    Every engine passes such blocks through untouched, but reads them letter by letter to find their ends, which takes
    longer than anything else it does. A block is taken out only where it is sure to be whole.
    """
    blocks: list[bytes] = []
    parts = body.strip().encode().split(b"\n\n")
    for number, part in enumerate(parts):
        if WHOLE.fullmatch(part) and _closes(part):
            parts[number] = STAND_IN % len(blocks)
            blocks.append(part)
    return b"\n\n".join(parts).decode(), blocks


def _closes(part: bytes) -> bool:
    """Whether a block closes what it opens; tags are only told apart where there are others than pairs."""
    closed = part.count(b"</")
    return part.count(b"<") == 2 * closed or len(OPENS.findall(part)) == closed


def with_html(rendered: bytes, blocks: Sequence[bytes]) -> bytes:
    """A page in UTF-8, as Markdown or rendered, with the blocks that were taken out put back."""
    return STANDS_IN.sub(lambda match: blocks[int(match[1])], rendered)


def setting(environment: Mapping[str, str], home: str) -> Setting:
    """Where the site stands: its address, the forge of its files, and what it may show.

    Raises `ValueError` for a forge that is named wrongly, and what `private` raises.
    """
    return Setting(f"{home.rstrip('/')}/" if home else "", forge(environment), private(environment))


def home(environment: Mapping[str, str]) -> str:
    """The address of the published site, ending in a slash: `SITE_URL`; "" where it is not known."""
    address = environment.get("SITE_URL", "").strip()
    return f"{address.rstrip('/')}/" if address else ""


def originals(root: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The author's texts that are at hand, by article, for checking quotations; none of them is shown for it.

    They are `texts/<article>.txt` (never committed), and what `ARTICLE_TEXT` and `PRIVATE_TEXT` name. Raises
    `files.UnreadableError` for what is named and is no text.
    """
    found = {path.stem: path for path in sorted((root / "texts").glob("*.txt"))}
    for name in (AT_HAND, PRIVATE):
        found |= named(environment.get(name, ""))
    return {article: read_text(path) for article, path in found.items()}


def named(value: str) -> dict[str, Path]:
    """`article=path`, or a path whose file name is the article's slug; nothing for an empty value."""
    article, sign, path = value.partition("=")
    if not value:
        return {}
    return {article: Path(path)} if sign else {Path(value).stem: Path(value)}


def private(environment: Mapping[str, str]) -> frozenset[str]:
    """The articles whose author's text this build shows: a private copy, which no forge may make.

    Raises `PermissionError` where a forge's machine builds, since such a site could be published.
    """
    articles = frozenset(named(environment.get(PRIVATE, "")))
    if articles and any(environment.get(name) for name in FORGES):
        raise PermissionError("A copy with the author's text is for your own machine; a forge never builds it.")
    return articles


def beside(target: Path) -> Path:
    """The folder in which a site is built before it takes its place.

    Puts the last site back first where a swap was cut off. Raises `FileExistsError` where the target is a file, or a
    folder that holds something that is no site of ours.
    """
    old = _old(target)
    if old.is_dir() and not target.exists():
        old.rename(target)
    if target.exists() and not target.is_dir():
        raise FileExistsError(f"{target} is a file; name a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / OURS).is_file():
        raise FileExistsError(f"{target} holds other files; name an empty folder or a site built before")
    return target.with_name(f".{target.name}.building")


def swap(built: Path, target: Path) -> None:
    """Puts a built site in the place of the last one, which comes back if that fails or is stopped by a person."""
    old = _old(target)
    shutil.rmtree(old, ignore_errors=True)
    try:
        if target.exists():
            target.rename(old)
        built.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")

"""What both doors need, the hook and `notes write`: pages as files, addresses from the environment, the swap."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from .model import Page

OURS = "assets/reading.css"
BLOCK = "(?:div|section|p|dl|ul|ol|table|details|blockquote|pre)"
WHOLE = re.compile(rf"<{BLOCK}[ >].*</{BLOCK}>", re.S)
OPENS = re.compile(r"<(?!(?:br|hr|img|input|path|circle|line|rect)\b)[a-z]")
STAND_IN = '<div data-html="{}"></div>'
STANDS_IN = re.compile(STAND_IN.format(r"(\d+)"))


def markdown(page: Page, edit: str) -> str:
    """A page with front matter of ours: title and description, escaped, since themes print them as they are.

    `edit` is where edit links begin (see `edit_address`); the link opens the file that the page is made from.
    """
    header = [f"title: {_value(page.title)}", f"description: {_value(page.description)}"]
    if edit:
        header.append(f"edit_url: {_value(edit + page.source.removeprefix('docs/'))}")
    if page.wide:
        header.append("hide: [navigation, toc]")
    if page.section:
        header.append(f"section: {_value(page.section)}")
    if page.beside:
        header.append("beside:")
        header += [f"  - {{title: {_value(name)}, address: {_address(path)}}}" for name, path in page.beside]
    return "\n".join(["---", *header, "---", "", page.body, ""])


def _value(text: str) -> str:
    """One line as a YAML string that is safe in HTML."""
    return '"' + html.escape(" ".join(text.split())).replace("\\", "\\\\") + '"'


def without_html(body: str) -> tuple[str, list[str]]:
    """A page's Markdown with its blocks of finished HTML taken out, and these blocks.

    Every engine passes such blocks through untouched, but reads them letter by letter to find their ends, which takes
    longer than anything else it does. A block is taken out only where it is sure to be whole.
    """
    blocks: list[str] = []
    parts = body.strip().split("\n\n")
    for number, part in enumerate(parts):
        if WHOLE.fullmatch(part) and len(OPENS.findall(part)) == part.count("</"):
            parts[number] = STAND_IN.format(len(blocks))
            blocks.append(part)
    return "\n\n".join(parts), blocks


def with_html(rendered: str, blocks: Sequence[str]) -> str:
    """Rendered Markdown with the blocks that were taken out put back."""
    return STANDS_IN.sub(lambda match: blocks[int(match[1])], rendered)


def _address(path: str) -> str:
    return '"' + path.removesuffix(".md") + '.html"'


def edit_address(environment: Mapping[str, str]) -> str:
    """Where an edit link begins: `EDIT_URI`, or the repository that GitHub Actions names; "" where neither is known."""
    if environment.get("EDIT_URI"):
        return environment["EDIT_URI"]
    repository = environment.get("GITHUB_REPOSITORY")
    if not repository:
        return ""
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    return f"{server}/{repository}/edit/{environment.get('REPOSITORY_BRANCH', 'main')}/docs/"


def originals(root: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The author's texts that are at hand, by article: `texts/<article>.txt` (never committed), or `ARTICLE_TEXT`.

    `ARTICLE_TEXT` is `article=path`, or a path whose file name is the article's slug.
    """
    found = {path.stem: path for path in sorted((root / "texts").glob("*.txt"))}
    given = environment.get("ARTICLE_TEXT", "")
    if given:
        article, sign, path = given.partition("=")
        found |= {article: Path(path)} if sign else {Path(given).stem: Path(given)}
    return {article: path.read_text(encoding="utf-8-sig") for article, path in found.items() if path.is_file()}


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
    """Puts a built site in the place of the last one, which comes back if that fails."""
    old = _old(target)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        built.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")

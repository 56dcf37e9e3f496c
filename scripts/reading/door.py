"""What both doors need, the hook and `notes write`: pages as files, addresses from the environment, the swap."""

from __future__ import annotations

import html
import shutil
from collections.abc import Mapping
from pathlib import Path

from .model import Page

OURS = "assets/reading.css"


def markdown(page: Page, edit: str) -> str:
    """A page with front matter of ours: title and description, escaped, since themes print them as they are.

    What names itself for search is left out of the engine's own index: `finish` puts it there, once and with its place.
    `edit` is where edit links begin (see `edit_address`); the link opens the file that the page is made from.
    """
    header = [f"title: {_value(page.title)}", f"description: {_value(page.description)}"]
    if edit:
        header.append(f"edit_url: {_value(edit + page.source.removeprefix('docs/'))}")
    if page.wide:
        header.append("hide: [navigation, toc]")
    body = page.body.replace(" data-find=", " data-search-exclude data-find=")
    return "\n".join(["---", *header, "---", "", body, ""])


def _value(text: str) -> str:
    """One line as a YAML string that is safe in HTML."""
    return '"' + html.escape(" ".join(text.split())).replace("\\", "\\\\") + '"'


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

    Raises `FileExistsError` where the target holds something that is no site of ours.
    """
    if target.is_dir() and any(target.iterdir()) and not (target / OURS).is_file():
        raise FileExistsError(f"{target} holds other files; name an empty folder or a site built before")
    return target.with_name(f".{target.name}.building")


def swap(built: Path, target: Path) -> None:
    """Puts a built site in the place of the last one."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    built.rename(target)
    shutil.rmtree(old, ignore_errors=True)

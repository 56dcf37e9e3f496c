"""The commands that build the site (`notes build`) or write it for another engine (`notes write`, `notes finish`)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from . import door, files, report
from .commands_contribute import root as _root
from .commands_text import living, original, ours
from .finish import finish
from .load import load
from .model import Library, Problem
from .progress import Steps
from .site import Site, journey
from .write import BrokenConfigError
from .write import write as write_pages

console = Console(highlight=False, soft_wrap=True)


def _tell(problems: Sequence[Problem]) -> None:
    if problems:
        console.print(report.lines(problems), markup=False)
        console.print()
    console.print(report.summary(problems), markup=False)


def _journey(root: Path) -> Site:
    try:
        setting = door.setting(os.environ, door.home(os.environ))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    return journey(root, door.originals(root, os.environ), setting, Steps())


@click.command()
@click.option("--site-dir", help="Where the site goes: site/, or private/ with --text.")
@click.option("--text", "texts", metavar="ARTICLE=FILE", help="Show the author's words from your copy beside ours.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
def build(site_dir: str | None, texts: str | None, quiet: bool) -> None:
    """Build the site, inspect it, and put it in the place of the last one."""
    root = _root()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | _private(root, texts)
    environment |= {"READING_QUIET": "1"} if quiet else {}
    target = (root / (site_dir or ("private" if texts else "site"))).resolve()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    command += ["--quiet"] if quiet else []
    if _ended(subprocess.Popen(command, cwd=root, env=environment)):
        sys.exit(1)
    if quiet:
        return
    pages = sorted(target.rglob("*.html"))
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    console.print(f"The site is in {target}: {len(pages)} pages, {size / 1e6:.1f} MB, inspected without a fault.")
    console.print(f"In it: {_contents(load(root).library)}.")
    console.print(f"Open {target / 'index.html'} in a browser, or run: make serve", markup=False)


def _ended(build: subprocess.Popen[bytes]) -> int:
    """The exit code of a build; one that a person stops is given the time to clear up, and says nothing more."""
    try:
        return build.wait()
    except KeyboardInterrupt:
        if build.wait() == 0:
            return 0
        raise click.ClickException("Stopped. The last site stays as it was.") from None


def _private(root: Path, given: str | None) -> dict[str, str]:
    """What the build must know to show the author's text; checks first that the text is the article's."""
    for article, path in door.named(given or "").items():
        library = load(root, {article: files.read_text(path)}).library
        living(library, article)
        original(library, article, path)
        ours(library, article, path)
        return {door.PRIVATE: f"{article}={path.resolve()}"}
    return {}


def _contents(library: Library) -> str:
    """How much of everything a library holds, in words."""
    passages = sum(len(found) for _, found in library.passages)
    counts = (
        (len(library.articles), "articles"),
        (passages, "passages"),
        (len(library.notes), "notes"),
        (len(library.claims), "claims"),
        (len(library.actors), "actors"),
        (len(library.provisions), "provisions"),
        (sum(len(position.stances) for position in library.positions), "dated stances"),
        (len(library.events), "events"),
        (len(library.terms), "terms"),
        (len(library.questions), "open questions"),
        (len(library.sources), "sources"),
    )
    return ", ".join(f"{number} {noun if number != 1 else noun.removesuffix('s')}" for number, noun in counts)


@click.command(name="finish")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
def finish_site(site: Path) -> None:
    """Finish a site that another engine built from `notes write`."""
    finish(site)
    console.print(f"Finished {site}.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def write(folder: Path) -> None:
    """Write the pages as plain Markdown with a configuration, for other engines."""
    root = _root()
    site = _journey(root)
    if not site.pages:
        _tell(site.problems)
        sys.exit(1)
    try:
        number = write_pages(site, root, folder, os.environ)
    except (FileExistsError, BrokenConfigError) as error:
        raise click.ClickException(str(error)) from None
    console.print(f"Wrote {number} pages and mkdocs.yml to {folder}.", markup=False)

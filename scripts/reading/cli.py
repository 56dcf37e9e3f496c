"""The `notes` command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from . import anchors, door, report, text
from .commands_bench import bench
from .finish import finish
from .inspect import inspect
from .load import load
from .model import Fingerprints, Library, Problem
from .progress import Steps
from .site import Site, journey
from .templates import TEMPLATES
from .write import BrokenConfigError
from .write import write as write_pages

console = Console(highlight=False, soft_wrap=True)


def _root() -> Path:
    """The project's root: the nearest folder upwards that holds mkdocs.yml and docs/."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "docs").is_dir():
            return folder
    raise click.ClickException(
        "There is no mkdocs.yml beside a folder docs/ here; run `notes` in the project's folder."
    )


def _tell(problems: Sequence[Problem]) -> None:
    if problems:
        console.print(report.lines(problems), markup=False)
        console.print()
    console.print(report.summary(problems), markup=False)


def _journey(root: Path) -> Site:
    return journey(root, door.originals(root, os.environ), Steps())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def notes() -> None:
    """Reading notes: check, build and inspect the site, and start new files."""


@notes.command()
def check() -> None:
    """Check everything below docs/ and list every problem at once."""
    site = _journey(_root())
    _tell(site.problems)
    if not site.pages:
        sys.exit(1)


@notes.command()
@click.option("--site-dir", default="site", help="Where the site goes.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
def build(site_dir: str, quiet: bool) -> None:
    """Build the site, inspect it, and put it in the place of the last one."""
    root = _root()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | ({"READING_QUIET": "1"} if quiet else {})
    target = (root / site_dir).resolve()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    command += ["--quiet"] if quiet else []
    if subprocess.run(command, cwd=root, env=environment).returncode:
        sys.exit(1)
    if quiet:
        return
    pages = sorted(target.rglob("*.html"))
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    console.print(f"The site is in {target}: {len(pages)} pages, {size / 1e6:.1f} MB, inspected without a fault.")
    console.print(f"In it: {_contents(load(root).library)}.")
    console.print(f"Open {target / 'index.html'} in a browser, or run: make serve", markup=False)


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


@notes.command(name="inspect")
@click.argument("site", type=click.Path(path_type=Path))
def inspect_site(site: Path) -> None:
    """Look for faults in a built site."""
    if not site.is_dir():
        raise click.ClickException(f"There is no folder {site}; build the site first: make site")
    problems = inspect(site)
    _tell(problems)
    sys.exit(1 if problems else 0)


@notes.command(name="finish")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
def finish_site(site: Path) -> None:
    """Finish a site that another engine built from `notes write`."""
    finish(site)
    console.print(f"Finished {site}.")


@notes.command()
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


@notes.command()
@click.argument("article")
@click.option("--text", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True)
@click.option("--force", is_flag=True, help="Record a text that is not the one recorded before.")
def verify(article: str, file: Path, force: bool) -> None:
    """Compare your copy of an article with its fingerprints, prove the quotations, and record the proofs."""
    root = _root()
    library = load(root, {article: file.read_text(encoding="utf-8-sig")}).library
    passages = dict(library.passages).get(article)
    if passages is None:
        raise click.ClickException(f"There is no article {article}; there are: {', '.join(dict(library.passages))}.")
    original = next((o for o in library.originals if o.article == article), None)
    if original is None:
        found = len(text.passages(file.read_text(encoding="utf-8-sig")))
        raise click.ClickException(f"{file} has {found} paragraphs, but {article} has {len(passages)} passages.")
    before = next((f for f in library.fingerprints if f.article == article), None)
    digests = tuple((slug, text.digest(words)) for slug, words in original.passages)
    known = dict(before.digests) if before else {}
    changed = [slug for slug, digest in digests if known and known.get(slug) != digest]
    if changed and not force:
        console.print(f"Not the same text as before in: {', '.join(changed)}.")
        raise click.ClickException("Nothing was recorded. If the author changed the text, add --force.")
    prints = Fingerprints(article, text.NORM, digests, frozenset())
    proofs = _proofs(library, prints)
    _record(root, prints, proofs)
    quotes = [thing for thing, _ in anchors.quoted(library) if thing.parent == article]
    console.print(f"{len(digests)} passages; {len(proofs)} of {len(quotes)} quotations proved and recorded.")
    if len(proofs) < len(quotes):
        missing = sorted({t.file for t in quotes} - {t.file for t in quotes if t.slug in anchors.proved(library)})
        console.print("Not found: " + ", ".join(missing))
        sys.exit(1)


def _proofs(library: Library, prints: Fingerprints) -> list[str]:
    """The proofs of all quotations that stand in their passage exactly once."""
    sure = anchors.proved(library)
    proofs = [
        anchors.proof_of(prints, anchors.current(library, thing.parent, thing.passage.text), quote.text)
        for thing, quote in anchors.quoted(library)
        if thing.slug in sure and thing.parent == prints.article
    ]
    return [proof for proof in proofs if proof]


def _record(root: Path, prints: Fingerprints, proofs: list[str]) -> None:
    passages = [{"passage": slug, "digest": digest} for slug, digest in prints.digests]
    data = {"norm": prints.norm, "passages": passages, "proofs": sorted(set(proofs))}
    path = root / "docs" / "articles" / prints.article / "fingerprints.json"
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


@notes.command()
@click.argument("kind", type=click.Choice(sorted(TEMPLATES)))
@click.argument("slug")
@click.option("--article", default="hanoi-2-0", show_default=True, help="For notes, claims and questions.")
def new(kind: str, slug: str, article: str) -> None:
    """Start a new file from the template of its kind; nothing is ever overwritten."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug):
        raise click.ClickException(f"“{slug}” is no file name; use lower-case letters, digits and hyphens.")
    folder, template = TEMPLATES[kind]
    path = _root() / "docs" / folder.format(article=article) / f"{slug}.md"
    if path.exists():
        raise click.ClickException(f"{path} is already there; choose another name.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(template.format(today=date.today().isoformat()))
    console.print(f"Wrote {path}. It stays out of the site until you delete its line `draft: yes`.", markup=False)


notes.add_command(bench)


def main() -> None:
    """Runs the command; what the machine refuses is one line and exit 1."""
    try:
        notes()
    except OSError as error:
        click.echo(f"{error.filename or 'The machine'}: {error.strerror or error}", err=True)
        sys.exit(1)

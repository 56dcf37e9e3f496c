"""The `notes` command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from . import anchors, door, report, text
from .commands_contribute import check, show_changes, write_schemas
from .commands_contribute import root as _root
from .commands_import import import_hypothesis
from .commands_new import new
from .finish import finish
from .forge import forge
from .inspect import inspect
from .load import load
from .model import Fingerprints, Library, Problem
from .site import Site, journey
from .write import write as write_pages

console = Console(highlight=False, soft_wrap=True)


def _tell(problems: Sequence[Problem]) -> None:
    if problems:
        console.print(report.lines(problems), markup=False)
        console.print()
    console.print(report.summary(problems), markup=False)


def _journey(root: Path) -> Site:
    try:
        return journey(root, door.originals(root, os.environ), forge(os.environ))
    except ValueError as error:
        raise click.ClickException(str(error)) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def notes() -> None:
    """Reading notes: check, build and inspect the site, and start new files."""


notes.add_command(check)
notes.add_command(show_changes)
notes.add_command(new)
notes.add_command(write_schemas)
notes.add_command(import_hypothesis)


@notes.command()
@click.option("--site-dir", default="site", help="Where the site goes.")
def build(site_dir: str) -> None:
    """Build the site, inspect it, and put it in the place of the last one."""
    root = _root()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    target = (root / site_dir).resolve()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    if subprocess.run(command, cwd=root, env=environment).returncode:
        sys.exit(1)
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
    except FileExistsError as error:
        raise click.ClickException(str(error)) from None
    console.print(f"Wrote {number} pages and mkdocs.yml to {folder}.", markup=False)


@notes.command()
@click.argument("article")
@click.option("--text", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True)
def verify(article: str, file: Path) -> None:
    """Compare your copy of an article with its fingerprints, prove the quotations, and record the proofs."""
    root = _root()
    library = load(root, {article: file.read_text(encoding="utf-8-sig")}).library
    passages = dict(library.passages).get(article)
    if passages is None:
        raise click.ClickException(f"There is no article {article}; there are: {', '.join(dict(library.passages))}.")
    if not library.originals:
        found = len(text.passages(file.read_text(encoding="utf-8-sig")))
        raise click.ClickException(f"{file} has {found} paragraphs, but {article} has {len(passages)} passages.")
    before = next((f for f in library.fingerprints if f.article == article), None)
    digests = tuple((slug, text.digest(words)) for slug, words in library.originals[0].passages)
    known = dict(before.digests) if before else {}
    changed = [slug for slug, digest in digests if known and known.get(slug) != digest]
    if changed:
        console.print(f"Not the same text as before in: {', '.join(changed)}.")
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


def main() -> None:
    """Runs the command; what the machine refuses is one line and exit 1."""
    try:
        notes()
    except OSError as error:
        click.echo(f"{error.filename or 'The machine'}: {error.strerror or error}", err=True)
        sys.exit(1)

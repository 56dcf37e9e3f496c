"""The commands on a copy of an author's text: `notes fingerprint` and `notes verify`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from . import files, fingerprints, proofs, revise, text
from .commands_contribute import root as project
from .load import load
from .model import Fingerprints, Library, Original
from .placing import Status
from .revision import Revision, revision

console = Console(highlight=False, soft_wrap=True)
FILE = click.Path(path_type=Path)
SAID = {
    Status.EXACT: "the same",
    Status.SAME: "edited",
    Status.CHECK: "perhaps edited; look",
    Status.ORPHAN: "not found",
}


def original(library: Library, article: str, path: Path) -> Original:
    """The author's passages of an article at hand in a file; a message where they are not the article's."""
    passages = living(library, article)
    found = next((o for o in library.originals if o.article == article), None)
    if found is None:
        count = len(text.passages(files.read_text(path)))
        raise click.ClickException(f"{path} has {count} paragraphs, but {article} has {passages} passages.")
    return found


def living(library: Library, article: str) -> int:
    """How many passages of an article are in its text; a message where there is no such article."""
    if article in library.drafts:
        raise click.ClickException(f"{article} is a draft; delete the line `draft: yes` in its article.md first.")
    if article not in dict(library.passages):
        there = ", ".join(dict(library.passages)) or "none"
        raise click.ClickException(f"There is no article {article}; there are: {there}.")
    return sum(not passage.retired for passage in dict(library.passages)[article])


def recorded(library: Library, article: str) -> Fingerprints | None:
    """The fingerprints of an article, if there are any."""
    found = next((f for f in library.fingerprints if f.article == article), None)
    return found if found and found.passages else None


def ours(library: Library, article: str, path: Path) -> None:
    """A message where a copy is another text than the one recorded, or has its passages in another order."""
    before = recorded(library, article)
    compared = revision(before.passages if before else (), text.passages(files.read_text(path)))
    if before and compared.is_another:
        raise click.ClickException(f"{path} is another text than {article}.")
    if any(at.paragraph not in (None, i) for i, at in enumerate(compared.places)):
        raise click.ClickException(f"{path} has its passages in another order; run: notes realign {article} --text …")


def _where(root: Path, article: str) -> Path:
    return root / "docs" / "articles" / article / "fingerprints.json"


# ---- fingerprint ------------------------------------------------------------------------------------------------


@click.command()
@click.argument("article")
@click.option("--text", "file", type=FILE, required=True, help="The author's text.")
@click.option("--output", type=FILE, help="Write them there, for any text, instead of to the article's folder.")
@click.option("--force", is_flag=True, help="Record a text that is not the one recorded before.")
def fingerprint(article: str, file: Path, output: Path | None, force: bool) -> None:
    """Make the fingerprints of a text, by which its passages can be known again."""
    if output is None:
        _record(project(), article, file, force)
        return
    if output.is_file() and not _holds_prints(output):
        raise click.ClickException(f"{output} is there already and holds no fingerprints; choose another name.")
    paragraphs = text.passages(files.read_text(file))
    if not paragraphs:
        raise click.ClickException(f"{file} has no paragraph of text.")
    slugs = _ids(article, len(paragraphs))
    files.write_text(
        output, fingerprints.written(fingerprints.fingerprint(article, list(zip(slugs, paragraphs, strict=True))))
    )
    console.print(f"Wrote the fingerprints of {len(paragraphs)} passages to {output}.", markup=False)


def _holds_prints(path: Path) -> bool:
    try:
        fingerprints.read(path.stem, files.read_text(path))
    except (fingerprints.DamagedError, files.UnreadableError):
        return False
    return True


def _ids(article: str, count: int) -> list[str]:
    """The ids of an article's passages where this is an article of the project with as many; else p1, p2 …"""
    try:
        passages = dict(load(project()).library.passages).get(article, ())
    except click.ClickException:
        passages = ()
    own = [passage.slug for passage in passages if not passage.retired]
    return own if len(own) == count else [f"p{n}" for n in range(1, count + 1)]


def _record(root: Path, article: str, file: Path, force: bool) -> proofs.Proved:
    """Records fingerprints, proofs and links; refuses another text than the one recorded, unless forced."""
    library = load(root, {article: files.read_text(file)}).library
    living(library, article)
    proved = proofs.prove(library, original(library, article, file))
    before = recorded(library, article)
    changed = [slug for slug, digest in proved.prints.digests if before and dict(before.digests).get(slug) != digest]
    if changed and not force:
        console.print(f"Not the same text as before in: {', '.join(changed)}.")
        raise click.ClickException("Nothing was recorded. If the author changed the text, add --force.")
    files.write_text(_where(root, article), fingerprints.written(proved.prints))
    count = len(proved.prints.proofs)
    console.print(f"{len(proved.prints.passages)} passages; {count} different quotations proved and recorded.")
    return proved


# ---- verify -----------------------------------------------------------------------------------------------------


@click.command()
@click.argument("article")
@click.option("--text", "file", type=FILE, required=True, help="Your copy of the author's text.")
@click.option("--json", "as_json", is_flag=True, help="Only compare, and answer as JSON.")
@click.option("--force", is_flag=True, help="Record a text that is not the one recorded before.")
def verify(article: str, file: Path, as_json: bool, force: bool) -> None:
    """Compare your copy with an article's fingerprints, passage by passage; prove the quotations and record that."""
    root = project()
    library = load(root).library
    living(library, article)
    before = recorded(library, article)
    if before is not None:
        compared = revision(before.passages, text.passages(files.read_text(file)))
        fates = revise.fates(dict(library.passages)[article], compared)
        if as_json:
            click.echo(json.dumps(as_record(article, compared, fates), indent=1))
            sys.exit(0 if all(fate.status is Status.EXACT for fate in fates) else 1)
        show(compared, fates)
        if compared.is_another:
            raise click.ClickException(f"{file} is another text than {article}; nothing was recorded.")
    elif as_json:
        raise click.ClickException(
            f"{article} has no fingerprints yet; make them: notes fingerprint {article} --text …"
        )
    proved = _record(root, article, file, force)
    if proved.missing:
        console.print("Not found: " + ", ".join(sorted(thing.file for thing in proved.missing)))
        sys.exit(1)


def as_record(article: str, compared: Revision, fates: Sequence[revise.Fate]) -> dict[str, object]:
    """What a comparison says of a text and of each passage, for JSON."""
    rows = [{"passage": f.passage.slug, "status": f.status.value, "paragraph": f.number} for f in fates]
    same = all(fate.status is Status.EXACT for fate in fates) and len(compared.new) == len(fates)
    verdict = "same" if same else "another" if compared.is_another else "edited"
    return {"article": article, "text": verdict, "passages": rows, "new": list(revise.unplaced(compared))}


def show(compared: Revision, fates: Sequence[revise.Fate]) -> None:
    """Prints a comparison as a table."""
    table = Table(box=None, pad_edge=False)
    for heading in ("", "passage", "your copy", "there"):
        table.add_column(heading)
    for fate in fates:
        there = f"paragraph {fate.number}" if fate.number else ""
        table.add_row(str(fate.passage.number), fate.passage.slug, SAID[fate.status], there)
    console.print(table)
    new = revise.unplaced(compared)
    if new:
        console.print(f"In your copy only: paragraph {', '.join(map(str, new))}.")

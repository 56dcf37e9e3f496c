"""`notes realign`: follows an article's notes, or a list of anchors, into a revised text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from . import asked, files, fingerprints, revise, text
from .commands_contribute import root as project
from .commands_text import FILE, as_record, console, living, recorded, show
from .load import load
from .model import Article, Fingerprints, PassagePrint
from .realign import realign
from .revision import Revision, revision


@click.command(name="realign")
@click.argument("article", required=False)
@click.option("--text", "file", type=FILE, required=True, help="The new text.")
@click.option("--old-text", type=FILE, help="The old text, if you have it: edited sentences are then followed too.")
@click.option("--fingerprints", "prints", type=FILE, help="The old text's fingerprints, instead of an article's.")
@click.option("--anchors", type=FILE, help="A JSON list of anchors, instead of an article's notes.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON (with --anchors it always is).")
@click.option("--write", is_flag=True, help="Make the changes that are sure; the rest is printed as a diff.")
def realign_command(
    article: str | None,
    file: Path,
    old_text: Path | None,
    prints: Path | None,
    anchors: Path | None,
    as_json: bool,
    write: bool,
) -> None:
    """Follow notes into a revised text.

    With ARTICLE: what becomes of its passages, notes and claims, and the changes to make, as a diff. With
    --fingerprints and --anchors: where each anchor is now, as JSON.
    """
    new = text.passages(files.read_text(file))
    old = text.passages(files.read_text(old_text)) if old_text else None
    if article is None and prints and anchors:
        known = _prints(prints)
        wanted = _anchors(anchors, known.passages)
        found = _revision(known.passages, new, old, old_text)
        click.echo(asked.written(wanted, realign(found, [one.anchor for one in wanted])))
    elif article is not None and not (prints or anchors):
        _follow(project(), article, new, (old, old_text), (as_json, write))
    else:
        raise click.ClickException("Name an article, or a file each for --fingerprints and --anchors.")


def _prints(path: Path) -> Fingerprints:
    try:
        return fingerprints.read(path.stem, files.read_text(path))
    except fingerprints.DamagedError as damage:
        raise click.ClickException(f"{path}: {damage}") from None


def _anchors(path: Path, known: Sequence[PassagePrint]) -> tuple[asked.Asked, ...]:
    try:
        return asked.anchors(files.read_text(path), known)
    except ValueError as error:
        raise click.ClickException(f"{path}: {error}") from None


def _revision(
    known: Sequence[PassagePrint], new: Sequence[str], old: Sequence[str] | None, old_text: Path | None
) -> Revision:
    try:
        return revision(known, new, old)
    except ValueError as error:
        raise click.ClickException(f"{old_text} is not the text of the fingerprints: {error}.") from None


def _follow(
    root: Path,
    article: str,
    new: Sequence[str],
    before: tuple[Sequence[str] | None, Path | None],
    how: tuple[bool, bool],
) -> None:
    """Tells what becomes of an article's passages, notes and claims, and makes or shows the changes."""
    as_json, write = how
    library = load(root).library
    living(library, article)
    known = recorded(library, article)
    if known is None:
        raise click.ClickException(
            f"{article} has no fingerprints yet; make them: notes fingerprint {article} --text …"
        )
    found = _revision(known.passages, new, *before)
    if found.is_another:
        raise click.ClickException(f"This is another text than {article}; nothing was changed.")
    passages = dict(library.passages)[article]
    fates, followed = revise.fates(passages, found), revise.follow(library, article, found)
    if as_json:
        notes = [{"file": f.thing.file, "status": f.answer.status.value, "why": f.answer.why} for f in followed]
        click.echo(json.dumps(as_record(article, found, fates) | {"notes": notes}, indent=1))
        return
    show(found, fates)
    counts = Counter(each.answer.status.value for each in followed)
    console.print(f"Notes and claims: {', '.join(f'{n} {status}' for status, n in counts.items()) or 'none'}.")
    for each in followed:
        if each.answer.status not in revise.SURE:
            console.print(f"  {each.thing.file}: {each.answer.status.value}. {each.answer.why}", markup=False)
    record = next(a for a in library.articles if a.slug == article)
    changes = revise.changes(record, passages, found, followed, {f: _read(root, f) for f in _touched(record, followed)})
    for change in changes:
        if write and change.sure:
            files.write_text(root / change.file, change.after)
            console.print(f"Changed {change.file}.", markup=False)
        else:
            click.echo(change.diff())
    if changes:
        console.print(f"Then prove the quotations anew: notes verify {article} --text FILE --force")


def _touched(record: Article, followed: Sequence[revise.Followed]) -> list[str]:
    return [record.file, *(each.thing.file for each in followed)]


def _read(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")

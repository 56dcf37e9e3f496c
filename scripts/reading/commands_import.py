"""`notes import-hypothesis`: annotations from elsewhere become drafts of notes."""

from __future__ import annotations

import os
from pathlib import Path

import click

from . import door, hypothes_is
from .commands_contribute import root
from .commands_new import parent_of, slugs
from .load import load


@click.command(name="import-hypothesis")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--article", default="", help="The article they are about.", shell_complete=slugs("article"))
def import_hypothesis(file: Path, article: str) -> None:
    """Make drafts of notes from annotations that Hypothes.is gave away as JSON."""
    project = root()
    library = load(project, door.originals(project, os.environ)).library
    article = parent_of(library, "note", article)
    try:
        rows = hypothes_is.rows(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise click.ClickException(f"{file}: {hypothes_is.NOT_JSON}") from None
    except ValueError as error:
        raise click.ClickException(f"{file}: {error}") from None
    found = list(hypothes_is.drafts(rows, library, article))
    written = [draft for draft in found if _kept(project, draft)]
    click.echo(f"{len(written)} drafts written, {len(found) - len(written)} already there.")


def _kept(project: Path, draft: hypothes_is.Draft) -> bool:
    """Writes a draft that is not there yet, and says what is left to do in it."""
    path = project / draft.file
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(draft.text)
    except FileExistsError:
        return False
    click.echo(f"{draft.file}: {draft.todo or 'its words were found in the passage.'}")
    return True

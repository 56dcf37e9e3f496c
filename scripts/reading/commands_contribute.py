"""The commands for those who take part: check, changes, schemas, and (in `commands_new`) new and import-hypothesis."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from . import checks, door, report
from .changes import changes, in_words
from .load import load
from .model import Problem
from .schemas import schemas

FORMATS = ("text", "github", "json", "sarif")


def root() -> Path:
    """The project's root: the nearest folder upwards that holds mkdocs.yml and docs/."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "docs").is_dir():
            return folder
    raise click.ClickException("There is no mkdocs.yml here; run `notes` in the project's folder.")


def problems_of(project: Path) -> tuple[Problem, ...]:
    """Every problem of a project's files; nothing is woven or written."""
    loaded = load(project, door.originals(project, os.environ))
    return tuple(sorted((*loaded.problems, *checks.check(loaded.library))))


# ---- check ----------------------------------------------------------------------------------------------------------


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="github: annotations in CI.")
def check(files: tuple[Path, ...], form: str) -> None:
    """Check everything below docs/ and list every problem at once; with FILES, only those of these files."""
    project = root()
    found = [problem for problem in problems_of(project) if not files or problem.place.file in _named(project, files)]
    _tell(found, form, project)
    if any(not problem.notice for problem in found):
        sys.exit(1)


def _named(project: Path, files: Sequence[Path]) -> set[str]:
    """Files as problems name them. Raises what click shows for a file that is not there or not the project's."""
    names = set()
    for file in files:
        path = Path(os.path.normpath(Path.cwd() / file))  # links are not followed: one is a problem of its own
        if not os.path.lexists(path):
            raise click.ClickException(f"There is no file {file}.")
        if not path.is_relative_to(project):
            raise click.ClickException(f"{file} is not a file of this project.")
        names.add(path.relative_to(project).as_posix())
    return names


def _tell(found: Sequence[Problem], form: str, project: Path) -> None:
    if form == "sarif":
        click.echo(
            report.sarif(found, {rule.__name__: " ".join((rule.__doc__ or "").split()) for rule in checks.RULES})
        )
    elif form != "text":
        click.echo(report.FORMATS[form](found), nl=bool(found))
    else:
        shown = report.coloured(found, project) if _terminal() else report.lines(found)
        click.echo(f"{shown}\n\n{report.summary(found)}" if found else report.summary(found), color=True)


def _terminal() -> bool:
    """Whether colour is welcome: a terminal, and no NO_COLOR (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


# ---- changes --------------------------------------------------------------------------------------------------------


@click.command(name="changes")
@click.option("--base", required=True, help="What to compare with: a commit, a branch or a tag.")
def show_changes(base: str) -> None:
    """Say in words what changed since a commit: notes added on which passage, claims changed, and so on."""
    project = root()
    with tempfile.TemporaryDirectory() as folder:
        _unpacked(project, base, Path(folder))
        click.echo(in_words(changes(load(Path(folder)).library, load(project).library)))


def _unpacked(project: Path, base: str, folder: Path) -> None:
    """Puts docs/ as it was at a commit into a folder. Raises what click shows where git does not know the commit."""
    if base.startswith("-"):
        raise click.ClickException(f"“{base}” is no commit.")
    git = ["git", "-C", str(project), "archive", "--format=tar", base, "--", "docs"]
    try:
        done = subprocess.run(git, capture_output=True)
        if done.returncode:
            raise click.ClickException(f"git knows no commit “{base}” with a folder docs/; fetch it first.")
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
            packed.extractall(folder, filter="data")  # links that lead out of the folder are refused
    except tarfile.TarError as error:
        raise click.ClickException(f"docs/ at “{base}” cannot be unpacked: {error}") from None
    except FileNotFoundError:
        raise click.ClickException("git is not installed here; this command needs it.") from None


# ---- schemas --------------------------------------------------------------------------------------------------------


@click.command(name="schemas")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path(".vscode/schemas"))
def write_schemas(folder: Path) -> None:
    """Write a JSON Schema for the header of each kind of file into FOLDER (.vscode/schemas), for editors."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas().items():
        (folder / f"{kind}.json").write_text(json.dumps(schema, indent=1) + "\n", encoding="utf-8")
    click.echo(f"Wrote {len(schemas())} schemas to {folder}.")

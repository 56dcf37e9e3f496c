"""`notes new article`: starts notes on another article, from its text or from the template."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from . import files, refs
from .commands_contribute import root
from .commands_new import New, command, new
from .load import SLUG, load
from .noteform import NO_NAME
from .reader import FILE_LIMIT
from .skeleton import PRECIS, proposed_slug, skeleton
from .splitting import outline


class _Article(New):
    """`notes new article`: from a text where one is named, else from the template like every other kind."""

    def invoke(self, ctx: click.Context) -> None:
        file = ctx.params.pop("file")
        if file is None:
            return super().invoke(ctx)
        given = sorted(name for name, value in ctx.params.items() if value is not None and name != "slug")
        if given:
            named = " and ".join(f"--{name.replace('_', '-')}" for name in given)
            raise click.ClickException(f"With --text the record is left for you to fill in; leave out {named}.")
        return _from_text(ctx.params["slug"], file)


def article() -> click.Command:
    """The command, with the options of the article's template and `--text`."""
    plain = command("article")
    told = "What you copied from the browser, a PDF, reader mode or an e-mail. No sentence of it is written."
    text = click.Option(["--text", "file"], type=click.Path(path_type=Path), help=told)
    return _Article("article", params=[*plain.params, text], help=plain.help)


new.add_command(article())


def _from_text(slug: str | None, file: Path) -> None:
    """Starts notes on an article as a draft: its record, its passages and their fingerprints."""
    project = root()
    blocks = outline(files.read_text(file))
    count = sum(not block.heading for block in blocks)
    if not count:
        raise click.ClickException(f"{file} has no paragraph of text.")
    if count > FILE_LIMIT // len(PRECIS):
        raise click.ClickException(f"{file} has {count} paragraphs, too many for one article; divide it.")
    taken = {name: where for name, where, _ in refs.every_slug(load(project).library)}
    name = _name(slug, proposed_slug(blocks, taken), taken)
    made = skeleton(name, blocks, taken)
    if any(len(content.encode()) > FILE_LIMIT for content in made.values()):
        raise click.ClickException(f"{file} has {count} paragraphs, too many for one article; divide it.")
    _write(project / "docs" / "articles" / name, made)
    click.echo(f"Wrote docs/articles/{name}/: article.md and fingerprints.json, with {count} passages.")
    click.echo("Compare the passages with the text; rename an id as you like, in both files, while it is new.")
    click.echo(f"What is missing: notes check docs/articles/{name}/article.md")
    click.echo("The article stays out of the site until you delete its line `draft: yes`.")


def _name(given: str | None, proposal: str, taken: Mapping[str, str]) -> str:
    """The article's slug: as given, as answered on a terminal, or as proposed."""
    asked = given is None and sys.stdin.isatty() and sys.stdout.isatty()
    name = click.prompt("Its name in addresses", default=proposal) if asked else proposal if given is None else given
    if not re.fullmatch(SLUG, name):
        raise click.ClickException(NO_NAME.replace("{slug}", name))
    if name in taken:
        raise click.ClickException(f"“{name}” is already the name of {taken[name]}; choose another name.")
    return name


def _write(folder: Path, made: Mapping[str, str]) -> None:
    """Puts files into a new folder. Ends with a sentence if it is there already."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise click.ClickException(f"{folder} is already there; choose another name, or delete it yourself.") from None
    for name, content in made.items():
        files.write_text(folder / name, content)

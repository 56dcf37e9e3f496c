"""The commands that look at a built site: `notes inspect` and `notes links`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from . import inspect as inspection
from .inspect import words

FORMATS: dict[str, Callable[[tuple[inspection.Fault, ...], int, Path], str]] = {
    "text": lambda faults, pages, site: "\n\n".join(filter(None, (words.text(faults), words.summary(faults, pages)))),
    "json": lambda faults, pages, site: words.as_json(faults, pages),
    "github": lambda faults, pages, site: words.github(faults, site) or words.summary(faults, pages),
}


@click.command(name="inspect")
@click.argument("site", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="For whom.")
@click.option("--skip", multiple=True, metavar="RULE", help="Leave a rule out; may be repeated.")
@click.option("--only", multiple=True, metavar="RULE", help="Keep to a rule; may be repeated.")
@click.option(
    "--address", default="", help="Where the site is published, if its pages do not say it: https://… or /project/"
)
def inspect(site: Path, form: str, skip: tuple[str, ...], only: tuple[str, ...], address: str) -> None:
    """Look for faults in a built site, whichever program made it.

    Exit 0: none; 1: some, each named with page, element and target; 2: there was nothing to look at.
    """
    rules = {rule.__name__ for rule in inspection.RULES}
    for name in (*skip, *only):
        if name not in rules:
            raise click.UsageError(f"There is no rule {name}; there are: {', '.join(sorted(rules))}.")
    left_out = set(skip) | (rules - set(only) if only else set())
    try:
        files = inspection.opened(site)
    except NotADirectoryError:
        raise click.UsageError(f"There is no folder {site}; build the site first: make site") from None
    except inspection.NoPages:
        raise click.UsageError(
            f"{site} holds no page (a file ending in .html); build the site first: make site"
        ) from None
    faults = inspection.examine(files, left_out, inspection.given(address) if address else None)
    click.echo(FORMATS[form](faults, sum(path.endswith(inspection.PAGES) for path in files), site))
    sys.exit(1 if faults else 0)

"""`notes bench`: what a library of a given size costs to build, beside what others take for the same pages."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click
from rich.console import Console

from . import commands_inspect
from .bench import results, run

SIZES = "50,500,2000"
QUICK = "50,200"


@click.group(invoke_without_command=True)
@click.option("--sizes", default=SIZES, show_default=True, help="About how many pages, separated by commas.")
@click.option("--quick", is_flag=True, help=f"Ours alone, {QUICK} pages: a minute instead of twenty.")
@click.option("--json", "file", type=click.Path(path_type=Path, dir_okay=False), help="Also write the figures here.")
@click.option("--quiet", is_flag=True, help="Say nothing until all is measured.")
@click.pass_context
def bench(context: click.Context, sizes: str, quick: bool, file: Path | None, quiet: bool) -> None:
    """Build made-up libraries, cold and after one edit, and compare with other engines and link checkers.

    Takes six gigabytes below the folder for temporary files (TMPDIR) while it runs; with --quick a tenth of one.
    """
    if context.invoked_subcommand:
        return
    root = Path(__file__).parent.parent.parent
    wanted = _sizes(QUICK if quick else sizes)
    if file and not os.access(file.parent, os.W_OK):  # said now, not after twenty minutes
        raise click.ClickException(f"{file} cannot be written; name a file in a folder of yours: --json bench.json")
    with tempfile.TemporaryDirectory(prefix="reading-bench-") as scratch:
        try:
            result = run.bench(root, wanted, Path(scratch), _teller(quiet), ours_alone=quick)
        except RuntimeError as error:
            raise click.ClickException(f"A build failed, so there is nothing to compare:\n{error}") from None
    click.echo(results.table(result))
    for line in results.lines(result):
        click.echo(line)
    if file:
        file.write_text(results.as_json(result), encoding="utf-8")


def _sizes(typed: str) -> list[int]:
    """The numbers of pages in a list such as `50,500`."""
    sizes = [size.strip() for size in typed.split(",")]
    if not all(size.isdecimal() and int(size) for size in sizes):
        raise click.ClickException(f"“{typed}” is no list of sizes; write numbers of pages: --sizes {SIZES}")
    return list(map(int, sizes))


def _teller(quiet: bool) -> run.Say:
    """Says what is at work: a spinner on a terminal, plain lines elsewhere."""
    if quiet:
        return lambda words: None
    if not sys.stderr.isatty():
        return lambda words: click.echo(words, err=True)
    status = Console(stderr=True).status("")
    status.start()
    return lambda words: status.update(words)


bench.add_command(commands_inspect.bench)

"""The commands that look at a built site: `notes inspect` and `notes links`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from . import bench_inspect, lychee, outside
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
    files = _opened(site)
    faults = _faults(files, left_out, address)
    click.echo(FORMATS[form](faults, sum(path.endswith(inspection.PAGES) for path in files), site))
    sys.exit(1 if faults else 0)


def _opened(site: Path) -> Mapping[str, bytes]:
    """The files of a site; exit 2 where there is none."""
    try:
        return inspection.opened(site)
    except NotADirectoryError:
        if site.exists():
            raise _Unable(f"{site} is a file; name the folder that holds the site.") from None
        raise _Unable(f"There is no folder {site}; build the site first: make site") from None
    except inspection.NoPages:
        raise _Unable(f"{site} holds no page (a file ending in .html); build the site first: make site") from None


def _faults(files: Mapping[str, bytes], left_out: set[str], address: str = "") -> tuple[inspection.Fault, ...]:
    """The faults of a site; exit 2 where the machine refuses to read a file."""
    try:
        return inspection.examine(files, left_out, inspection.given(address) if address else None)
    except OSError as error:
        raise _Unable(f"{error.filename} cannot be read: {error.strerror}.") from None


class _Unable(click.ClickException):
    """There was nothing to look at, or nothing to do it with: one sentence and exit 2."""

    exit_code = 2


FORM = frozenset({"insecure_address", "local_address", "malformed_address", "script_address"})


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("site"))
@click.option("--online/--offline", default=False, help="Ask the servers, or look at the form of the addresses only.")
@click.option("--fail", is_flag=True, help="Exit 1 where an address gave no good answer; for a person, not for a gate.")
@click.option(
    "--cache", type=click.Path(path_type=Path), default=Path(".cache/links"), help="What earlier runs found out."
)
def links(site: Path, online: bool, fail: bool, cache: Path) -> None:
    """Check the addresses of other sites that the pages of SITE link to.

    Once a week is enough. The report says what is gone, since when, and where an archive has a copy, and what moved and
    where to; nothing is changed in any file.
    """
    files = _opened(site)
    if not online:
        left_out = {rule.__name__ for rule in inspection.RULES} - FORM
        faults = _faults(files, left_out)
        click.echo(FORMATS["text"](faults, sum(path.endswith(inspection.PAGES) for path in files), site))
        sys.exit(1 if faults else 0)
    places = outside.addresses(inspection.survey(files, whole=True).found)
    records = _asked(places, cache)
    click.echo(outside.told(records, places))
    sys.exit(1 if fail and any(record.bad_since for record in records.values()) else 0)


def _asked(places: Mapping[str, object], cache: Path) -> dict[str, outside.Record]:
    """Asks all addresses, and keeps what was learned for the next run. Exit 2 where nobody could be asked."""
    click.echo(f"Asking for {len(places)} addresses, one at a time on each host; this can take minutes.", err=True)
    try:
        said = lychee.ask(places, cache)
    except FileNotFoundError:
        raise _Unable("lychee is not installed; run: make site") from None
    except RuntimeError as error:
        raise _Unable(f"lychee could not work: {error}") from None
    record = cache / "record.json"
    before = outside.kept(record.read_text(encoding="utf-8") if record.is_file() else "")
    if outside.nobody_answered(said, before):
        raise _Unable("Not one server answered; is there a network? Nothing was recorded.")
    records = outside.remember(before, said, date.today().isoformat())
    record.write_text(outside.written(records), encoding="utf-8")
    return records


@click.command(name="inspect")
@click.argument("site", type=click.Path(path_type=Path), default=Path("site"))
@click.option(
    "--pages", multiple=True, type=int, default=(40, 1000), show_default=True, help="How many pages at least."
)
def bench(site: Path, pages: tuple[int, ...]) -> None:
    """Measure the inspection on copies of the pages of SITE, beside only parsing them."""
    files = dict(_opened(site))
    click.echo(bench_inspect.table([bench_inspect.measure(files, number) for number in pages]))

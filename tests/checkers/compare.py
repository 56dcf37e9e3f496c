"""Compares `notes inspect` with other checkers on the faults and the harmless things of the tests; prints a table.

Run: .venv/bin/python tests/checkers/compare.py [--tools "notes inspect,lychee,…"] [--output docs/contributing/inspection.md]

Nothing is installed: a tool that is not found is left out, and how to get it is said. linkinator is looked for on the
path and in ./node_modules/.bin, LinkChecker and lychee on the path and beside this Python. Each fault is made alone in
a copy of the site of the small library with all extras; it counts as found where a tool reports anything that it does
not report of the good site, a harmless thing as a false alarm in the same way. Nothing asks the network.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import resource
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from conftest import SMALL, build, project  # noqa: E402 - the path must be set first
from extras import ADDRESS, Files, extend  # noqa: E402
from faults import PROSE, Kind, inject  # noqa: E402
from harmless import HARMLESS  # noqa: E402
from kinds import KINDS  # noqa: E402
from rich.progress import track  # noqa: E402
from runners import INSTALL, RUNNERS, Markdown  # noqa: E402

from reading.bench_inspect import copies  # noqa: E402
from reading.inspect import Folder  # noqa: E402

HEADING = "### Kinds found, false alarms, time"


@dataclass(frozen=True)
class Row:
    """What one tool did: kinds found of those that it could be shown, false alarms likewise, CPU seconds."""

    tool: str
    version: str
    found: frozenset[str]
    kinds: int
    alarms: frozenset[str]
    harmless: int
    seconds: float | None


def good_site(folder: Path) -> Files:
    """The site of the small library, with everything that the real one lacks."""
    here = project(folder / "project", SMALL)
    done = build(here, here / "site", {"SITE_URL": ADDRESS})
    assert done.returncode == 0, done.stderr
    return extend(dict(Folder(here / "site")))


def faulty(good: Files) -> Iterator[tuple[str, Files]]:
    """(kind, the site with one fault of it)."""
    for kind in KINDS:
        files = dict(good)
        inject(files, kind, kind.where[0], "compare")
        yield kind.name, files


def sound(good: Files) -> Iterator[tuple[str, Files]]:
    """(harmless thing, the site with it)."""
    for name, thing in HARMLESS.items():
        files = good | thing.files
        text = files["index.html"].decode().replace("</head>", f"{thing.head.replace('{root}', '')}</head>", 1)
        files["index.html"] = text.replace("</article>", f"{thing.body.replace('{root}', '')}</article>", 1).encode()
        yield name, files


class Disk:
    """A folder with the files of a site; only what differs from one case to the next is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: Files = {}

    def lay(self, files: Files) -> None:
        """Makes the folder hold these files and no others."""
        for path in self.files.keys() - files.keys():
            (self.folder / path).unlink()
        for path, content in files.items():
            if self.files.get(path) != content:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(content)
        self.files = files


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which a folder can be read, from this machine only."""
    handler = functools.partial(Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *arguments: object) -> None:
        del format, arguments


def compare(tool: str, good: Files, many: Files) -> Row:
    """One row of the table."""
    runner = RUNNERS[tool]
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        Path(folder).chmod(0o755)  # LinkChecker lets go of its rights
        disk = Disk(Path(folder))

        def reports(files: Files) -> frozenset[str]:
            disk.lay(files)
            return frozenset(
                line.replace(folder, "").replace(address, "/") for line in runner.run(disk.folder, address)
            )

        usual = reports(good)
        found = {name for name, files in track([*faulty(good)], f"{tool}: faults") if reports(files) - usual}
        alarms = {name for name, files in track([*sound(good)], f"{tool}: harmless") if reports(files) - usual}
        disk.lay(many)
        seconds = used(lambda: runner.run(disk.folder, address))
    return Row(tool, runner.version(), frozenset(found), len(KINDS), frozenset(alarms), len(HARMLESS), seconds)


def compare_markdown() -> Row:
    """The row of `mkdocs build --strict`, which sees sources only: what can be put into a page as HTML or Markdown."""
    shown = [kind for kind in KINDS if isinstance(kind.change, str) and PROSE in kind.where]
    with tempfile.TemporaryDirectory() as folder:
        engine = Markdown(Path(folder))
        usual = engine.run("")
        found = {k.name for k in track(shown, "mkdocs: faults") if engine.run(_snippet(k)) - usual}
    # Harmless things lean on files of the built site, which this source does not have.
    return Row("mkdocs build --strict", engine.version(), frozenset(found), len(shown), frozenset(), 0, None)


def _snippet(kind: Kind) -> str:
    assert isinstance(kind.change, str)
    return kind.change.replace("{root}", "").replace("{page}", "index.html")


def used(work: Callable[[], object]) -> float:
    """CPU seconds of the processes that `work` starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def table(rows: list[Row], pages: int) -> str:
    """The rows as Markdown, the best first, and the kinds that nobody else found."""
    head = f"| checker | kinds found | false alarms | CPU seconds for {pages:,} pages |\n| --- | --- | --- | --- |"
    lines = [
        f"| {row.tool} {row.version}".rstrip()
        + f" | {len(row.found)} of {row.kinds} ({len(row.found) / row.kinds:.0%}) "
        f"| {f'{len(row.alarms)} of {row.harmless}' if row.harmless else '–'} | {f'{row.seconds:.1f}' if row.seconds is not None else '–'} |"
        for row in rows
    ]
    others = frozenset[str]().union(*(row.found for row in rows[1:]))
    alone = f"The others together find {len(others)} of the {len(KINDS)} kinds." if len(rows) > 1 else ""
    return "\n".join([head, *lines, "", alone]).strip()


def main() -> None:
    """Prints the table, and what each tool missed or cried wolf at; writes the table into a page where asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--tools", default=",".join([*RUNNERS, "mkdocs"]), help="which, separated by commas")
    parser.add_argument("--pages", type=int, default=1000, help="how many pages the time is measured on")
    parser.add_argument("--output", type=Path, help="a page that ends with the heading under which the table goes")
    options = parser.parse_args()
    wanted = options.tools.split(",")
    missing = [tool for tool in wanted if tool in RUNNERS and not RUNNERS[tool].program()]
    for tool in missing:
        print(f"{tool} is not here and is left out; to have it: {INSTALL[tool]}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        good = good_site(Path(folder))
        many = copies(
            {path: content for path, content in good.items() if not path.startswith("extra/old")}, options.pages
        )
        number = sum(path.endswith(".html") for path in many)
        rows: list[Row] = []
        for tool in wanted:
            if tool == "mkdocs" or (tool in RUNNERS and tool not in missing):
                rows.append(compare_markdown() if tool == "mkdocs" else compare(tool, good, many))
                tell(rows, number, options.output)  # after each, since the slow ones take an hour


def tell(rows: list[Row], pages: int, output: Path | None) -> None:
    """Prints what the last tool missed and the table so far; writes the table into a page where asked."""
    row = rows[-1]
    print(f"\n{row.tool} missed: {', '.join(sorted({k.name for k in KINDS} - row.found)) or 'nothing'}")
    print(f"{row.tool} cried wolf at: {', '.join(sorted(row.alarms)) or 'nothing'}")
    print("\n" + table(rows, pages), flush=True)
    if output:
        before, _, _ = output.read_text(encoding="utf-8").partition(HEADING)
        output.write_text(f"{before}{HEADING}\n\n{table(rows, pages)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

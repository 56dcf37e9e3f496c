"""Runs programs and reads what they cost; the machine may be shared, so CPU seconds are the figure to read."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import resource  # which Windows has not

TEXT = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".bib"})
LOOK = 0.01  # seconds after which to look whether a program has ended


@dataclass(frozen=True, slots=True)
class Program:
    """A command to be run in a folder, which no other has meanwhile; `turn` is how many seconds it gets at a time."""

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    turn: float = 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a program and all that it started, the largest memory of any of them in MiB, its exit status."""

    cpu: float
    peak_mib: float
    status: int
    said: str


def run(program: Program) -> Cost:
    """Runs a program to its end and reads its resource usage."""
    return in_turns([program])[0]


def in_turns(programs: Sequence[Program]) -> list[Cost]:
    """Runs programs to their ends, one at a time, each for its turn before the next goes on; what each of them cost.

    A shared machine changes its pace within minutes. So those that are to be compared have the same minutes, and turns
    in proportion to what each takes. Raises `RuntimeError` with what one said that failed before the others ended.
    """
    costs: dict[int, Cost] = {}
    with _started(programs) as children:
        while children:
            for number, child in list(children.items()):
                usage = _turn(child, programs[number].turn if len(children) > 1 else None)
                if usage is not None:
                    del children[number]
                    costs[number] = _cost(programs[number], child, usage)
                    if costs[number].status and children:
                        raise RuntimeError(costs[number].said)
    return [costs[number] for number in range(len(programs))]


@contextmanager
def _started(programs: Sequence[Program]) -> Iterator[dict[int, subprocess.Popen[bytes]]]:
    """The programs by their numbers, started and halted; those that still run at the end are ended."""
    children: dict[int, subprocess.Popen[bytes]] = {}
    try:
        for number, program in enumerate(programs):
            env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
            env |= program.environment
            env.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody's program compiles itself anew at each run
            with _log(program).open("wb") as out:
                children[number] = subprocess.Popen(
                    program.command, cwd=program.folder, env=env, stdout=out, stderr=subprocess.STDOUT
                )
            os.kill(children[number].pid, signal.SIGSTOP)
        yield children
    finally:
        for child in children.values():
            child.kill()
            child.wait()


def _turn(child: subprocess.Popen[bytes], seconds: float | None) -> resource.struct_rusage | None:
    """Lets a program go on for some seconds, or to its end; what it used, where it has ended."""
    os.kill(child.pid, signal.SIGCONT)  # its own way would reap it, and lose what it used
    until = time.monotonic() + (seconds or 0)
    while True:
        ended, status, usage = os.wait4(child.pid, 0 if seconds is None else os.WNOHANG)
        if ended:
            child.returncode = os.waitstatus_to_exitcode(status)
            return usage
        if time.monotonic() >= until:
            os.kill(child.pid, signal.SIGSTOP)
            return None
        time.sleep(LOOK)


def _cost(program: Program, child: subprocess.Popen[bytes], usage: resource.struct_rusage) -> Cost:
    said = _log(program).read_text(encoding="utf-8", errors="replace")
    _log(program).unlink()
    unit = 1024**2 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, child.returncode, said)


def _log(program: Program) -> Path:
    return program.folder / ".bench.log"


def read(folder: Path) -> None:
    """Reads all files below a folder, so that no program has to wait until they come from disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                while file.read(2**20):
                    pass


def size(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def wire(files: Sequence[Path]) -> int:
    """The bytes of some files as a server sends them: text with gzip."""
    return sum(
        len(gzip.compress(path.read_bytes(), 6)) if path.suffix in TEXT else path.stat().st_size for path in files
    )

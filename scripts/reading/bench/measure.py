"""Runs a program and reads what it cost; the machine may be shared, so CPU seconds are the figure to read."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TEXT = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".bib"})


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a program and all that it started, the largest memory of any of them in MiB, its exit status."""

    cpu: float
    peak_mib: float
    status: int
    said: str


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Runs a program to its end in a folder and reads its resource usage."""
    log = folder / ".bench.log"
    with log.open("wb") as out:
        env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"} | dict(environment or {})
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody's program compiles itself anew at each run
        child = subprocess.Popen(command, cwd=folder, env=env, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    unit = 1024**2 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, child.returncode, said)


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

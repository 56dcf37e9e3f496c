"""Asks servers through lychee (https://lychee.cli.rs): politely, with a cache, and with copies that archives have."""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from . import outside

# One question at a time and host, two seconds apart; a good answer is not asked for again within six days, so that a
# weekly run asks everything once. Bad answers are never kept. What strangers link to is never this network.
POLITE = (
    "--host-concurrency=1", "--host-request-interval=2s", "--max-concurrency=16", "--max-retries=2",
    "--retry-wait-time=5", "--timeout=30", "--exclude-all-private", "--cache", "--max-cache-age=6d", "--suggest",
    "--archive=wayback", "--user-agent=reading-notes-links/1",
)  # fmt: skip


def ask(urls: Iterable[str], cache: Path) -> list[outside.Answer]:
    """The answers for addresses; `cache` is the folder for lychee's cache.

    Raises `FileNotFoundError` where lychee is not installed, `RuntimeError` with its words where it could not work.
    """
    program = shutil.which("lychee", path=str(Path(sys.executable).parent)) or shutil.which("lychee")
    if program is None:
        raise FileNotFoundError("lychee")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "links.html"
        page.write_text("\n".join(f'<a href="{html.escape(url)}">x</a>' for url in urls), encoding="utf-8")
        command = [program, "--format=json", "-vv", "--no-progress", *POLITE, str(page)]
        done = subprocess.run(command, cwd=cache, capture_output=True, text=True, encoding="utf-8", check=False)
    if not done.stdout.strip().startswith("{"):
        raise RuntimeError((done.stderr.strip().splitlines() or ["lychee said nothing"])[-1])
    return outside.answers(done.stdout)

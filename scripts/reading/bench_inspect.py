"""Measures the inspection of a built site against only parsing its pages, at any number of pages."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from .inspect import PAGES, examine

RUNS = 3  # the quickest counts: what slows a run down is not ours


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds of this process for a number of pages, and the bytes of these pages."""

    pages: int
    size: int
    parsing: float
    inspecting: float
    faults: int


def measure(site: Mapping[str, bytes], pages: int) -> Measured:
    """Parses and inspects copies of a site that come to at least `pages` pages."""
    files = copies(site, pages)
    texts = [content for path, content in files.items() if path.endswith(PAGES)]
    parsing = _quickest(lambda: [LexborHTMLParser(text) for text in texts])
    inspecting = _quickest(lambda: examine(files))
    return Measured(len(texts), sum(map(len, texts)), parsing, inspecting, len(examine(files)))


def copies(site: Mapping[str, bytes], pages: int) -> dict[str, bytes]:
    """The pages of a site several times over, each copy linked within itself, and its other files once.

    What says where a page is published is left out: it would be true of one copy only.
    """
    originals = {path: text for path, text in site.items() if path.endswith(PAGES) and path != "404.html"}
    files = {path: text for path, text in site.items() if not path.endswith((*PAGES, ".xml", ".gz", ".txt"))}
    for copy in range(-(-pages // len(originals))):
        mark = f"-{copy:04}" if copy else ""
        for path, text in originals.items():
            files[_marked(path.encode(), mark).decode()] = _copied(text, mark)
    return files


def _copied(page: bytes, mark: str) -> bytes:
    """A page with links to the pages of its own copy, and a title of its own."""
    page = re.sub(rb'<link rel="canonical"[^>]*>', b"", page)
    page = re.sub(rb'href="(?!https?:|//)[^"]*', lambda found: _marked(found[0], mark), page)
    return page.replace(b"</title>", mark.encode() + b"</title>", 1)


def _marked(path: bytes, mark: str) -> bytes:
    return path.replace(b".html", mark.encode() + b".html", 1)


def _quickest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def table(rows: list[Measured]) -> str:
    """The measurements as a Markdown table."""
    head = "| pages | kB a page | parsing, CPU s | inspecting, CPU s | ms a page | ratio |\n" + "| --- " * 6 + "|"
    lines = [
        f"| {row.pages:,} | {row.size / row.pages / 1000:.0f} | {row.parsing:.2f} | {row.inspecting:.2f} "
        f"| {row.inspecting / row.pages * 1000:.2f} | {row.inspecting / row.parsing:.1f} |"
        for row in rows
    ]
    return "\n".join([head, *lines])

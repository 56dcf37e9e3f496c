"""Turns the bytes of one content file into text, or says why it cannot."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from .header import CONTROL
from .model import Place, Problem

FILE_LIMIT = 64 * 1024
RULES = ("too_big", "not_utf8", "odd_character", "empty_file")


def read(path: Path, file: str) -> tuple[str, Problem | None]:
    """The text of a file with `\\n` line ends, or the reason why it cannot be read."""
    return decoded(stored(path), file)


def stored(path: str | Path) -> bytes:
    """What a file holds; of a file that is too big, one byte more than is allowed."""
    stream = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # `open` asks the system four times as much
    try:
        data = os.read(stream, FILE_LIMIT + 1)
        while len(data) <= FILE_LIMIT and (more := os.read(stream, FILE_LIMIT + 1 - len(data))):
            data += more
        return data
    finally:
        os.close(stream)


def decoded(data: bytes, file: str) -> tuple[str, Problem | None]:
    """What a file holds as text with `\\n` line ends, or the reason why it cannot be read."""

    def no(rule: str, wrong: str, advice: str, line: int = 1) -> tuple[str, Problem]:
        return "", Problem(Place(file, line), rule, wrong, advice)

    if len(data) > FILE_LIMIT:
        return no("too_big", "the file is larger than 64 KiB.", "Shorten it, or make several files of it.")
    if not data.strip():
        return no("empty_file", "the file is empty.", "Copy the template for this folder from CONTRIBUTING.md.")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        content = data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return no(
            "not_utf8",
            "a letter on this line is not UTF-8.",
            "Save the file as UTF-8 (in most editors: Save as …).",
            line,
        )
    if "\r" in content:
        content = content.replace("\r\n", "\n").replace("\r", "\n")
    seen = content.replace("\n", "").isprintable()  # then nothing odd is in it, and this asks faster than a search
    odd = None if seen else CONTROL.search(content)
    if odd:
        line = content[: odd.start()].count("\n") + 1
        name = f"U+{ord(odd[0]):04X}"
        return no(
            "odd_character",
            f"an invisible character ({name}) stands on this line.",
            "Delete it and type the words anew.",
            line,
        )
    return content, None

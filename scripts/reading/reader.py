"""Turns the bytes of one content file into text, or says why it cannot."""

from __future__ import annotations

from pathlib import Path

from .header import CONTROL
from .model import Place, Problem

FILE_LIMIT = 64 * 1024
RULES = ("too_big", "not_utf8", "odd_character", "empty_file")


def read(path: Path, file: str) -> tuple[str, Problem | None]:
    """The text of a file with `\\n` line ends, or the reason why it cannot be read."""

    def no(rule: str, wrong: str, advice: str, line: int = 1) -> tuple[str, Problem]:
        return "", Problem(Place(file, line), rule, wrong, advice)

    with path.open("rb") as stream:
        data = stream.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        return no("too_big", "the file is larger than 64 KiB.", "Shorten it, or make several files of it.")
    if not data.strip():
        return no("empty_file", "the file is empty.", "Copy the template for this folder from CONTRIBUTING.md.")
    try:
        content = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return no(
            "not_utf8",
            "a letter on this line is not UTF-8.",
            "Save the file as UTF-8 (in most editors: Save as …).",
            line,
        )
    odd = CONTROL.search(content)
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

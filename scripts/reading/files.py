"""Reads text files that people name or lay into a folder, says in words what they are not, and writes files whole."""

from __future__ import annotations

import codecs
from errno import EINVAL, ENOENT
from pathlib import Path

LARGEST = 2 * 1024 * 1024  # bytes: more than most books; it is compared within seconds
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OTHERS = (
    (b"%PDF-", "a PDF, not a text; open it, copy the text, and save that"),
    (b"PK\x03\x04", "a word processor's file or an archive, not a text; save it as plain text (UTF-8)"),
    (b"{\\rtf", "a word processor's file, not a text; save it as plain text (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "a word processor's file, not a text; save it as plain text (UTF-8)"),
)


class UnreadableError(OSError):
    """A file that is no text; `filename` names it and `strerror` says in words why it cannot be read.

    An `OSError`, so that whoever already says in one line what the machine refuses says this too.
    """


def read_text(path: Path) -> str:
    """The text of a file in UTF-8 (or UTF-16 with its mark), without a byte order mark and with `\\n` line ends.

    Raises `UnreadableError` where there is no file, no text in it, or something else than text.
    """
    if path.is_dir():
        raise UnreadableError(EINVAL, "this is a folder; name a file", str(path))
    if not path.exists():
        raise UnreadableError(ENOENT, "there is no such file", str(path))
    if path.stat().st_size > LARGEST:
        raise UnreadableError(EINVAL, "the file is larger than 2 MiB; no article is", str(path))
    content = _decoded(path.read_bytes(), str(path))
    if not content.strip("\ufeff \t\n"):
        raise UnreadableError(EINVAL, "the file is empty", str(path))
    if content.lstrip()[:20].lower().startswith(("<!doctype html", "<html")):
        what = "this is a web page's source; open the page in a browser, copy the text, and save that"
        raise UnreadableError(EINVAL, what, str(path))
    return content


def _decoded(data: bytes, name: str) -> str:
    for start, what in OTHERS:
        if data.startswith(start):
            raise UnreadableError(EINVAL, f"this is {what}", name)
    encoding = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    try:
        content = data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"a letter on line {line} is not UTF-8; save the file as UTF-8 (in most editors: Save as …)"
        raise UnreadableError(EINVAL, "this is no text file" if b"\0" in data else what, name) from None
    if "\0" in content:
        raise UnreadableError(EINVAL, "this is no text file", name)
    return content


def write_text(path: Path, content: str) -> None:
    """Puts a text into a file in UTF-8, whole or not at all: a full disk leaves the old file as it was.

    Raises `UnreadableError` where there is no folder for it.
    """
    if path.is_dir() or not path.parent.is_dir():
        what = "this is a folder; name a file" if path.is_dir() else "there is no such folder to write to"
        raise UnreadableError(EINVAL, what, str(path if path.is_dir() else path.parent))
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(content, encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

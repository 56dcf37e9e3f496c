"""The letters of a file: which encoding it says it has, and whether that is true."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

# https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding: only the first 1,024 bytes count.
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I)
# What browsers take a label for where Python does not know it, or takes it for less; a page whose label could be read
# byte by byte is not in UTF-16. https://encoding.spec.whatwg.org/#names-and-labels
LABELS = {
    "x-sjis": "cp932", "windows-949": "cp949", "x-gbk": "gb18030", "x-euc-jp": "euc_jp", "x-cp1252": "cp1252",
    "x-mac-roman": "mac-roman", "x-user-defined": "cp1252", "unicode": "utf-8",
}  # fmt: skip
READ_AS = {
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "iso8859-1": "cp1252", "ascii": "cp1252",
    "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "euc_kr": "cp949", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
CHUNK = 2**16  # bytes that are decoded at once
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Letters(NamedTuple):
    """The text of a file, and what is wrong with its letters; "" where nothing is.

    `plain` says that the file is nothing but this text in UTF-8.
    """

    text: str
    misread: str = ""
    plain: bool = False


def decode(data: bytes, markup: bool = True) -> Letters:
    """The letters of a file; never fails.

    With `markup` the file is a page and should say its encoding where it has letters beyond ASCII.
    """
    name, said = _name(data)
    if not name:
        text = data.decode("utf-8", errors="replace")
        return Letters(text, f"says that it is in {said}, which no browser knows")
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        if name == "cp1252":  # on the web every byte of it is a letter
            return Letters(data.decode("latin-1"))
        text = data.decode(name, errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        return Letters(text, f"is not {_shown(name)}: byte 0x{data[error.start]:02X} on line {line}")
    if b"\0" in data and "\0" in text:  # bytes are searched far quicker than letters
        other = "; it looks like UTF-16" if text.count("\0") > len(text) / 4 else ""
        text = text.replace("\0", "\ufffd" if not other else "")
        return Letters(text, f"has a byte without a letter (NUL){other}")
    if markup and not said and not text.isascii():
        return Letters(text, "has letters beyond ASCII and does not say which encoding it has", name == "utf-8")
    return Letters(text, "", name == "utf-8")


def _name(data: bytes) -> tuple[str, str]:
    """The encoding to read a file in, "" where nobody knows it, and what the file itself says."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name, name
    found = DECLARED.search(data[:1024])
    if not found:
        return "utf-8", ""
    name = found[1].decode("ascii").lower()
    try:
        known = codecs.lookup(LABELS.get(name, name)).name
    except LookupError:
        return "", name
    return READ_AS.get(known, known), name


def _shown(name: str) -> str:
    return {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16"}.get(name, name)


def is_text(content: bytes) -> bool:
    """Whether a file that is no page is UTF-8, or says itself what else it is."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"charset" in content[:100] or b"encoding" in content[:100]:
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(content), CHUNK):  # a large file of data is not in memory as text too
            decoder.decode(content[at : at + CHUNK], final=at + CHUNK >= len(content))
    except UnicodeDecodeError:
        return False
    return b"\0" not in content

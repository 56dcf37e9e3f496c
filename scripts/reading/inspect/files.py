"""Rules: the files that pages need are whole."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

from ..model import Place
from .built import Built
from .fault import Fault

# Files that say something wherever they lie; others, such as `.nojekyll`, may well be empty.
FULL = (
    ".css", ".js", ".mjs", ".wasm", ".json", ".jsonld", ".webmanifest", ".xml", ".atom", ".rss", ".csv", ".bib", ".svg",
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".pdf", ".epub",
    ".gz", ".zip", ".mp3", ".mp4", ".webm",
)  # fmt: skip
TEXTS = (".css", ".js", ".mjs", ".json", ".jsonld", ".webmanifest", ".csv", ".bib", ".txt", ".svg")


def empty_file(site: Built) -> Iterator[Fault]:
    """A style sheet, script, picture, font, feed or other file that is there has something in it."""
    for path in site.files:
        if path.lower().endswith(FULL) and path in site.blank:
            yield _fault(path, "empty_file", "the file is empty", "Build the site again, or remove it.")


def broken_file(site: Built) -> Iterator[Fault]:
    """Data can be read, and a picture, a font or a packed file is what its name says and is there to its end."""
    for document in site.documents.values():
        if document.broken:
            says = f"the file {document.broken}"
            yield _fault(document.path, "broken_file", says, "Build it again.", document.broken_at)
    for path in site.files:
        kinds = _kinds(path.lower()) if path not in site.documents else {}
        content = site.files[path] if kinds else b""
        if content.strip():
            says = _form(kinds, path.lower(), content)
            if says:
                yield _fault(path, "broken_file", f"the file {says}", "Put a whole one in its place.")
    yield from _unlike(site)
    for page in site.pages.values():
        if page.malformed:
            line = page.line("application/ld+json", "type")
            says = "the JSON-LD breaks off or is malformed"
            yield site.page_fault(page, "broken_file", says, "Let a program write it.", line)


def misread_file(site: Built) -> Iterator[Fault]:
    """A style sheet, a script and data are in UTF-8."""
    for path in site.files:
        if path.lower().endswith(TEXTS) and path in site.no_text:
            yield _fault(path, "misread_file", "the file is not UTF-8", "Save it as UTF-8.")


def _unlike(site: Built) -> Iterator[Fault]:
    """A file and its packed copy say the same."""
    for path in site.files:
        plain = site.files.get(path.removesuffix(".gz")) if path.endswith(".gz") else None
        content = site.files[path] if plain is not None else b""
        if plain is not None and content:
            try:
                same = len(content) > 2**20 or gzip.decompress(content) == plain
            except (OSError, EOFError, zlib.error):
                continue  # `_form` has said so
            if not same:
                yield _fault(path, "broken_file", f"the file says something else than {path[:-3]}", "Pack it again.")


def _fault(path: str, rule: str, says: str, advice: str, line: int = 1) -> Fault:
    return Fault(Place(path, line), rule, f"{says}.", advice, False, "", path, f"{path}: {says}")


# ---- the forms of files, as far as a cut or a wrong name shows ------------------------------------------------------


def _kinds(path: str) -> Mapping[str, Form]:
    """The forms that a file may have by its name.

    A picture may have the ending of another sort of picture: browsers look at its first bytes only.
    """
    ending = path.rpartition(".")[2].replace("jpeg", "jpg")
    return PICTURES if ending in PICTURES else {ending: FORMS[ending]} if ending in FORMS else {}


def _form(kinds: Mapping[str, Form], path: str, content: bytes) -> str:
    """What is wrong with the form of a file, in words; "" where nothing is, or where this cannot be said."""
    for begins, ends in kinds.values():
        if content.startswith(begins):
            return "" if ends(content) else "breaks off"
    if content[4:8] == b"ftyp":  # AVIF
        return ""
    return f"is no {'picture' if kinds is PICTURES else path.rpartition('.')[2].upper()}"


def _sized(at: int, form: str, more: int = 0) -> Callable[[bytes], bool]:
    """Whether a file is as long as the number at an offset says, give or take padding to four bytes."""

    def whole(content: bytes) -> bool:
        size = struct.calcsize(form)
        return len(content) >= at + size and int(struct.unpack_from(form, content, at)[0]) + more <= len(content)

    return whole


def _unpacks(content: bytes) -> bool:
    if len(content) > 2**20:
        return True  # too long to try
    try:
        gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return False
    return True


Form = tuple[bytes | tuple[bytes, ...], Callable[[bytes], bool]]
PICTURES: Mapping[str, Form] = {
    "png": (b"\x89PNG\r\n\x1a\n", lambda content: b"IEND" in content[-4096:]),
    "jpg": (b"\xff\xd8", lambda content: b"\xff\xd9" in content[len(content) // 2 :]),
    "gif": ((b"GIF87a", b"GIF89a"), lambda content: b";" in content[-64:]),
    "webp": (b"RIFF", _sized(4, "<I", 8)),
    "ico": (b"\0\0\1\0", lambda content: len(content) > 22),
}
FORMS: Mapping[str, Form] = {
    "woff": (b"wOFF", _sized(8, ">I")),
    "woff2": (b"wOF2", _sized(8, ">I")),
    "pdf": (b"%PDF", lambda content: b"%%EOF" in content[-2048:]),
    "gz": (b"\x1f\x8b", _unpacks),
    "epub": (b"PK", lambda content: b"PK\5\6" in content[-66000:]),
    "zip": (b"PK", lambda content: b"PK\5\6" in content[-66000:]),
}

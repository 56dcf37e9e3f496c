"""The addresses in style sheets and in scripts that are modules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .page import Reference, Use

# Comments, strings and namespaces are read so as to be passed over; https://drafts.csswg.org/css-syntax-3/#consume-url-token
QUOTED = r"""(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')"""
TOKEN = re.compile(
    rf"""/\*.*?(?:\*/|\Z)
    |@namespace\b[^;]*|@(?:-moz-)?document\b[^{{]*
    |@import\s*(?:url\(\s*)?(?:{QUOTED}|([^"'\s();]+))
    |(?<![\w-])(?:url|src)\(\s*(?:{QUOTED}|((?:[^"'\s()\\]|\\[0-9a-f]{{1,6}}\s?|\\.)*))\s*\)
    |(?<![\w-])(?:-webkit-)?image-set\(((?:[^()]|\([^()]*\))*)\)
    |{QUOTED}""",
    re.I | re.S | re.X,
)
SETTLED = re.compile(
    rf"(?<![\w(-]){QUOTED}\s*(?:type\([^)]*\)\s*)?[\d.]*(?:x|dppx|dpi|dpcm)?\s*(?:type\([^)]*\)\s*)?(?:,|$)"
)
ADDRESSED = re.compile(r"(?i)url\(|@import|image-set\(|src\(")
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.S)
CALL = re.compile(
    r"""(?:\b(?:fetch|importScripts|sendBeacon|WebSocket|EventSource|SharedWorker|Worker)|\.open\(\s*["']\w+["']\s*,|\.src\s*=)\s*\(?\s*
    ["'`]((?:https?|wss?):?//[^"'`\s${}]+)["'`]""",
    re.X,
)
MODULE = re.compile(r"""\b(?:from|import)\s*\(?\s*(["'])((?:\.{0,2}/|https?:)[^"'\s]+)\1""")


def references(css: str, holder: str) -> Iterator[Reference]:
    """What a style sheet makes the browser load; `holder` is the element it stands in, "" for a file."""
    if not ADDRESSED.search(css):
        return
    for found in TOKEN.finditer(css):
        imported, plain, settled = found.group(1, 2, 3), found.group(4, 5, 6), found[7]
        for target in (*imported, *plain):
            if target is not None:
                yield _loaded(target, holder, "@import" if found[0][0] == "@" else "url(")
        if settled:
            yield from references(settled, holder)
            for inner in SETTLED.finditer(settled):
                yield _loaded(inner[1] or inner[2] or "", holder, "image-set(")


def _loaded(target: str, holder: str, attribute: str) -> Reference:
    text = (
        ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2], target) if "\\" in target else target
    )
    return Reference(holder, attribute, text, Use.LOAD)


def imports(script: str, holder: str) -> Iterator[Reference]:
    """What a module imports by an address; bare names are for other tools."""
    return (Reference(holder, "import", found[2], Use.LOAD) for found in MODULE.finditer(script))


def calls(script: str, holder: str) -> Iterator[Reference]:
    """The other hosts that a script calls by an address written out in the call."""
    if "//" in script:
        yield from (Reference(holder, "call", found[1], Use.LOAD) for found in CALL.finditer(script))


def unclosed(css: str) -> bool:
    """Whether a style sheet ends inside a comment or a block, as one that was cut off does."""
    rest = TOKEN.sub(lambda m: "" if m[0].startswith("/*") and m[0].endswith("*/") else " ", css)
    if rest.count("/*") or css.rstrip().endswith("/*"):
        return True
    return rest.count("{") > rest.count("}")

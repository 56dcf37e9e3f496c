"""Addresses as a browser reads them (the URL Standard of the WHATWG), without ever failing on one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

# https://url.spec.whatwg.org/#concept-basic-url-parser: blanks and controls around an address are dropped, tabs and
# line ends inside it too; a backslash counts as a slash in the schemes of the web.
AROUND = "".join(map(chr, range(0x21)))
INSIDE = re.compile("[\t\n\r]")
PARTS = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.S)
WEB = frozenset({"", "http", "https"})
USUAL_PORT = {"http": ":80", "https": ":443"}
DOTS = re.compile("%2e", re.I)
SLASH = re.compile("%2f", re.I)


class Address(NamedTuple):
    """The parts of an address; `host` and `fragment` are None where it has none, `port` is part of `host`."""

    scheme: str
    host: str | None
    path: str
    query: str | None
    fragment: str | None


@lru_cache(maxsize=4096)
def read(typed: str) -> Address:
    """The parts of an address as it was typed; the scheme and the host in lower case."""
    text = INSIDE.sub("", typed.strip(AROUND))
    found = PARTS.match(text)
    assert found is not None  # every part is optional
    if "\\" in text and (found[1] or "").lower() in WEB:
        head = re.split("[?#]", text, maxsplit=1)[0]
        if "\\" in head:
            return read(head.replace("\\", "/") + text[len(head) :])
    return _address(found)


def _address(found: re.Match[str]) -> Address:
    scheme, host, path, query, fragment = found.groups()
    scheme = (scheme or "").lower()
    if host is not None:
        host = host.lower().removesuffix(USUAL_PORT.get(scheme, ""))
    return Address(scheme, host, path, query, fragment)


def says_http_twice(parts: Address) -> bool:
    """Whether the host or the path of an address is the beginning of another address."""
    return parts.host in ("http", "https", "http:", "https:") or (
        re.match(r"/*https?:?/", parts.path) is not None and "." not in (parts.host or "")
    )


def walk(folder: str, path: str) -> str | None:
    """Where a path leads from a folder (`""` or `a/b/`): a path from the root, a folder's with "/" at its end.

    Percent-encoding is undone, but for an encoded slash, which no server takes for one. None where the path climbs
    above the root.
    """
    steps = [] if path.startswith("/") else folder.split("/")[:-1]
    last = ""
    for step in path.split("/"):
        last = DOTS.sub(".", step) if "%" in step else step
        if last == "..":
            if not steps:
                return None
            steps.pop()
        elif last not in ("", "."):
            steps.append(last if "%" not in last else _decoded(last))
    ended = last in ("", ".", "..")
    return "/".join(steps) + ("/" if ended and steps else "")


def _decoded(step: str) -> str:
    return "%2F".join(unquote(part, errors="surrogateescape") for part in SLASH.split(step))


def targets(fragment: str) -> tuple[str, ...]:
    """The ids that a fragment may mean, the likeliest first; none where it names no element.

    https://html.spec.whatwg.org/#find-a-potential-indicated-element, and text fragments (the part from `:~:` on).
    """
    name = fragment.partition(":~:")[0]
    if not name or name.casefold() == "top":
        return ()
    decoded = unquote(name, errors="replace")
    return (decoded, name) if decoded != name else (name,)

"""Rules: every address can be followed by a reader, wherever it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from . import hosts
from .address import AROUND, INSIDE, Address, says_http_twice
from .built import Built
from .fault import Fault
from .page import Use
from .ways import Way

RUNS = frozenset({"javascript", "vbscript", "livescript", "mocha"})
KNOWN = frozenset(
    {"http", "https", "mailto", "tel", "sms", "data", "blob", "file", "ftp", "ftps", "sftp", "ssh", "git", "geo", "urn",
     "doi", "xmpp", "irc", "ircs", "magnet", "matrix", "nntp", "news", "webcal", "about", "cid", "info", "tag", "did",
     "fax", "sip"}
)  # fmt: skip
ACTIVE_DATA = re.compile(
    r"(?i)data:\s*(?:text/html|application/xhtml\+xml|image/svg\+xml|text/xml|application/xml|text/javascript)"
)
# https://www.rfc-editor.org/rfc/rfc6068, and what mail programs read too: a name before the address in angle brackets.
SPEC = r"""(?:[^\s@,<>()\[\]\\;:"]+|"[^"]+")@(?:[\w-]+\.)+[\w-]{2,}"""
MAIL = re.compile(rf"{SPEC}|[^<>@,]*<{SPEC}>")


def empty_address(site: Built) -> Iterator[Fault]:
    """An attribute that holds an address is not empty; a link to the top of a page is `#`."""
    for found in site.by_way[Way.EMPTY]:
        if found.reference.use is not Use.SEND:
            yield site.fault(found, "empty_address", "leads nowhere", "Write where it should lead, or remove it.")


def script_address(site: Built) -> Iterator[Fault]:
    """No link runs a script or opens a page that it carries in itself."""
    for found in site.by_way[Way.OTHER]:
        scheme, use = found.where.parts.scheme, found.reference.use
        follows = use in (Use.FOLLOW, Use.SEND) or found.reference.tag in (
            "iframe",
            "frame",
            "object",
            "embed",
            "script",
        )
        carried = scheme == "data" and ACTIVE_DATA.match(INSIDE.sub("", found.reference.target.strip(AROUND)))
        if scheme in RUNS or scheme == "blob" or scheme == "filesystem" or (follows and carried):
            yield site.fault(
                found, "script_address", "runs a script or opens what it carries", "Link to a page instead."
            )


def local_address(site: Built) -> Iterator[Fault]:
    """No address leads to a file or a server of the machine or the network on which it was written."""
    for found in site.by_way[Way.OTHER]:
        scheme = found.where.parts.scheme
        if scheme == "file" or len(scheme) == 1:  # C:\\notes.html
            yield site.fault(found, "local_address", "leads to a file of one machine", "Link to a file of the site.")
    for found in site.by_way[Way.AWAY]:
        name = hosts.name(found.where.parts.host or "")
        if hosts.is_local(name):
            yield site.fault(
                found, "local_address", f"leads to {name}, which only one machine or network can reach",
                "Link to the public address.",
            )  # fmt: skip


def insecure_address(site: Built) -> Iterator[Fault]:
    """A link says https, neither http nor nothing (`//host`), or that it is cited as it was seen.

    On the way from an http server anyone can change a page. An address that may exist in no other way is marked with
    the attribute `data-as-seen`.
    """
    for found in site.found:
        scheme, host = found.where.parts.scheme, found.where.parts.host
        if host is None or scheme == "https" or found.where.way is Way.OTHER or found.reference.marked:
            continue
        if hosts.is_local(hosts.name(host)) or hosts.fault(host):
            continue
        if scheme == "" and found.reference.use not in (Use.LOAD, Use.HOST):
            yield site.fault(found, "insecure_address", "does not say https", "Write https:// before the host.")
        elif scheme == "http" and found.reference.use is Use.FOLLOW:
            advice = "Write https; where the site has only http, mark the link with the attribute data-as-seen."
            yield site.fault(found, "insecure_address", "is not encrypted", advice, f"leads to {host} by http")


def malformed_address(site: Built) -> Iterator[Fault]:
    """An address of another site, a mail address and a telephone number are written in full and without a slip."""
    for found in (*site.by_way[Way.AWAY], *site.by_way[Way.OTHER]):
        parts = found.where.parts
        if "{{" in found.reference.target or "{%" in found.reference.target:
            yield site.fault(found, "malformed_address", "has a template tag in it", "Correct what it comes from.")
            continue
        wrong = _web_fault(parts) if found.where.way is Way.AWAY else _other_fault(parts)
        if wrong:
            yield site.fault(found, "malformed_address", wrong[0], wrong[1])
    for found in (*site.by_way[Way.FILE], *site.by_way[Way.MISSING]):
        if "\\" in found.reference.target and "\\" in re.split("[?#]", found.reference.target)[0]:
            yield site.fault(found, "malformed_address", "has a backslash", "Write / in place of \\.")


def _web_fault(parts: Address) -> tuple[str, str] | None:
    if not parts.host:
        return "has no host", "Write the whole address: https://, the host, and the path."
    if says_http_twice(parts):
        return "says http twice", "Write https:// once."
    wrong = hosts.fault(parts.host)
    return (wrong, "Copy the address from the browser.") if wrong else None


def _other_fault(parts: Address) -> tuple[str, str] | None:
    scheme, path = parts.scheme, parts.path
    if scheme == "mailto":
        people = [part.strip() for part in unquote(path).split(",")]
        if not path and parts.query is None:
            return "has no mail address", "Write mailto:name@example.org"
        if path and not all(MAIL.fullmatch(person) for person in people):
            return "has no mail address that could be written to", "Write mailto:name@example.org"
    elif scheme in ("tel", "sms"):
        if not re.search(r"\d", path) and scheme == "tel":
            return "has no number", "Write tel: and the number, beginning with +"
    elif scheme not in KNOWN and (near := _meant(scheme)):
        return f"begins with {scheme}:, which no browser knows", f"Did you mean {near}: ?"
    return None


def _meant(scheme: str) -> str | None:
    """The scheme that was meant by one with a slip of one or two letters."""
    from rapidfuzz.distance import DamerauLevenshtein  # only a fault needs it, and a good site has none

    likely = min(("https", "http", "mailto"), key=lambda name: DamerauLevenshtein.distance(scheme, name))
    slips = DamerauLevenshtein.distance(scheme, likely)
    return likely if len(scheme) > 2 and slips <= (2 if likely != "http" else 1) else None

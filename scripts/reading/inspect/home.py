"""Where a site is published, as its own pages say it: needed to tell its own absolute addresses from others'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from . import address
from .page import Page, Reference, Use


class Home(NamedTuple):
    """`https`, `notes.example.org` and `/project/`; scheme and host are "" where the site does not say them."""

    scheme: str
    host: str
    root: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.root}" if self.host else self.root


NOWHERE = Home("", "", "/")


def given(typed: str) -> Home:
    """The home that a person names, such as `https://notes.example.org/project/` or `/project/`."""
    parts = address.read(typed)
    return Home(parts.scheme, parts.host or "", "/" + "".join(f"{p}/" for p in parts.path.split("/") if p))


def find(pages: Mapping[str, Page], listed: Iterable[tuple[str, Reference]], files: frozenset[str]) -> Home:
    """The home that most canonical addresses agree on, or else `og:url`, the sitemap and the feeds.

    Where none of them is absolute, only the root may be known: the folder that addresses beginning with "/" share.
    """
    said = [(p.path, ref) for p in pages.values() for ref in p.references if ref.use is Use.NAME]
    claims = ((path, ref) for path, ref in said if "canonical" in ref.tag)
    shared = ((path, ref) for path, ref in said if ref.tag.endswith('"og:url"'))
    for votes in (_claimed(claims), _claimed(shared), _listed(listed, pages)):
        if votes:
            return max(votes.items(), key=lambda item: (item[1], -len(item[0].root), item[0]))[0]
    return NOWHERE._replace(root=_root(pages, files))


def forms(path: str) -> tuple[str, ...]:
    """The ways in which servers address a page: `a/index.html`, `a/`, `a`; `b.html`, `b`."""
    if path.rpartition("/")[2] in ("index.html", "index.htm"):
        folder = path.rpartition("/")[0]
        return (path, f"{folder}/", folder) if folder else (path, "")
    return (path, path.rpartition(".")[0])


def _claimed(claims: Iterable[tuple[str, Reference]]) -> Counter[Home]:
    votes: Counter[Home] = Counter()
    for path, reference in claims:
        parts = address.read(reference.target)
        if not parts.host:
            continue
        said = address.walk("", parts.path) or ""
        for form in forms(path):
            if said == form or (said.endswith(f"/{form}") and form != ""):
                votes[Home(parts.scheme, parts.host, "/" + said.removesuffix(form))] += 1
                break
            if form == "" and (said == "" or said.endswith("/")):
                votes[Home(parts.scheme, parts.host, f"/{said}")] += 1
                break
    return votes


def _listed(listed: Iterable[tuple[str, Reference]], pages: Mapping[str, Page]) -> Counter[Home]:
    known = {form for path in pages for form in forms(path)}
    votes: Counter[Home] = Counter()
    for _, reference in listed:
        parts = address.read(reference.target)
        if parts.host and reference.use is Use.NAME:
            for root, rest in _splits(address.walk("", parts.path) or ""):
                if rest in known:
                    votes[Home(parts.scheme, parts.host, f"/{root}")] += 1
    return votes


def _splits(path: str) -> Iterator[tuple[str, str]]:
    """Every way to take a path apart at a slash: ("", "a/b"), ("a/", "b")."""
    yield "", path
    for at, sign in enumerate(path):
        if sign == "/":
            yield path[: at + 1], path[at + 1 :]


def _root(pages: Mapping[str, Page], files: frozenset[str]) -> str:
    """`/project/` where most addresses that begin with "/" lead to a file only without it."""
    typed = {r.target for p in pages.values() for r in p.references if r.target[:1] == "/" and r.target[:2] != "//"}
    known = {form for path in files for form in forms(path)} | files
    paths = [address.walk("", address.read(target).path) or "" for target in sorted(typed)]
    votes: Counter[str] = Counter()
    for path in paths:
        for root, rest in _splits(path):
            votes[root] += rest in known
    best = max(sorted(votes), key=lambda root: votes[root], default="")
    return f"/{best}" if votes[best] > max(votes[""], len(paths) / 2) else "/"

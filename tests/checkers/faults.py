"""The kinds of fault a built site can have, each as a change to the files of a good one.

Shared by the tests of `reading.inspect` and by the comparison with other checkers (`compare.py`). A change names the
rule that must find it and the words that must be named; it is made at a place chosen by a seed.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from extras import ADDRESS

Files = dict[str, bytes]
PROSE, CHROME, HEAD, SITE = "prose", "chrome", "head", "site"


@dataclass(frozen=True)
class Kind:
    """A kind of fault: where it can be put, the rule that finds it, what must be named, and how it is made.

    `change` is HTML to put in, or a function that changes the files and returns the file at fault. `also` are rules
    that rightly find the same change too.
    """

    name: str
    rule: str
    named: str
    change: str | Callable[[Files, str, random.Random], str]
    where: tuple[str, ...] = (PROSE, CHROME)
    also: tuple[str, ...] = ()


def pages(files: Files) -> list[str]:
    """The pages that a fault may be put into; coverage.html is the wrong page that some faults name."""
    mine = (p for p in files if p.endswith(".html") and not p.startswith("extra/"))
    apart = ("404.html", "coverage.html", "print.html")  # pages for print are not to be indexed
    return sorted(p for p in mine if p.rpartition("/")[2] not in apart)


def inject(files: Files, kind: Kind, where: str, seed: str) -> str:
    """Makes a fault of a kind at a place chosen by a seed; the file at fault."""
    chance = random.Random(f"{kind.name} {where} {seed}")
    page = chance.choice(pages(files))
    if not isinstance(kind.change, str):
        return kind.change(files, page, chance)
    snippet = kind.change.replace("{root}", "../" * page.count("/")).replace("{page}", page)
    put(files, page, snippet, where, chance)
    return page


def put(files: Files, page: str, snippet: str, where: str, chance: random.Random) -> None:
    """Puts HTML into a page: its prose, what the theme puts around it, or its head."""
    text = files[page].decode()
    at = chance.choice(places(text, where))
    files[page] = (text[:at] + snippet + text[at:]).encode()


def places(text: str, where: str) -> list[int]:
    """The offsets at which HTML can be put without breaking what is there."""
    if where == HEAD:
        return [text.index("</head>")]
    begins, ends = text.index("<article"), text.index("</article>")
    marks = [m.end() for m in re.finditer(r"</(?:p|h[1-6]|ul|div)>", text)]
    inside = [at for at in marks if begins < at < ends]
    outside = [m.end() for m in re.finditer(r"</(?:nav|header|footer|form)>", text) if not begins < m.end() < ends]
    return inside if where == PROSE else outside


# ---- changes that are more than HTML to put in ----------------------------------------------------------------------


def edited(pattern: str, new: str) -> Callable[[Files, str, random.Random], str]:
    """The first place in the page that a pattern matches, replaced."""

    def change(files: Files, page: str, chance: random.Random) -> str:
        del chance
        text = files[page].decode()
        changed = re.sub(pattern, new, text, count=1, flags=re.S)
        assert changed != text, f"{page} has no {pattern}"
        files[page] = changed.encode()
        return page

    return change


def rewritten(path: str, old: str, new: str) -> Callable[[Files, str, random.Random], str]:
    """The first `old` in a file that is no page, replaced."""

    def change(files: Files, page: str, chance: random.Random) -> str:
        del page, chance
        assert old.encode() in files[path], f"{path} has no {old}"
        files[path] = files[path].replace(old.encode(), new.encode(), 1)
        return path

    return change


def added(path: str, content: str | bytes) -> Callable[[Files, str, random.Random], str]:
    """A file that was not there, or another content for one that was."""

    def change(files: Files, page: str, chance: random.Random) -> str:
        del page, chance
        files[path] = content.encode() if isinstance(content, str) else content
        return path

    return change


def linked(path: str, content: str | bytes) -> Callable[[Files, str, random.Random], str]:
    """A new page with a link to it."""

    def change(files: Files, page: str, chance: random.Random) -> str:
        put(files, page, f'<a href="{"../" * page.count("/")}{path}">more</a>', PROSE, chance)
        return added(path, content)(files, page, chance)

    return change


def cut(files: Files, page: str, chance: random.Random) -> str:
    """A page that breaks off after some of its text."""
    files[page] = files[page][: chance.randrange(len(files[page]) // 2, len(files[page]) - 200)]
    return page


def latin(files: Files, page: str, chance: random.Random) -> str:
    """A page saved in Latin-1 that says it is UTF-8."""
    put(files, page, "<p>Café</p>", PROSE, chance)
    files[page] = files[page].replace("é".encode(), b"\xe9")
    return page


def wide(files: Files, page: str, chance: random.Random) -> str:
    """A page saved in UTF-16 without saying so."""
    del chance
    files[page] = files[page].decode().encode("utf-16-le")
    return page


def lost_id(files: Files, page: str, chance: random.Random) -> str:
    """An id that other pages link to, taken away where it stood."""
    wanted: dict[tuple[str, str], str] = {}
    for source in pages(files):
        for target, name in re.findall(r'href="([\w./-]+\.html)#([\w-]+)"', files[source].decode()):
            path = re.sub(r"[^/]+/\.\./", "", (source.rpartition("/")[0] + "/" + target).lstrip("/"))
            if path != source and f' id="{name}"'.encode() in files.get(path, b""):
                wanted[path, name] = source
    (path, name), source = chance.choice(sorted(wanted.items()))
    files[path] = files[path].replace(f' id="{name}"'.encode(), b"", 1)
    del page
    return source


def same_title(files: Files, page: str, chance: random.Random) -> str:
    """Two pages with one title."""
    other = chance.choice([p for p in pages(files) if p != page])
    found = re.search(rb"<title>.*?</title>", files[other])
    assert found is not None
    files[page] = re.sub(rb"<title>.*?</title>", lambda m: found[0], files[page])
    return page


def left_out(files: Files, page: str, chance: random.Random) -> str:
    """A page that the sitemap does not name."""
    del chance
    text = files["sitemap.xml"].decode()
    path = re.escape(ADDRESS + page.removesuffix("index.html"))
    files["sitemap.xml"] = re.sub(rf"<url>\s*<loc>{path}(?:index.html)?</loc>.*?</url>", "", text, flags=re.S).encode()
    assert files["sitemap.xml"].decode() != text
    files["sitemap.xml.gz"] = gzip.compress(files["sitemap.xml"], mtime=0)
    return page


def orphan(files: Files, page: str, chance: random.Random) -> str:
    """A copy of a page that nothing links to."""
    del chance
    path = page.rpartition("/")[0] + "/forgotten.html" if "/" in page else "forgotten.html"
    text = re.sub(r"<title>.*?</title>", "<title>Forgotten</title>", files[page].decode())
    files[path] = re.sub(r'<link rel="canonical"[^>]*>', '<meta name="robots" content="noindex">', text).encode()
    return path


def island(files: Files, page: str, chance: random.Random) -> str:
    """Two copies of a page that link to each other, and nothing else to them."""
    path = orphan(files, page, chance)
    again = path.replace("forgotten", "lost")
    text = files[path].decode()
    files[again] = (
        text.replace("Forgotten", "Lost").replace("</article>", '<a href="forgotten.html">x</a></article>').encode()
    )
    files[path] = text.replace("</article>", '<a href="lost.html">x</a></article>').encode()
    return path


def alias(to: str, noindex: bool = True) -> str:
    """A page that only sends the reader on."""
    robots = '<meta name="robots" content="noindex">' if noindex else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Redirecting</title>{robots}'
        f'<meta http-equiv="refresh" content="0; url={to}"></head><body><a href="{to}">here</a></body></html>'
    )


def chain(files: Files, page: str, chance: random.Random) -> str:
    """A page that sends on to one that sends on."""
    files["old2.html"] = alias("about.html").encode()
    return linked("old1.html", alias("old2.html"))(files, page, chance)


def loop(files: Files, page: str, chance: random.Random) -> str:
    """Two pages that send on to each other."""
    files["old2.html"] = alias("old1.html").encode()
    return linked("old1.html", alias("old2.html"))(files, page, chance)


def circle(files: Files, page: str, chance: random.Random) -> str:
    """Three pages that send on in a circle."""
    files["old2.html"] = alias("old3.html").encode()
    files["old3.html"] = alias("old1.html").encode()
    return linked("old1.html", alias("old2.html"))(files, page, chance)


def other_policy(old: str, new: str) -> Callable[[Files, str, random.Random], str]:
    return edited(re.escape(old), new)


def late_policy(files: Files, page: str, chance: random.Random) -> str:
    """A policy that comes after the first script."""
    del chance
    text = files[page].decode()
    found = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', text)
    assert found is not None
    files[page] = text.replace(found[0], "", 1).replace("</head>", f"{found[0]}</head>", 1).encode()
    return page

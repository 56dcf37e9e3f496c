"""Reads content security policies (https://www.w3.org/TR/CSP3/)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

# What a directive falls back on; https://www.w3.org/TR/CSP3/#directive-fallback-list
FETCH = frozenset(
    {"script-src", "style-src", "img-src", "font-src", "connect-src", "media-src", "object-src", "frame-src",
     "child-src", "worker-src", "manifest-src"}
)  # fmt: skip
OTHERS = frozenset({"base-uri", "form-action", "frame-ancestors", "navigate-to"})
WIDE = frozenset({"*", "http:", "https:", "data:", "blob:", "filesystem:", "ws:", "wss:"})
Policy = Mapping[str, frozenset[str]]


@lru_cache(maxsize=1024)
def directives(text: str) -> dict[str, frozenset[str]]:
    """The sources of each directive; the first of a name counts."""
    found: dict[str, frozenset[str]] = {}
    for part in text.split(";"):
        name, *sources = part.split() or [""]
        if name and name.lower() not in found:
            found[name.lower()] = frozenset(s if s[:1] == "'" and "-" in s else s.lower() for s in sources)
    return found


def sources(policy: Policy, name: str) -> frozenset[str]:
    """What a directive allows, with its fallbacks; `*` where nothing is said."""
    for candidate in (name, "child-src" if name in ("frame-src", "worker-src") else name, "default-src"):
        if candidate in policy and (candidate != "default-src" or name in FETCH):
            return policy[candidate] - {"'none'"}
    return frozenset({"*"})


def allows(text: str, digest: str) -> bool:
    """Whether a policy lets an inline script run whose SHA-256 digest (base64) is given."""
    allowed = sources(directives(text), "script-src")
    named = any(source.startswith(("'sha", "'nonce-")) for source in allowed)
    return (
        f"'sha256-{digest}'" in allowed
        or any(s.startswith(("'sha384-", "'sha512-", "'nonce-")) for s in allowed)
        or ("'unsafe-inline'" in allowed and not named)
        or allowed == {"*"}
    )


def usual(policies: Sequence[Sequence[str]]) -> tuple[Policy, bool]:
    """The commonest policy of a site, and whether most pages have it to the letter; empty where there is none.

    Where it is not so, each page names the digests of its own scripts.
    """
    counted = Counter(tuple(texts) for texts in policies)
    if not counted:
        return {}, False
    texts, times = max(counted.items(), key=lambda item: (item[1], item[0]))
    return directives(texts[0]), times * 2 > len(policies)


def weaknesses(texts: Sequence[str], common: Policy, same: bool) -> Iterator[str]:
    """What is weak in the policies of a page, in words; where there are several, the strictest counts."""
    found = [tuple(_weaknesses(directives(text), common, same)) for text in texts]
    yield from min(found, key=len) if found else ()


def _weaknesses(policy: Policy, common: Policy, same: bool) -> Iterator[str]:
    scripts = sources(policy, "script-src")
    named = any(source.startswith(("'sha", "'nonce-")) for source in scripts)
    if "'strict-dynamic'" in scripts:  # then hosts and schemes mean nothing
        scripts -= WIDE
    told = False
    if not policy.keys() & {"default-src", "script-src"}:
        yield "does not limit scripts: it has neither default-src nor script-src"
        return
    for source in sorted(scripts & (WIDE | {"'unsafe-eval'"})) + ["'unsafe-inline'"] * (
        "'unsafe-inline'" in scripts and not named
    ):
        told = True
        yield f"lets scripts run from {source}"
    if "*" in sources(policy, "object-src"):
        told = True
        yield "does not limit plug-ins: it has neither default-src nor object-src"
    for name in sorted((FETCH | OTHERS) if not told and common else ()):
        more = sources(policy, name) - sources(common, name)
        if not same:
            more -= {source for source in more if source.startswith(("'sha", "'nonce-"))}
        if more and sources(common, name) != {"*"}:
            yield f"allows in {name} what other pages do not: {', '.join(sorted(more))}"

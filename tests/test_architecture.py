"""The table of the design: which module may import which (reading's own modules only)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "scripts" / "reading"
FIGURES = {f"figures.{p.stem}" for p in (PACKAGE / "figures").glob("[a-z]*.py")}
PAGES = {"model", "groups", "refs", "prose", "weave", "dates", "anchors", "fragments", "marks", "mentions", "once"} | {
    *("pages.byarticle", "pages.controls", "pages.parts", "pages.takepart", "shifts"),
    *FIGURES,
}
TAKE_PART = {"model", "anchors", "forge", "templates", "prose", "refs", "weave"}
FORMATS = {f"exports.{p.stem}" for p in (PACKAGE / "exports").glob("[a-z]*.py")}
EXPORTS = {"characters", "model", "groups", "once", "refs", "prose", "weave", "dates", "mentions"} | FORMATS
INSPECT = {
    "address": set[str](),
    "folder": set[str](),
    "hosts": set[str](),
    "encoding": set[str](),
    "policy": set[str](),
    "rows": set[str](),
    "page": set[str](),
    "fault": {"model"},
    "words": {"model", "inspect.fault"},
    "styles": {"inspect.page"},
    "jsonfiles": {"inspect.page"},
    "xmlfiles": {"inspect.page", "inspect.styles"},
    "documents": {f"inspect.{m}" for m in ("encoding", "jsonfiles", "page", "rows", "styles", "xmlfiles")},
    "attributes": {"inspect.page", "inspect.styles"},
    "elements": {"inspect.attributes", "inspect.jsonfiles", "inspect.page", "inspect.styles"},
    "reader": {"leftovers", "inspect.elements", "inspect.encoding", "inspect.page"},
    "facts": {"cache", "ondisk", "inspect.documents", "inspect.page", "inspect.reader"},
    "home": {"inspect.address", "inspect.page"},
    "ways": {"inspect.address", "inspect.home"},
    "settled": {"cache", "inspect.address", "inspect.hosts", "inspect.page", "inspect.ways"},
}
RULES = {"model", *(f"inspect.{m}" for m in (*INSPECT, "built"))}  # the modules of rules, and what they stand on
CHECKS = {"model", "anchors", "mentions", "refs", "dates", "text"}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "dates": set(),
    "once": set(),
    "leftovers": set(),
    "cache": set(),
    "headings": {"door"},
    "finish": {"cache", "search", "searchindex", "inspect.__init__"},
    "hardlinks": set(),
    "searchindex": {"cache", "hardlinks", "ondisk", "search"},
    "search": {"ondisk"},
    "memory": set(),
    "ondisk": {"model"},
    "templates": {"header"},
    "header": {"model"},
    "plainheader": {"model", "header"},
    "frontmatter": {"model", "header", "plainheader"},
    "reader": {"model", "header"},
    "passages": {"model"},
    "characters": set(),
    "clutter": set(),
    "spelling": {"characters"},
    "files": set(),
    "wrapping": {"characters", "clutter"},
    "splitting": {"characters", "clutter", "wrapping"},
    "sentences": {"characters"},
    "text": {"characters", "spelling", "splitting", "sentences"},
    "sketch": {"spelling", "text"},
    "fingerprints": {"characters", "model", "sentences", "sketch", "text"},
    "fields": {"model", "header", "text"},
    "load": {
        *("cache", "fields", "fingerprints", "frontmatter", "header", "madebefore", "model", "once", "ondisk"),
        *("passages", "reader", "text"),
    },
    "madebefore": {"cache", "fields", "model", "ondisk"},
    "anchors": {"model", "once", "spans", "text"},
    "spans": {"characters", "spelling", "text"},
    "fragments": {"model", "text"},
    "marks": {"spans"},
    "proofs": {"anchors", "fingerprints", "fragments", "model"},
    "mentions": {"model", "once", "refs"},
    "groups": {"mentions", "model", "once"},
    "refs": {"model"},
    "checks.__init__": {
        "cache",
        "model",
        "refs",
        *(f"checks.{p.stem}" for p in (PACKAGE / "checks").glob("[a-z]*.py")),
    },
    **{f"checks.{p.stem}": CHECKS for p in (PACKAGE / "checks").glob("[a-z]*.py")},
    "checks.form": CHECKS | {"templates", "leftovers", "once"},  # signs are told before and after rendering
    "edition": {"model", "anchors", "dates", "groups", "marks", "prose", "weave"},
    "weave": {"model", "mentions", "anchors", "proofs", "refs", "dates"},
    "shifts": {"model", "dates"},
    "figures.__init__": set(),
    **{name: {"model", "characters", "dates", "figures.svg"} for name in FIGURES},
    "plain": set(),
    "progress": set(),
    "prose": {"model", "mentions", "once", "plain"},
    "pages.__init__": {"edition", "model", *(f"pages.{p.stem}" for p in (PACKAGE / "pages").glob("[a-z]*.py"))},
    "pages.parts": PAGES - {"pages.controls", "pages.parts"} | {"pages.labels"},
    **{f"pages.{p.stem}": PAGES for p in (PACKAGE / "pages").glob("[a-z]*.py") if p.stem != "parts"},
    "pages.labels": {"model", "mentions"},
    "pages.controls": {"model", "pages.parts"},
    "pages.guides": PAGES | {"pages.names"},
    "pages.takepart": TAKE_PART,
    "pages.contribute": TAKE_PART | {"noteform", "pages.parts", "pages.takepart"},
    "pages.article": PAGES | {"exports.epub", "exports.head", "pages.edition"},
    "pages.edition": {"edition", "model", "prose"},
    "exports.__init__": {"model"} | FORMATS,
    **dict.fromkeys(FORMATS, EXPORTS),
    "exports.epub": EXPORTS | {"edition"},
    "exports.tables": EXPORTS | {"ondisk"},  # a large library has tables of many megabytes
    "noteform": {
        *(
            "anchors",
            "characters",
            "checks.__init__",
            "fields",
            "forge",
            "frontmatter",
            "header",
            "load",
            "mentions",
            "model",
        ),
        *("passages", "reader", "refs", "schemas", "templates", "text"),
    },
    "forge": {"model", "templates"},
    **{f"pages.{page}": {*PAGES, "pages.stances", "pages.asof"} for page in ("positions", "actors", "asof")},
    "navigation": {"model"},
    "inspect.__init__": {"cache", *(f"inspect.{p.stem}" for p in (PACKAGE / "inspect").glob("[a-z]*.py"))},
    **{f"inspect.{p.stem}": INSPECT.get(p.stem, RULES) for p in (PACKAGE / "inspect").glob("[a-z]*.py")},
    "inspect.built": {"cache", "ondisk", *RULES},
    "report": {"model"},
    "kept": {
        "cache",
        "door",
        "edition",
        "exports.__init__",
        "exports.epub",
        "exports.tables",
        "exports.web_annotations",
        "groups",
        "model",
        "navigation",
        "ondisk",
        "once",
        "pages.__init__",
    },
    "site": {
        *("cache", "checks.__init__", "exports.__init__", "kept", "load", "model", "ondisk"),
        *("pages.__init__", "pages.data", "progress", "prose", "refs", "weave"),
    },
    "door": {"files", "forge", "model"},
    "write": {"door", "forge", "navigation", "site"},
    "changes": {"model", "refs"},
    "schemas": {"fields", "load", "model", "refs", "templates"},
    "commands_contribute": {"changes", "checks.__init__", "door", "load", "model", "report", "schemas"},
    "hypothes_is": {"anchors", "dates", "header", "model", "passages", "reader", "schemas", "templates", "text"},
    "commands_import": {"commands_contribute", "commands_new", "door", "hypothes_is", "load"},
    "commands_new": {"commands_contribute", "load", "model", "noteform", "refs", "schemas", "templates", "text"},
    "naming": {"spelling"},
    "skeleton": {"fingerprints", "header", "naming", "passages", "splitting", "templates"},
    "commands_article": {
        *(
            "commands_contribute",
            "commands_new",
            "files",
            "load",
            "noteform",
            "reader",
            "refs",
            "skeleton",
            "splitting",
        ),
    },
    "order": set(),
    "compared": {"model", "sentences", "sketch", "text"},
    "placing": {"compared", "order"},
    "edited": {"compared", "placing", "text"},
    "revision": {"compared", "edited", "model", "placing"},
    "answers": {"compared", "placing", "spans"},
    "quoted": {"answers", "compared", "placing", "revision", "spans", "text"},
    "realign": {"answers", "compared", "placing", "quoted", "revision", "spans", "text"},
    "asked": {"answers", "model"},
    "commands_text": {
        *("commands_contribute", "files", "fingerprints", "load", "model", "placing", "proofs"),
        *("revise", "revision", "text"),
    },
    "commands_realign": {
        *("asked", "commands_contribute", "commands_text", "files", "fingerprints", "load", "model", "realign"),
        *("revise", "revision", "text"),
    },
    "revise": {"anchors", "answers", "model", "passages", "placing", "realign", "refs", "revision"},
    "commands_build": {
        *("commands_contribute", "commands_text", "door", "files", "finish", "load", "model"),
        *("progress", "report", "site", "write"),
    },
    "cli": set(),  # it imports a module of commands when one is called
    "bench.__init__": set(),
    "bench.words": set(),
    "bench.library": {"refs", "bench.words"},
    "bench.measure": set(),
    "bench.others": {"bench.measure"},
    "bench.run": {f"bench.{name}" for name in ("library", "measure", "others", "results")},
    "bench.results": set(),
    "commands_bench": {"bench.__init__", "bench.run", "bench.results", "commands_inspect"},
    "commands_inspect": {"bench_inspect", "inspect.__init__", "inspect.words", "lychee", "outside"},
    "bench_inspect": {"inspect.__init__"},
    "outside": {"model", "inspect.__init__"},
    "lychee": {"outside"},
}


def imports(file: Path) -> set[str]:
    """The modules of this package that a file imports, as `load` or `pages.parts`."""
    inside = file.parent != PACKAGE
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = f"{file.parent.name}." if inside and node.level == 1 else ""
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {f"{folder}{name}" for name in names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reading"):
            found.add(f"{node.module} by its full name")  # within the package names are relative
        elif isinstance(node, ast.Import):
            found |= {f"{n.name} by its full name" for n in node.names if n.name.split(".")[0] == "reading"}
    return {
        f"{name}.__init__" if name in ("pages", "checks", "exports", "inspect", "bench") else name for name in found
    }


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_the_table_allows(file: Path) -> None:
    name = file.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
    if name != "__init__":
        assert imports(file) <= ALLOWED[name]


def test_only_the_hook_knows_mkdocs() -> None:
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        modules = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and not n.level]
        modules += [alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names]
        assert not [m for m in modules if m.split(".")[0] in ("mkdocs", "material", "properdocs")], file

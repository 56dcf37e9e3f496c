"""The table of the design: which module may import which (reading's own modules only)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "scripts" / "reading"
PAGES = {"model", "groups", "refs", "prose", "weave", "dates", "anchors", "mentions", "pages.parts"}
CHECKS = {"model", "anchors", "mentions", "refs", "dates", "text"}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "dates": set(),
    "once": set(),
    "cache": set(),
    "headings": {"door"},
    "finish": {"cache", "search"},
    "search": set(),
    "templates": set(),
    "header": {"model"},
    "plainheader": {"model", "header"},
    "frontmatter": {"model", "header", "plainheader"},
    "reader": {"model", "header"},
    "passages": {"model"},
    "text": {"model"},
    "fields": {"model", "header", "text"},
    "load": {"model", "fields", "frontmatter", "header", "passages", "reader", "text"},
    "anchors": {"model", "once", "text"},
    "mentions": {"model", "once"},
    "groups": {"model", "once"},
    "refs": {"model"},
    "checks.__init__": {"model", *(f"checks.{p.stem}" for p in (PACKAGE / "checks").glob("[a-z]*.py"))},
    **{f"checks.{p.stem}": CHECKS for p in (PACKAGE / "checks").glob("[a-z]*.py")},
    "weave": {"model", "mentions", "anchors", "refs", "dates"},
    "plain": set(),
    "progress": set(),
    "prose": {"model", "mentions", "once", "plain"},
    "pages.__init__": {"model", *(f"pages.{p.stem}" for p in (PACKAGE / "pages").glob("[a-z]*.py"))},
    "pages.parts": PAGES - {"pages.parts"},
    **{f"pages.{p.stem}": PAGES for p in (PACKAGE / "pages").glob("[a-z]*.py") if p.stem != "parts"},
    "navigation": {"model"},
    "facts": set(),
    "inspect": {"facts", "model"},
    "report": {"model"},
    "site": {"model", "load", "checks.__init__", "weave", "pages.__init__", "prose", "refs", "navigation", "progress"},
    "door": {"model"},
    "write": {"door", "navigation", "site"},
    "bench.__init__": set(),
    "bench.words": set(),
    "bench.library": {"refs", "bench.words"},
    "bench.measure": set(),
    "bench.others": {"bench.measure"},
    "bench.run": {f"bench.{name}" for name in ("library", "measure", "others", "results")},
    "bench.results": set(),
    "commands_bench": {"bench.__init__", "bench.run", "bench.results"},
    "cli": {
        "anchors",
        "door",
        "report",
        "text",
        "finish",
        "inspect",
        "load",
        "model",
        "site",
        "templates",
        "write",
        "commands_bench",
        "progress",
    },
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
    return {f"{name}.__init__" if name in ("pages", "checks", "bench") else name for name in found}


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

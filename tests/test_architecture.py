"""The table of the design: which module may import which (reading's own modules only)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "scripts" / "reading"
PAGES = {"model", "refs", "prose", "weave", "dates", "anchors", "mentions", "pages.parts", "pages.controls"}
CHECKS = {"model", "anchors", "mentions", "refs", "dates", "text"}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "dates": set(),
    "finish": {"spelling"},
    "spelling": set(),
    "templates": set(),
    "frontmatter": {"model"},
    "text": {"model"},
    "fields": {"model", "frontmatter", "text"},
    "load": {"model", "fields", "frontmatter", "text"},
    "anchors": {"model", "text"},
    "mentions": {"model"},
    "refs": {"model"},
    "checks.__init__": {"model", *(f"checks.{p.stem}" for p in (PACKAGE / "checks").glob("[a-z]*.py"))},
    **{f"checks.{p.stem}": CHECKS for p in (PACKAGE / "checks").glob("[a-z]*.py")},
    "weave": {"model", "mentions", "anchors", "refs", "dates"},
    "prose": {"model", "mentions"},
    "pages.__init__": {"model", *(f"pages.{p.stem}" for p in (PACKAGE / "pages").glob("[a-z]*.py"))},
    **{f"pages.{p.stem}": PAGES for p in (PACKAGE / "pages").glob("[a-z]*.py")},
    "pages.labels": {"model", "mentions"},
    "pages.parts": PAGES - {"pages.parts", "pages.controls"} | {"pages.labels"},
    "pages.controls": {"model", "pages.labels", "pages.parts"},
    "navigation": {"model", "weave"},
    "facts": set(),
    "inspect": {"facts", "model"},
    "report": {"model"},
    "site": {"model", "load", "checks.__init__", "weave", "pages.__init__"},
    "door": {"model"},
    "write": {"door", "navigation", "site"},
    "cli": {"anchors", "door", "report", "text", "finish", "inspect", "load", "model", "site", "templates", "write"},
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
    return {f"{name}.__init__" if name in ("pages", "checks") else name for name in found}


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

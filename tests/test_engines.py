"""The written pages build under other engines with the same pages, ids and links as under MkDocs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, build, project
from selectolax.lexbor import LexborHTMLParser

from reading import door
from reading.site import journey
from reading.write import write

FORGE = {"EDIT_URI": "https://forge.example/edit/main/docs/"}
ENGINES = {
    "properdocs": ["-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml"],
    "zensical": ["-m", "zensical", "build", "--config-file", "mkdocs.yml"],
}


def content(page: Path) -> tuple[list[str], list[str]]:
    """The ids and the links within the content of a page; the engines' themes differ around it."""
    article = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("article")
    assert article is not None, page
    ids = [n.attributes["id"] or "" for n in article.css("[id]") if not (n.attributes["id"] or "").startswith("__")]
    hrefs = [n.attributes["href"] or "" for n in article.css("a[href]")]
    return sorted(ids), sorted(hrefs)


def said_in_head(page: Path) -> list[str]:
    """What a page says of itself to other programs."""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    tags = ("meta[name^=citation_]", "link[rel~=alternate]", "link[rel=describedby]", "script[type$='ld+json']")
    chosen = ", ".join(f"head > {tag}" for tag in tags)
    return [node.html or "" for node in tree.css(chosen)]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = project(tmp_path_factory.mktemp("reference"), SMALL)
    done = build(here, here / "site", FORGE)
    assert done.returncode == 0, done.stderr
    return here / "site"


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_another_engine_makes_the_same_pages(engine: str, reference: Path, tmp_path: Path) -> None:
    root = project(tmp_path / "project", SMALL)
    out = tmp_path / "out"
    site = journey(root, door.originals(root, {}), door.setting(FORGE, ""))
    write(site, root, out, FORGE)
    done = subprocess.run(
        [sys.executable, *ENGINES[engine]],
        cwd=out,
        env=os.environ | {"DISABLE_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search(r"(?i)\bwarning\b.*(link|anchor)", done.stdout + done.stderr), done.stdout
    ours = {p.relative_to(reference).as_posix() for p in reference.rglob("*.html")}
    theirs = {p.relative_to(out / "site").as_posix() for p in (out / "site").rglob("*.html")}
    assert ours == theirs
    for name in sorted(ours - {"404.html"}):
        assert content(out / "site" / name) == content(reference / name), name
        assert said_in_head(out / "site" / name) == said_in_head(reference / name), name
    article = (out / "site" / "articles" / "harbour" / "index.html").read_text(encoding="utf-8")
    loaded = re.findall(r'(?:src|stylesheet" href)="../../assets/([^"]+)', article)
    assert re.fullmatch(r"stylesheets/(classic/)?main\.\w+\.min\.css", loaded[0])
    assert loaded[1:] == ["reading.css", "notes.js", "links.js", "figures.js", "find.js"]
    assert len(said_in_head(reference / "articles" / "harbour" / "index.html")) == 7
    for export in site.exports:
        assert (out / "site" / export.path).read_bytes() == export.stored, export.path


def test_written_pages_are_plain_markdown_without_hooks(tmp_path: Path) -> None:
    site = journey(ROOT)
    assert write(site, ROOT, tmp_path / "out", {"SITE_URL": "https://notes.example/"}) == len(site.pages)
    config = (tmp_path / "out" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "hooks" not in config and "https://notes.example/" in config
    with pytest.raises(FileExistsError):
        write(site, ROOT, tmp_path / "out", {})

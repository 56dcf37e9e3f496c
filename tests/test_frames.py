"""Pages that are filled into a frame are the pages that the template gives."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, project
from test_build import tree
from test_cache import two_articles

from reading.cache import FILE, FOLDER

# A build as MkDocs makes it, in which some pages of `frames` are watched; the number of pages in a frame is told.
WATCHED = """
import sys
sys.path.insert(0, "scripts")
import frames
{changed}
filled, number = frames.Frame.filled, 0
def count(self, values):
    global number
    number += 1
    return filled(self, values)
frames.Frame.filled = count
sys.argv = ["mkdocs", "build", "--strict", "--quiet", "--site-dir", sys.argv[1]]
from mkdocs.__main__ import cli
cli(standalone_mode=False)
print(number)
"""
UNFRAMED = "frames._key = lambda page, context: None"


def watched(here: Path, target: Path, changed: str = "") -> int:
    """Builds a project into a folder; returns how often a frame was filled in."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://notes.example/project/"}
    command = [sys.executable, "-c", WATCHED.format(changed=changed), str(target)]
    done = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return int(done.stdout.split()[-1])


def cold(here: Path) -> Path:
    """A project with nothing kept of an earlier build."""
    (here / FOLDER / FILE).unlink(missing_ok=True)
    return here


def test_a_framed_page_is_what_the_template_gives(tmp_path: Path) -> None:
    """All pages of the real library; without frames nothing is filled in."""
    shutil.copytree(ROOT / "docs", tmp_path / "library" / "docs")
    here = project(tmp_path / "here", tmp_path / "library")
    assert watched(here, tmp_path / "framed") > 30
    assert watched(cold(here), tmp_path / "whole", UNFRAMED) == 0
    assert tree(tmp_path / "framed") == tree(tmp_path / "whole")


ODD = (
    "{{ page.meta.title | length }}",
    "{% if page.meta.title > 'H' %}late{% endif %}",
    "{% for item in page.toc %}{{ item.title }}{% endfor %}",
    "{{ page.file.src_uri }}",
    "{{ page.meta.beside | length if page.meta.beside }}",
    "{{ (page.toc | first).children | length }}",
    "{{ page.meta.description | truncate(60) }}",
    "{{ page.meta.description | upper }}",
    "{{ page.meta.title | e }}",
    "{{ page.meta.title ~ page.meta.title | urlencode }}",
    "{{ 'and' in page.content }}",
    "{{ page.meta.title in ['Notes', 'Terms'] }}",
    "{{ page.toc | map(attribute='title') | join }}",
)


@pytest.mark.parametrize("odd", ODD)
def test_a_template_that_looks_closer_is_rendered_for_each_page(odd: str, tmp_path: Path) -> None:
    here = two_articles(tmp_path / "here")
    template = here / "scripts" / "theme" / "main.html"
    text = template.read_text(encoding="utf-8")
    assert "{% block extrahead %}" in text
    template.write_text(
        text.replace("{% block extrahead %}", "{% block extrahead %}{% if page %}" + odd + "{% endif %}"),
        encoding="utf-8",
    )
    watched(here, tmp_path / "framed")
    watched(cold(here), tmp_path / "whole", UNFRAMED)
    assert tree(tmp_path / "framed") == tree(tmp_path / "whole")

"""How each checker is run on a folder of built pages, and what it reports, as lines that can be compared."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

INSTALL = {
    "notes inspect": "make site",
    "lychee": "make site",
    "linkinator": "npm install linkinator",
    "LinkChecker": "python3 -m venv lc && lc/bin/pip install linkchecker && PATH=$PWD/lc/bin:$PATH",
}


@dataclass(frozen=True)
class Runner:
    """A checker by the name of its program."""

    name: str

    def program(self) -> str | None:
        """Where the program is: beside this Python, in node_modules, or on the path."""
        places = (str(Path(sys.executable).parent), "node_modules/.bin", os.environ.get("PATH", ""))
        return shutil.which(self.name, path=os.pathsep.join(places))

    def call(self, *options: str) -> str:
        """What the program prints."""
        command = [self.program() or self.name, *options]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=900)
        return done.stdout

    def version(self) -> str:
        """The version that the program says it has."""
        found = re.search(r"\d+\.\d+(?:\.\d+)?", self.call("--version"))
        return found[0] if found else ""

    def run(self, site: Path, address: str) -> set[str]:
        """Every report on the site in a folder, served at an address."""
        raise NotImplementedError


class Notes(Runner):
    """This project's own."""

    def version(self) -> str:
        return ""

    def run(self, site: Path, address: str) -> set[str]:
        del address
        found = json.loads(self.call("inspect", str(site), "--format", "json"))["faults"]
        return {f"{fault['rule']} {fault['wrong']} {place['file']}" for fault in found for place in fault["places"]}


class Lychee(Runner):
    """lychee as its documentation says for a built site."""

    def run(self, site: Path, address: str) -> set[str]:
        del address
        options = ("--offline", "--include-fragments", "--index-files=index.html", "--format=json", "--no-progress")
        report = json.loads(self.call(*options, f"--root-dir={site}", str(site)))
        return {f"{page} {entry['url']}" for page, entries in report["error_map"].items() for entry in entries}


class Linkinator(Runner):
    """linkinator with all its checks; addresses of other sites are left out, since it would ask them."""

    def run(self, site: Path, address: str) -> set[str]:
        del site
        skip = f"^(?!{re.escape(address)}|mailto:)"
        checks = ("--recurse", "--check-fragments", "--check-css", "--format=json", f"--skip={skip}", "--timeout=5000")
        said = self.call(address, *checks)  # it follows links below its starting point alone
        links = json.loads(said[said.index("{") :])["links"]
        return {f"{link.get('parent')} {link['url']}" for link in links if link["state"] == "BROKEN"}


class LinkChecker(Runner):
    """LinkChecker with its check of anchors; addresses of other sites are looked at for their form only."""

    def run(self, site: Path, address: str) -> set[str]:
        del site
        with tempfile.NamedTemporaryFile("w", suffix=".ini") as settings:
            settings.write("[checking]\nmaxrequestspersecond=1000\nthreads=4\n[AnchorCheck]\n")
            settings.flush()
            Path(settings.name).chmod(0o644)
            said = self.call(f"--config={settings.name}", "--no-status", "--output=csv", f"{address}index.html")
        lines = [line for line in said.splitlines() if not line.startswith("#")]
        rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
        return {f"{row['parentname']} {row['urlname']} {row['warningstring']}" for row in rows}


RUNNERS: dict[str, Runner] = {
    "notes inspect": Notes("notes"),
    "lychee": Lychee("lychee"),
    "linkinator": Linkinator("linkinator"),
    "LinkChecker": LinkChecker("linkchecker"),
}

SETTINGS = """site_name: Compared
strict: true
theme: {name: material, font: false}
validation:
  nav: {omitted_files: warn, not_found: warn, absolute_links: warn}
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""


class Markdown:
    """`mkdocs build --strict` on a source into which a fault is put; links and images are put in as Markdown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "docs").mkdir()
        (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        for name in ("about", "terms", "timeline", "coverage"):
            (folder / "docs" / f"{name}.md").write_text(f"# {name}\n\nWords.\n", encoding="utf-8")

    def version(self) -> str:
        """MkDocs' version."""
        done = subprocess.run([sys.executable, "-m", "mkdocs", "--version"], capture_output=True, text=True)
        found = re.search(r"\d+\.\d+\.\d+", done.stdout)
        return found[0] if found else ""

    def run(self, snippet: str) -> set[str]:
        """The warnings of a build with the snippet in the first page."""
        text = re.sub(r'<a href="([^"\s]*)">(.*?)</a>', r"[\2](\1)", snippet)
        text = re.sub(r'<img src="([^"\s]*)" alt="">', r"![](\1)", text)
        (self.folder / "docs" / "index.md").write_text(f"# Home\n\n{text}\n", encoding="utf-8", errors="replace")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(self.folder / "site")]
        env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, env=env)
        return {line for line in (done.stdout + done.stderr).splitlines() if line.startswith(("WARNING", "ERROR"))}

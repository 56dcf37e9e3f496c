"""The checkers that come from npm (axe, the Nu checker, Lighthouse), each as a function from pages to what it finds."""

from __future__ import annotations

import functools
import gzip
import json
import mimetypes
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from chromium import FLAGS
from playwright.sync_api import Page

PACKAGES = Path(__file__).parent / "node_modules"
# The checker reads files: it knows neither the host that is “self”, nor that a data block is no script. What a browser
# says of the policy is in test_reading.py (a clean console).
POLICY = "Content Security Policy (meta tag)"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def needed(package: str, program: str = "node") -> Path:
    """Where an npm package lies. Skips the test where it or the program that runs it is missing; fails in CI."""
    folder = PACKAGES / package
    if folder.is_dir() and shutil.which(program):
        return folder
    why = f"{package} is not here: install npm and {program}, then run: make checkers"
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def axe(page: Page) -> list[str]:
    """What axe-core finds on an open page (whose context bypasses the content security policy), a line each."""
    page.evaluate((needed("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {v['help']}: {node['html'][:200]}" for v in found["violations"] for node in v["nodes"]]


def nu(pages: Sequence[Path]) -> list[str]:
    """What the Nu checker calls an error or a warning in HTML files, a line each."""
    jar = needed("vnu-jar", "java") / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
    ran = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=True)
    said = json.loads(ran.stdout)["messages"]
    return [f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in said if POLICY not in m["message"]]


class _AsPublished(SimpleHTTPRequestHandler):
    """Serves a folder as a host of static sites does: compressed, kept alive, and for a while in the cache."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = gzip.compress(path.read_bytes(), 6) if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def published(site: Path) -> Iterator[str]:
    """The address, without a slash at its end, at which a folder is served compressed until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_AsPublished, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def lighthouse(address: str) -> dict[str, Any]:
    """Lighthouse's report on one page as a phone sees it (its JSON: `categories`, `audits`)."""
    program = needed("lighthouse") / "cli" / "index.js"
    flags = ["--output=json", "--quiet", f"--chrome-flags={' '.join(FLAGS)}"]
    command = ["node", str(program), address, *flags, f"--only-categories={','.join(CATEGORIES)}"]
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"CHROME_PATH": browser})
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


def scores(report: dict[str, Any]) -> dict[str, int]:
    """Its four scores, 0 to 100."""
    return {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}

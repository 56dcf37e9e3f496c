"""The addresses of other sites: which there are, what servers say of them, and since when."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from harmless import page

from reading import cli, commands_inspect, lychee, outside
from reading import inspect as inspection

MOVES = {"/moved": (301, "/new"), "/soon-back": (302, "/new"), "/round": (302, "/round")}


class Server(BaseHTTPRequestHandler):
    """A site of which one page moved, one is gone, and one is sometimes ill."""

    asked: list[str] = []  # noqa: RUF012 - one server, one list
    ill = False

    def do_GET(self) -> None:
        self.asked.append(self.path)
        code, target = MOVES.get(self.path, (200, ""))
        if self.path == "/slow":
            time.sleep(3)
        code = (
            429
            if self.path == "/busy"
            else 404
            if self.path == "/gone"
            else 503
            if self.path == "/ill" and Server.ill
            else code
        )
        self.send_response(code)
        if target:
            self.send_header("Location", target)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        del format, arguments


@pytest.fixture
def server() -> Iterator[str]:
    Server.asked.clear()
    Server.ill = False
    served = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


@pytest.fixture
def site(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with links to the server, which lychee may ask although it is on this machine."""
    quick = ("--max-retries=0", "--timeout=10", "--cache", "--max-cache-age=6d", "--host-request-interval=1ms")
    monkeypatch.setattr(lychee, "POLITE", quick)
    links = "".join(f'<a href="{server}{path}">x</a>' for path in ("/good", "/ill", "/gone", "/round", *MOVES))
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_bytes(page(links + '<a href="about.html">own</a>'))
    (tmp_path / "site" / "about.html").write_bytes(page(f'<a href="{server}/gone">x</a>', "About"))
    return tmp_path / "site"


def run(site: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        commands_inspect.links, [str(site), "--online", "--cache", str(site.parent / "c"), *options]
    )
    return done.exit_code, done.output


def test_what_is_gone_and_what_moved_is_told_with_the_pages(site: Path, server: str) -> None:
    code, said = run(site)
    assert code == 0  # never a gate
    assert f"Gone:\n  {server}/gone\n" in said and "on about.html, index.html" in said
    assert f"Moved for good:\n  {server}/moved\n    to {server}/new (since " in said
    assert f"{server}/soon-back" not in said  # a redirect that does not last
    assert f"{server}/round" in said.partition("No good answer")[2]
    assert "6 addresses of other sites, 4 of them good." in said
    assert run(site, "--fail")[0] == 1


def test_good_answers_are_not_asked_for_again_and_moves_are_not_forgotten(site: Path, server: str) -> None:
    run(site)
    Server.asked.clear()
    assert f"{server}/moved\n    to {server}/new" in run(site)[1]
    assert "/good" not in Server.asked and "/gone" in Server.asked


def test_nothing_is_recorded_where_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lychee, "POLITE", ("--max-retries=0", "--timeout=3", "--cache"))
    (tmp_path / "index.html").write_bytes(
        page('<a href="http://127.0.0.1:9/a">x</a><a href="http://127.0.0.1:9/b">x</a>')
    )
    done = CliRunner().invoke(commands_inspect.links, [str(tmp_path), "--online", "--cache", str(tmp_path / "c")])
    assert done.exit_code == 2 and "is there a network?" in done.output
    assert not (tmp_path / "c" / "record.json").exists()


def test_a_slow_and_a_busy_server_are_told_apart_from_pages_that_are_gone(
    tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lychee, "POLITE", ("--max-retries=0", "--timeout=1", "--cache"))
    links = "".join(f'<a href="{server}{path}">x</a>' for path in ("/slow", "/busy", "/gone"))
    (tmp_path / "index.html").write_bytes(page(links))
    said = run(tmp_path)[1]
    gone, _, others = said.partition("No good answer; look yourself")
    assert f"{server}/gone" in gone and f"{server}/slow" in others and f"{server}/busy" in others


def test_silence_is_no_death_unless_somebody_else_answers() -> None:
    def said(path: str, code: int, known: bool = False) -> outside.Answer:
        return outside.Answer(f"https://example.org/{path}", code == 200, code, "", known=known)

    assert outside.nobody_answered([said("a", 0)], {})
    assert outside.nobody_answered([said("a", 0), said("b", 200, known=True)], {})  # an answer of another day
    assert not outside.nobody_answered([said("a", 0), said("b", 404)], {})
    dead = outside.remember({}, [said("a", 0)], "2026-03-02")
    assert not outside.nobody_answered([said("a", 0), said("b", 200, known=True)], dead)  # it was silent before
    assert not outside.nobody_answered([], {})


def test_dates_say_since_when() -> None:
    url = "https://example.org/"
    good, bad = (
        outside.Answer(url, True, 200, "OK"),
        outside.Answer(url, False, 404, "Not Found", archived="https://a.example/"),
    )
    first = outside.remember({}, [good], "2026-03-02")
    second = outside.remember(first, [bad], "2026-03-09")
    third = outside.remember(second, [bad], "2026-03-16")
    assert (third[url].bad_since, third[url].last_good) == ("2026-03-09", "2026-03-02")
    assert "since 2026-03-09, good on 2026-03-02)\n    a copy: https://a.example/" in outside.told(third, {})
    assert outside.remember(third, [good], "2026-03-23")[url] == outside.Record(url, "2026-03-23", code=200, words="OK")
    assert outside.kept(outside.written(third)) == third
    assert outside.kept('[{"url": 1, "what": 2}]') == outside.kept("{") == {}


def test_the_form_is_looked_at_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(
        page('<a href="https://exa mple.org/">x</a><a href="no.html">not its business</a>')
    )
    done = CliRunner().invoke(commands_inspect.links, [str(tmp_path), "--offline"])
    assert done.exit_code == 1 and "malformed_address" in done.output and "no.html" not in done.output


@pytest.mark.parametrize("command", [commands_inspect.inspect, commands_inspect.links, commands_inspect.bench])
@pytest.mark.parametrize("made", [True, False])
def test_a_folder_without_pages_is_a_mistake_of_the_caller(tmp_path: Path, made: bool, command: object) -> None:
    folder = tmp_path / "site"
    if made:
        folder.mkdir()
    done = CliRunner().invoke(command, [str(folder)])  # type: ignore[arg-type]
    assert done.exit_code == 2 and "build the site first" in done.output


def test_a_file_in_place_of_a_folder_and_a_file_that_cannot_be_read_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_bytes(page("x"))
    done = CliRunner().invoke(commands_inspect.inspect, [str(tmp_path / "index.html")])
    assert (done.exit_code, done.output) == (
        2, f"Error: {tmp_path / 'index.html'} is a file; name the folder that holds the site.\n",
    )  # fmt: skip

    def refuse(folder: inspection.Folder, path: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(folder.root / path))

    monkeypatch.setattr(inspection.Folder, "__getitem__", refuse)
    done = CliRunner().invoke(commands_inspect.inspect, [str(tmp_path)])
    assert done.exit_code == 2 and "index.html cannot be read: Permission denied." in done.output


def test_the_benchmark_can_be_called(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(page("x"))
    done = CliRunner().invoke(cli.notes, ["bench", "inspect", str(tmp_path), "--pages", "3"])
    assert done.exit_code == 0 and "| pages | kB a page | parsing, CPU s | inspecting, CPU s |" in done.output


def test_faults_for_people_programs_and_forges(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(page('<a href="no%20,:x.html">x</a><a href="a.html">x</a>'))
    (tmp_path / "a.html").write_bytes(page('<a href="no%20,:x.html">x</a>', "A"))

    def said(*options: str) -> str:
        done = CliRunner().invoke(commands_inspect.inspect, [str(tmp_path), "--skip", "no_policy", *options])
        assert done.exit_code == 1, done.output
        return done.output

    assert said().startswith('a.html, line 1: <a href="no%20,:x.html"> leads to no ,:x.html, which is not there.\n')
    assert "    The same on 2 pages: index.html, line 1.\n" in said() and said().endswith(
        "2 pages, 1 thing to mend in 2 files.\n"
    )
    fault = json.loads(said("--format", "json"))["faults"][0]
    assert fault["rule"] == "dead_link" and fault["target"] == "no%20,:x.html" and len(fault["places"]) == 2
    assert fault["element"] == '<a href="no%20,:x.html">'
    line = said("--format", "github").rstrip()
    assert (
        line.startswith("::error file=") and ",line=1,title=dead_link::" in line and "%0A" in line and "\n" not in line
    )


def test_rules_can_be_left_out_or_picked(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"<html><body><a href='x.html'>x</a></body></html>")
    run = CliRunner().invoke
    assert "[no_title]" in run(commands_inspect.inspect, [str(tmp_path)]).output
    assert "[no_title]" not in run(commands_inspect.inspect, [str(tmp_path), "--only", "dead_link"]).output
    wrong = run(commands_inspect.inspect, [str(tmp_path), "--skip", "dead_lnk"])
    assert wrong.exit_code == 2 and "There is no rule dead_lnk" in wrong.output


def test_the_folder_of_a_site_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(page('<a href="/notes/index.html">x</a><a href="/x.html">y</a>'))
    done = CliRunner().invoke(
        commands_inspect.inspect, [str(tmp_path), "--address", "https://me.example/notes/", "--only", "outside_root"]
    )
    assert done.exit_code == 1 and "whose root is /notes/" in done.output

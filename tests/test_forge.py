"""Links that open a forge with a file filled in, and the files by which the forge takes part."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from conftest import ROOT, SMALL, run
from hypothesis import given
from hypothesis import strategies as st

from reading import forge, frontmatter, templates
from reading.header import UNSEEN
from reading.model import Forge, Setting, Text
from reading.refs import VOCABULARY
from reading.site import journey

ACTIONS = {
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "owner/project",
    "GITHUB_REF": "refs/heads/main",
    "GITHUB_REF_NAME": "main",
}
PLACES = {
    "github": ACTIONS,
    "forgejo": {"FORGE_URL": "https://codeberg.org/owner/project/"},
    "gitlab": {"FORGE_URL": "https://gitlab.com/group/below/project"},
}
LONG = "x" * 80  # the longest slug


def place(kind: str) -> Forge:
    found = forge.forge(PLACES[kind])
    assert found.kind == kind
    return found


# ---- which forge ----------------------------------------------------------------------------------------------------


def test_in_github_actions_nothing_has_to_be_set() -> None:
    found = forge.forge(ACTIONS)
    assert found == Forge(
        "github", "https://github.com/owner/project", "main", "https://github.com/owner/project/edit/main/docs/", ""
    )


@pytest.mark.parametrize(
    ("environment", "kind", "branch"),
    [
        (ACTIONS | {"GITEA_ACTIONS": "true", "GITHUB_SERVER_URL": "https://codeberg.org"}, "forgejo", "main"),
        (ACTIONS | {"GITHUB_REF": "refs/pull/7/merge", "GITHUB_REF_NAME": "7/merge"}, "github", "main"),
        (ACTIONS | {"GITHUB_REF": "refs/pull/7/merge", "GITHUB_BASE_REF": "next"}, "github", "next"),
        (ACTIONS | {"GITHUB_REF": "refs/heads/spring", "GITHUB_REF_NAME": "spring"}, "github", "spring"),
        ({"CI_PROJECT_URL": "https://gitlab.com/g/p", "CI_DEFAULT_BRANCH": "trunk"}, "gitlab", "trunk"),
        ({"FORGE_URL": "https://git.example/o/p", "FORGE_KIND": "Codeberg"}, "forgejo", "main"),
        ({"FORGE_URL": "https://github.example/o/p", "REPOSITORY_BRANCH": "a b"}, "github", "a b"),
        ({}, "", "main"),
    ],
)
def test_the_environment_names_the_forge(environment: dict[str, str], kind: str, branch: str) -> None:
    found = forge.forge(environment)
    assert (found.kind, found.branch) == (kind, branch)
    assert " " not in found.edit


@pytest.mark.parametrize(
    "environment",
    [
        {"FORGE_URL": "javascript:alert(1)"},
        {"FORGE_URL": 'https://x.example/o/p"><script>'},
        {"FORGE_URL": "https://x.example/{content}/p"},
        {"FORGE_URL": "https://x.example/o/p", "FORGE_KIND": "sourceforge"},
        {"CONTACT_EMAIL": "a@b.example?bcc=c@d.example"},
    ],
)
def test_what_cannot_be_an_address_is_refused_in_words(environment: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"FORGE_URL|FORGE_KIND|CONTACT_EMAIL"):
        forge.forge(environment)


# ---- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(templates.TEMPLATES))
@pytest.mark.parametrize("where", ["github", "forgejo"])
def test_every_template_fits_into_an_address(kind: str, where: str) -> None:
    filled = {"passage": LONG} if kind in ("note", "claim", "question") else {"actor": LONG, "topic": LONG}
    file, text = templates.started(kind, LONG, filled)
    address = forge.new(place(where), file, text)
    assert 0 < len(address.encode()) < 2000  # a safe distance to 4 kB, for visitors who are signed out
    parts = urlsplit(address)
    query = parse_qs(parts.query, keep_blank_values=True)
    folder = unquote(parts.path).partition("/_new/main/")[2] + "/" if where == "forgejo" else ""
    assert folder + query["filename"][0] == file
    assert query["value"] == [text]


def test_gitlab_opens_an_empty_file_of_that_name() -> None:
    assert forge.new(place("gitlab"), "docs/terms/quay.md", "text") == ""
    assert forge.empty(place("gitlab"), "docs/terms/quay.md") == (
        "https://gitlab.com/group/below/project/-/new/main?file_name=docs/terms/quay.md"
    )


def test_an_address_that_would_be_too_long_is_none() -> None:
    assert forge.new(place("github"), "docs/terms/quay.md", "ß" * 1000) == ""


@given(st.text(), st.text())
def test_nothing_typed_escapes_from_an_address(file: str, content: str) -> None:
    for kind in PLACES:
        for address in (
            forge.new(place(kind), file, content),
            forge.issue(place(kind), file, content),
            forge.edit(place(kind), file),
        ):
            assert not set(address) & set(" \"'<>\\\n\r\t`") and address.isascii()
            assert not address or address.startswith(place(kind).url + "/")


def test_a_letter_keeps_its_lines_and_cannot_gain_a_header() -> None:
    where = forge.forge({"CONTACT_EMAIL": "notes@example.org"})
    letter = forge.mail(where, "Note\r\nBcc: x@y.example", "one\ntwo & three")
    assert letter == (
        "mailto:notes@example.org?subject=Note%0D%0ABcc%3A%20x%40y.example&body=one%0D%0Atwo%20%26%20three"
    )
    assert forge.mail(Forge(), "a", "b") == ""


def test_a_note_on_words_carries_the_words() -> None:
    address = forge.note(place("github"), "harbour", "the-speech", 'she said: "never" # once')
    [text] = parse_qs(urlsplit(address).query)["value"]
    header = frontmatter.split("note.md", text).header
    assert header is not None
    values = {entry.name.text: entry.value for entry in header.entries}
    assert str(values["quote"]) == 'she said: "never" # once'
    assert str(values["passage"]) == "the-speech"


# ---- templates ------------------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_filled_in_reads_back_as_it_was_typed(value: str) -> None:
    text = templates.filled(templates.TEMPLATES["note"].text, {"quote": value})
    header = frontmatter.split("note.md", text).header
    assert header is not None, text
    [quote] = [entry.value for entry in header.entries if entry.name.text == "quote"]
    assert isinstance(quote, Text) and quote.text == " ".join(UNSEEN.sub("", value).split())


# ---- pages ----------------------------------------------------------------------------------------------------------


def test_every_passage_claim_provision_actor_and_position_invites_to_add_or_correct() -> None:
    pages = {page.path: page.body for page in journey(SMALL, {}, Setting(forge=place("github"))).pages}
    assert pages["articles/harbour/index.md"].count('aria-label="Add a note on passage ') == 3
    assert 'aria-label="Correct this: ' in pages["articles/harbour/claims.md"]
    assert 'aria-label="Correct this: ' in pages["agreements/harbour-draft.md"]
    assert 'aria-label="Correct this: ' in pages["positions/gates.md"]
    assert 'aria-label="Correct this: ' in pages["actors/ada-holm.md"]
    assert "positions/ada-holm-on-topic.md&amp;value=---%0Aactor%3A%20ada-holm%0A" in pages["actors/ada-holm.md"]
    assert "topic%3A%20gates" in pages["positions/gates.md"]


def test_where_a_forge_cannot_fill_in_the_template_is_shown_with_other_ways() -> None:
    environment = PLACES["gitlab"] | {"CONTACT_EMAIL": "notes@example.org"}
    pages = {page.path: page.body for page in journey(ROOT, {}, Setting(forge=forge.forge(environment))).pages}
    assert (
        '<a rel="noopener" href="../../contributing/templates.html#template-note"'
        in (pages["articles/hanoi-2-0/index.md"])
    )
    shown = pages["contributing/templates.md"]
    assert shown.count("/-/new/main?file_name=docs/") == shown.count("/-/issues/new?issue[title]=") == 10
    assert shown.count("mailto:notes@example.org?subject=New%20file") == 10


def test_without_a_forge_and_without_the_page_of_templates_there_is_no_dead_link() -> None:
    assert not [page.path for page in run(SMALL).pages if 'class="add"' in page.body]


# ---- what runs on the forge -----------------------------------------------------------------------------------------

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(p for p in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if p.name != "config.yml")


def tool(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A program of the test environment, run over this project."""
    command = [str(Path(sys.executable).with_name(name)), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_zizmor_finds_nothing() -> None:
    done = tool("zizmor", "--offline", "--strict-collection", "--persona=pedantic", ".")
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"workflows/{path.name}" in done.stderr for path in WORKFLOWS), "it looked at every workflow"


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("dependabot", [ROOT / ".github" / "dependabot.yml"]),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
)
def test_the_forge_can_read_its_files(form: str, files: list[Path]) -> None:
    assert files
    done = tool("check-jsonschema", "--builtin-schema", f"vendor.{form}", *map(str, files))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path) -> None:
    used = re.findall(r"uses: *(.+)", path.read_text(encoding="utf-8"))
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in used), used


def test_what_strangers_send_runs_without_secrets_and_can_write_nothing() -> None:
    text = (ROOT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8")
    flow = yaml.load(text, Loader=yaml.BaseLoader)
    assert set(flow["on"]) == {"pull_request"} and flow["permissions"] == {}
    assert [job["permissions"] for job in flow["jobs"].values()] == [{"contents": "read"}]
    assert "secrets" not in text and "${{ github.head" not in text and "cache" not in text


def test_only_the_main_branch_is_published_after_its_own_checks() -> None:
    writing: dict[tuple[str, str], list[str]] = {}
    for path in WORKFLOWS:
        flow = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for name, job in flow["jobs"].items():
            rights = sorted(right for right, level in job["permissions"].items() if level == "write")
            writing |= {(path.name, name): rights} if rights else {}
    assert writing == {("main.yml", "deploy"): ["id-token", "pages"], ("weekly.yml", "report"): ["issues"]}
    main = yaml.load((ROOT / ".github/workflows/main.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert main["on"]["push"] == {"branches": ["main"]} and main["jobs"]["deploy"]["needs"] == "build"
    steps = [step.get("run", step.get("uses", "")) for step in main["jobs"]["build"]["steps"]]
    assert steps.index("make public") < next(n for n, s in enumerate(steps) if "upload-pages-artifact" in s)


def test_what_the_workflows_call_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"\bmake ([a-z]+)", text)) <= targets


@pytest.mark.parametrize(("words", "code"), [("A page.", 0), ("Private copy, do not publish", 2)])
def test_a_private_copy_is_never_published(words: str, code: int, tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    assert subprocess.run(["make", "public"], cwd=tmp_path, capture_output=True).returncode == 2  # no site at all
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(f"<p>{words}</p>", encoding="utf-8")
    assert subprocess.run(["make", "public"], cwd=tmp_path, capture_output=True).returncode == code


def test_no_page_of_the_public_site_speaks_as_a_private_copy_does(site: Path) -> None:
    assert not [p for p in site.rglob("*.html") if "private copy" in p.read_text(encoding="utf-8").lower()]


def test_the_issue_form_offers_the_kinds_of_note() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/note.yml").read_text(encoding="utf-8"))
    [kind] = [field for field in form["body"] if field["id"] == "kind"]
    assert tuple(kind["attributes"]["options"]) == VOCABULARY["note kind"]


@pytest.mark.parametrize("owner", ["@--owner--", "@anna"])
def test_while_nobody_owns_what_runs_each_run_on_main_says_so(owner: str, tmp_path: Path) -> None:
    main = yaml.load((ROOT / ".github/workflows/main.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    [step] = [step for step in main["jobs"]["build"]["steps"] if "CODEOWNERS" in step.get("run", "")]
    owners = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8")
    first = next(n for n, line in enumerate(owners.split("\n"), 1) if line and not line.startswith("#"))
    (tmp_path / ".github").mkdir()
    written = re.sub(r"(?m)^(/\S+) .*", rf"\1 {owner}", owners)
    (tmp_path / ".github" / "CODEOWNERS").write_text(written, encoding="utf-8")
    done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, capture_output=True, text=True)
    warned = done.stdout.startswith(f"::warning file=.github/CODEOWNERS,line={first}::")
    assert done.returncode == 0 and warned == (owner == "@--owner--") and bool(done.stdout) == warned


def test_owners_are_asked_about_all_that_runs() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = [line.split()[0] for line in lines if line and not line.startswith("#")]
    assert {"/scripts/", "/tests/", "/.github/", "/mkdocs.yml", "/docs/assets/"} <= set(owned)
    assert [path for path in owned if not list(ROOT.glob(path.strip("/")))] == []

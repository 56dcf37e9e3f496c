"""Links that open a forge with a file filled in, and the files by which the forge takes part."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from conftest import SMALL, run
from hypothesis import given
from hypothesis import strategies as st

from reading import forge, frontmatter, templates
from reading.model import Forge, Text
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


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\x85\u2028\u2029")))
def test_what_is_filled_in_reads_back_as_it_was_typed(value: str) -> None:
    text = templates.filled(templates.TEMPLATES["note"].text, {"quote": value})
    header = frontmatter.split("note.md", text).header
    assert header is not None, text
    [quote] = [entry.value for entry in header.entries if entry.name.text == "quote"]
    assert isinstance(quote, Text) and quote.text == " ".join(value.split())


# ---- pages ----------------------------------------------------------------------------------------------------------


def test_every_passage_claim_provision_actor_and_position_invites_to_add_or_correct() -> None:
    pages = {page.path: page.body for page in journey(SMALL, {}, place("github")).pages}
    assert pages["articles/harbour/index.md"].count('aria-label="Add a note on passage ') == 3
    assert 'aria-label="Correct this: ' in pages["articles/harbour/claims.md"]
    assert 'aria-label="Correct this: ' in pages["agreements/harbour-draft.md"]
    assert 'aria-label="Correct this: ' in pages["positions/gates.md"]
    assert 'aria-label="Correct this: ' in pages["actors/ada-holm.md"]
    assert "actor%3A%20ada-holm" in pages["actors/ada-holm.md"]
    assert "topic%3A%20gates" in pages["positions/gates.md"]


def test_without_a_forge_and_without_the_page_of_templates_there_is_no_dead_link() -> None:
    assert not [page.path for page in run(SMALL).pages if 'class="add"' in page.body]

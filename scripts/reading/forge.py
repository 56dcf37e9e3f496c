"""Addresses on the forge that holds the project: edit a file, start one with a template in it, open an issue.

Pure: the environment comes in as a mapping, addresses go out as text. What each forge understands, and where that
was seen:

- GitHub: `/new/BRANCH?filename=PATH&value=TEXT` (isaacs/github#1527: the folder belongs into `filename`).
- Forgejo, so Codeberg: `/_new/BRANCH/FOLDER?filename=NAME&value=TEXT` (from Gitea, go-gitea/gitea#16556).
- GitLab: `/-/new/BRANCH?file_name=PATH` names the file, but nothing documented fills it in (gitlab-org/gitlab#337038),
  so the template is shown to be copied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from . import templates
from .model import Forge

LIMIT = 4096  # bytes of an address; GitHub drops the text when a visitor who is signed out brings about 7 kB
ALIASES = {"codeberg": "forgejo", "gitea": "forgejo"}
REPOSITORY = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~-]+)+")
MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Ways:
    """What follows a repository's address, with {branch}, {file}, {folder}, {name}, {content}, {title}, {body}."""

    edit: str
    new: str
    fills_in: bool
    issue: str


WAYS = {
    "github": Ways(
        "/edit/{branch}/",
        "/new/{branch}?filename={file}&value={content}",
        True,
        "/issues/new?title={title}&body={body}",
    ),
    "forgejo": Ways(
        "/_edit/{branch}/",
        "/_new/{branch}/{folder}?filename={name}&value={content}",
        True,
        "/issues/new?title={title}&body={body}",
    ),
    "gitlab": Ways(
        "/-/edit/{branch}/",
        "/-/new/{branch}?file_name={file}",
        False,
        "/-/issues/new?issue[title]={title}&issue[description]={body}",
    ),
}


# ---- which forge ----------------------------------------------------------------------------------------------------


def forge(environment: Mapping[str, str]) -> Forge:
    """The forge that an environment names: `FORGE_URL` with `FORGE_KIND`, or what CI sets by itself.

    GitHub and Forgejo Actions set GITHUB_*, GitLab sets CI_PROJECT_URL. `REPOSITORY_BRANCH` overrides the branch,
    `EDIT_URI` where edit links begin; `CONTACT_EMAIL` is for readers where there is no forge. Raises `ValueError`, in
    words, for a value that cannot be used.
    """
    url, kind = _repository(environment)
    branch = _branch(environment)
    if url and kind not in WAYS:
        raise ValueError(f"FORGE_KIND is “{kind}”; it can be: {', '.join(sorted({*WAYS, *ALIASES}))}.")
    if url and not REPOSITORY.fullmatch(url):
        raise ValueError(f"FORGE_URL is “{url}”; it wants an address such as https://codeberg.org/owner/project")
    contact = environment.get("CONTACT_EMAIL", "")
    if contact and not MAILBOX.fullmatch(contact):
        raise ValueError(f"CONTACT_EMAIL is “{contact}”; it wants one plain e-mail address.")
    begins = url + WAYS[kind].edit.format(branch=quote(branch)) + "docs/" if url else ""
    return Forge(kind if url else "", url, branch, environment.get("EDIT_URI") or begins, contact)


def _repository(environment: Mapping[str, str]) -> tuple[str, str]:
    """(address, kind) of the repository; ("", "") where nothing names one."""
    given = environment.get("FORGE_URL", "").rstrip("/")
    if given:
        kind = environment.get("FORGE_KIND", "").lower() or _kind_of(given)
        return given, ALIASES.get(kind, kind)
    if environment.get("GITHUB_REPOSITORY"):
        server = environment.get("GITHUB_SERVER_URL", "https://github.com")
        forgejo = environment.get("GITEA_ACTIONS") or environment.get("FORGEJO_ACTIONS")
        return f"{server}/{environment['GITHUB_REPOSITORY']}", "forgejo" if forgejo else "github"
    if environment.get("CI_PROJECT_URL"):
        return environment["CI_PROJECT_URL"], "gitlab"
    return "", ""


def _kind_of(url: str) -> str:
    """The kind that a host's name tells; GitHub where it tells nothing."""
    host = urlsplit(url).hostname or ""
    return next((kind for kind in ("gitlab", "codeberg", "forgejo", "gitea") if kind in host), "github")


def _branch(environment: Mapping[str, str]) -> str:
    """The branch that contributions go to: that of a pull request is its target, never `12/merge`."""
    pushed = environment.get("GITHUB_REF_NAME") if environment.get("GITHUB_REF", "").startswith("refs/heads/") else ""
    return (
        environment.get("REPOSITORY_BRANCH")
        or environment.get("GITHUB_BASE_REF")
        or pushed
        or environment.get("CI_DEFAULT_BRANCH")
        or "main"
    )


# ---- addresses ------------------------------------------------------------------------------------------------------


def pattern(where: Forge) -> str:
    """The address of a new file with {file}, {folder}, {name} and {content} to be replaced, each percent-encoded.

    "" where the forge cannot be given the content. Scripts fill in the same pattern.
    """
    ways = WAYS.get(where.kind)
    return _at(where, ways.new) if ways and ways.fills_in else ""


def new(where: Forge, file: str, content: str) -> str:
    """The address that opens a new file with its content; "" where no forge can, or the address is too long."""
    folder, _, name = file.rpartition("/")
    address = _filled(pattern(where), {"file": file, "folder": folder, "name": name, "content": content})
    return address if len(address.encode()) < LIMIT else ""


def empty(where: Forge, file: str) -> str:
    """The address that opens a new, empty file of that name; "" without a forge."""
    ways = WAYS.get(where.kind)
    folder, _, name = file.rpartition("/")
    bare = ways.new.replace("&value={content}", "") if ways else ""
    return _filled(_at(where, bare), {"file": file, "folder": folder, "name": name}) if ways else ""


def edit(where: Forge, file: str) -> str:
    """The address that opens a file of the project (`docs/…`) for editing; "" where nothing is known."""
    return where.edit + quote(file.removeprefix("docs/")) if where.edit else ""


def issue(where: Forge, title: str, body: str) -> str:
    """The address of a new issue, filled in; "" without a forge."""
    ways = WAYS.get(where.kind)
    return _filled(_at(where, ways.issue), {"title": title, "body": body}) if ways else ""


def mail(where: Forge, subject: str, body: str) -> str:
    """A mailto: address (RFC 6068) to the project's contact; "" where there is none."""
    if not where.contact:
        return ""
    return f"mailto:{where.contact}?subject={quote(subject, safe='')}&body={quote(_crlf(body), safe='')}"


def note(where: Forge, article: str, passage: str, words: str = "") -> str:
    """The address of a new note on a passage, with the quoted words filled in; "" where the forge cannot be told."""
    given = {"passage": passage, "quote": words} if words else {"passage": passage}
    return new(where, *templates.started("note", article, given))


def _at(where: Forge, way: str) -> str:
    return where.url + way.replace("{branch}", quote(where.branch))


def _filled(address: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        address = address.replace("{" + name + "}", quote(value, safe="/" if name != "content" else ""))
    return address


def _crlf(text: str) -> str:
    return "\r\n".join(text.split("\n"))

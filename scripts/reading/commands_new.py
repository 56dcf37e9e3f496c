"""`notes new`: starts a file from its template, asks for what it needs on a terminal, and never overwrites."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from . import refs, templates
from .commands_contribute import problems_of, root
from .load import SLUG, load
from .model import Library
from .noteform import NO_NAME
from .schemas import NAMES, words
from .templates import TEMPLATES, Value
from .text import guess


@click.group()
def new() -> None:
    """Start a new file. On a terminal it asks for what is missing; nothing is ever overwritten."""


def command(kind: str) -> click.Command:
    """`notes new KIND SLUG`, with an option for each field of the kind's template."""
    template = TEMPLATES[kind]
    options: list[click.Parameter] = [click.Argument(["slug"], required=False)]
    if home := templates.home(kind):
        options.append(
            click.Option([f"--{home}", "parent"], help=f"The {home} it belongs to.", shell_complete=slugs(home))
        )
    for name, comment in templates.comments(template.text).items():
        complete = slugs(NAMES[name]) if name in NAMES else None
        options.append(click.Option([f"--{name.replace('_', '-')}"], help=comment or None, shell_complete=complete))
    options.append(click.Option(["--body"], help="The text below the header."))
    return New(kind, params=options, help=f"Start {refs.A[kind]}.")


class New(click.Command):
    """A command whose options are read from a template, so its answers come as a mapping."""

    def invoke(self, ctx: click.Context) -> None:
        _start(str(self.name), {name: str(value) for name, value in ctx.params.items() if value is not None})


def slugs(kind: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Completes what a person begins to type with the names of things of a kind."""

    def complete(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
        before, comma, last = begun.rpartition(",")
        known = refs.known(load(root()).library)[kind]
        return [f"{before}{comma}{slug}" for slug in sorted(known) if slug.startswith(last)]

    return complete


# ---- one file -------------------------------------------------------------------------------------------------------


def _start(kind: str, given: dict[str, str]) -> None:
    project = root()
    library = load(project).library
    slug, parent, body = given.pop("slug", ""), given.pop("parent", ""), given.pop("body", "")
    parent = parent_of(library, kind, parent)
    slug = _slug(library, slug)
    given = _asked(library, kind, given)
    if not body and _terminal():
        body = click.prompt("The text (or leave it empty and write it in the file)", default="", show_default=False)
    name = TEMPLATES[kind].name if kind == "article" else slug
    path = project / "docs" / TEMPLATES[kind].folder.format(parent=parent or slug) / f"{name}.md"
    _write(project, path, _text(kind, given, body), complete=bool(body) and not _left(kind, given))


def _left(kind: str, given: dict[str, str]) -> list[str]:
    """The fields that still hold the template's example; those with fixed words may keep it."""
    can_stay = {"quote", "author", "date"} if kind == "note" else {"author"}
    needs_no_source = {"sources"} if "sources: []" in TEMPLATES[kind].text else set()
    names = [name for name in templates.comments(TEMPLATES[kind].text) if not words(kind, name)]
    return [name for name in names if name not in {*given, *can_stay, *needs_no_source}]


def _text(kind: str, given: dict[str, str], body: str) -> str:
    template = TEMPLATES[kind].text
    values: dict[str, Value] = {"date": date.today().isoformat()} if kind == "note" else {}
    values |= {name: _listed(value) if name == "sources" else value for name, value in given.items()}
    values |= {name: None for name in templates.OPTIONAL if name not in values}
    text = templates.filled(template, values)
    return text if not body else f"{text.rpartition('---')[0]}---\n{body.strip()}\n"


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,\[\]]+", value) if part)


def _write(project: Path, path: Path, text: str, complete: bool) -> None:
    """Writes a file that is not there yet; as a draft where it is unfinished or a check would refuse it."""
    draft = text.replace("\n---\n", "\ndraft: yes\n---\n", 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text if complete else draft)
    except FileExistsError:
        raise click.ClickException(f"{path} is already there; choose another name.") from None
    name = path.relative_to(project).as_posix()
    wrong = [p for p in problems_of(project) if p.place.file == name and not p.notice]
    if wrong and complete:
        path.write_text(draft, encoding="utf-8")
    for problem in wrong:
        click.echo(f"{problem.wrong} {problem.advice}")
    later = "It stays out of the site until you delete its line `draft: yes`." if wrong or not complete else ""
    click.echo(f"Wrote {name}. {later or 'It passes the check.'}")


# ---- names ----------------------------------------------------------------------------------------------------------


def parent_of(library: Library, kind: str, given: str) -> str:
    """The article or agreement that the file goes to; the only one where there is one and none is named."""
    home = templates.home(kind)
    if not home:
        return ""
    known = sorted(refs.known(library)[home])
    if kind == "provision":
        unsigned = sorted(a.slug for a in library.agreements if a.signed.text == "never")
        given = given or (unsigned[0] if len(unsigned) == 1 else "")
    given = given or (known[0] if len(known) == 1 else _ask(home, known) if _terminal() else "")
    if given not in known:
        which = " or ".join(f"--{home} {slug}" for slug in known) or f"there is no {home} yet"
        raise click.ClickException(_unknown(home, given, known) if given else f"Say which: {which}.")
    return given


def _slug(library: Library, given: str) -> str:
    slug = given or (click.prompt("File name, without .md") if _terminal() else "")
    if not slug:
        raise click.ClickException("Say what the file is to be called, such as my-thought.")
    if not re.fullmatch(SLUG, slug):
        raise click.ClickException(NO_NAME.replace("{slug}", slug))
    for other, file, _ in refs.every_slug(library):
        if other == slug:
            raise click.ClickException(f"“{slug}” is already the name of {file}; choose another name.")
    return slug


def _unknown(kind: str, slug: str, known: Iterable[str]) -> str:
    likely = guess(slug, known)
    return f"There is no {kind} “{slug}”." + (f" Did you mean {likely}?" if likely else "")


# ---- asking ---------------------------------------------------------------------------------------------------------


def _terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked(library: Library, kind: str, given: dict[str, str]) -> dict[str, str]:
    """What was given by options, and on a terminal the answers for the rest; an empty answer leaves the field out."""
    if not _terminal():
        return given
    answers = dict(given)
    for name, comment in templates.comments(TEMPLATES[kind].text).items():
        if name not in answers and (kind, name) != ("note", "date"):
            known = sorted(refs.known(library)[NAMES[name]]) if name in NAMES else words(kind, name)
            answers[name] = _ask(name, known, comment, optional=name in ("quote", "sources", "author"))
    return {name: answer for name, answer in answers.items() if answer}


def _ask(name: str, known: Sequence[str] | None = None, comment: str = "", optional: bool = False) -> str:
    """One answer; where it must be one of the known words, asked again with a suggestion until it is."""
    _complete(known or ())
    hint = f" ({comment})" if comment else ""
    while True:
        answer: str = click.prompt(
            name.capitalize() + hint, default="" if optional else None, show_default=False, prompt_suffix=": "
        ).strip()
        wrong = [part for part in (_listed(answer) if name == "sources" else (answer,)) if known and part not in known]
        if not answer or not wrong:
            return answer
        few = f" There are: {', '.join(known)}." if known and len(known) <= 12 else ""
        click.echo(_unknown(name, wrong[0], known or ()) + few)


def _complete(words: Sequence[str]) -> None:
    """Lets the Tab key complete an answer, where Python was built with readline."""
    try:
        import readline
    except ImportError:
        return
    readline.set_completer(lambda text, n: next(iter([w for w in words if w.startswith(text)][n : n + 1]), None))
    readline.set_completer_delims(" ,")
    readline.parse_and_bind("tab: complete")


for _kind in TEMPLATES:
    new.add_command(command(_kind))

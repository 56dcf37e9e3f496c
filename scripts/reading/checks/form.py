"""Rules on form: fixed words, dates, addresses, texts, file names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import refs, templates
from ..dates import span
from ..leftovers import SIGN, markup
from ..mentions import MENTION
from ..model import Article, Library, Place, Problem, Text, Thing
from ..refs import VOCABULARY, every_text
from ..text import guess

CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
TAG = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])|!--)")
# What Markdown makes something of and nothing else does: a mention, and a link or stress in which no other sign stands.
# It begins with a set of signs, so that the search goes from one to the next.
PLAIN = r"[\w ,.’'-]{1,200}"
LINK = rf"(?<![!\w\]\\]\[){PLAIN}\]\(https?://[\w./?=&%-]{{1,300}}\)"
STRESS = rf"(?<![\w*]\*){PLAIN}\*(?![\w*])"
# (`MENTION` without its first bracket)
SOUND = re.compile(rf"[\[*](?:(?<=\[)(?:{MENTION.pattern[2:]}|{LINK})|(?<=\*){STRESS})")
TANGLES = "[(*_"  # signs that Python-Markdown takes a square of time over
RENDERED = re.compile(r"\[\[|\*\*|\[[^\[\]]*\]\(|#{2,6}$|\|? ?:?---")  # what of these signs Markdown makes something of
TEMPLATE = re.compile(r"\{\{|\{%|(?<!\[)\[[^\[\]\n]+\]\[[^\[\]\n]*\](?!\])")


def unknown_word(library: Library) -> Iterator[Problem]:
    """Fields with a fixed vocabulary hold one of its words."""
    for file, value, vocabulary in refs.vocabularies(library):
        allowed = VOCABULARY[vocabulary]
        if value.text not in allowed:
            likely = guess(value.text, allowed)
            advice = f"Did you mean `{likely}`?" if likely else f"Write one of: {', '.join(allowed)}."
            yield Problem(Place(file, value.line), "unknown_word", f"`{value}` is not a {vocabulary} we use.", advice)


def impossible_date(library: Library) -> Iterator[Problem]:
    """A date is an EDTF date that exists: 2019-02-28, 2022-05, 2019-02-27/2019-02-28, 2025~."""
    for file, value in refs.dates(library):
        if span(value.text) is None:
            yield Problem(
                Place(file, value.line),
                "impossible_date",
                f"`{value}` is not a date.",
                "Write year-month-day with two digits each, as far as it is known: 2019-02-28, 2022-05 or 2025.",
            )


def address_form(library: Library) -> Iterator[Problem]:
    """An address begins with https:// or http:// and a host of plain letters, and has no blanks."""
    for file, value in refs.addresses(library):
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[^\s\"<>\\^`{|}]*)?", value.text):
            yield Problem(
                Place(file, value.line),
                "address_form",
                f"`{value}` is not a web address.",
                "Copy the address from the browser; it begins with https://",
            )


def empty_body(library: Library) -> Iterator[Problem]:
    """A file says something below its header; a passage has a précis."""
    for thing in refs.things(library):
        if not thing.body.text.strip() and thing not in library.guides:
            yield Problem(
                Place(thing.file, thing.body.line),
                "empty_body",
                "there is nothing below the header.",
                "Write a sentence or two under the second `---`.",
            )
    passages = dict(library.passages)
    for article in library.articles:
        for passage in passages.get(article.slug, ()):
            if not passage.precis.text:
                yield Problem(
                    Place(article.file, passage.precis.line),
                    "empty_body",
                    f"passage {passage.slug} has no précis.",
                    "Say in our own words what the author says there.",
                )


def raw_html(library: Library) -> Iterator[Problem]:
    """Texts are Markdown without HTML: a tag would be shown as it is typed."""
    for file, text in every_text(library):
        words = text.text
        found = TAG.search(CODE.sub("", words)) if "<" in words else None
        if found:
            yield Problem(
                Place(file, text.line + words[: words.find(found[0])].count("\n")),
                "raw_html",
                f"`{found[0]}` begins an HTML tag, which would be shown as it stands.",
                "Use Markdown: *emphasis*, **strong**, [words](https://…), or put code in `backticks`.",
            )


def tangled_brackets(library: Library) -> Iterator[Problem]:
    """Brackets come in pairs: hundreds of open ones would keep the machine busy for minutes."""
    for file, text in every_text(library):
        words = text.text
        if len(words) <= 200 or all(words.count(sign) <= 200 for sign in TANGLES):
            continue
        lines = words.split("\n")
        worst = next((n for n, line in enumerate(lines) if any(line.count(s) > 200 for s in TANGLES)), None)
        if worst is None and all(words.count(sign) <= 1000 for sign in TANGLES):
            continue
        yield Problem(
            Place(file, text.line + (worst or 0)),
            "tangled_brackets",
            f"this {'text' if worst is None else 'line'} has hundreds of brackets or stars.",
            "Close every bracket, and make two files of a very long text.",
        )


def template_signs(library: Library) -> Iterator[Problem]:
    """Nothing stands in a text that only another program reads, nor Markdown in a title, a name or a summary."""
    for thing in refs.things(library):
        yield from _signs_in(thing)


def _signs_in(thing: Thing) -> Iterator[Problem]:
    prose = set(map(id, refs.texts(thing)))
    for _, text in refs.typed(thing):
        words, is_prose = text.text, id(text) in prose
        if not SIGN.search(words) or (is_prose and not SIGN.search(SOUND.sub("", words))):
            continue  # as most texts, which are words, mentions and links; the heading of a section has a # itself
        lines = CODE.sub(_blank, words).split("\n") if is_prose else [words]
        for number, line in enumerate(lines):
            section = isinstance(thing, Article) and line.startswith("## ")
            for sign in _signs(line.removeprefix("## ") if section else line, is_prose and not section):
                yield _would_show(Place(thing.file, text.line + number), sign, is_prose and not section)


def _blank(code: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", code[0])


def _signs(line: str, is_prose: bool) -> Iterator[str]:
    """What of a line a reader would see as it is typed, or not at all; at most one."""
    if not SIGN.search(SOUND.sub("", line) if is_prose else line):
        return  # as most lines
    found = [sign for sign in markup(line) if not (is_prose and RENDERED.match(sign))]
    other = TEMPLATE.search(line)
    yield from (found or ([other[0]] if other else []))[:1]


def _would_show(place: Place, sign: str, is_prose: bool) -> Problem:
    if sign.startswith("!["):
        return Problem(
            place, "template_signs", f"`{sign}` is an image, which is not shown.", "Link to it: [words](https://…)"
        )
    way = "Write a link as [words](https://…), the name of a thing as [[its-name]], and code in `backticks`."
    plain = "This line is shown as it is typed: write plain words here, and links in a text."
    return Problem(place, "template_signs", f"`{sign}` would be shown as it stands.", way if is_prose else plain)


def template_left(library: Library) -> Iterator[Problem]:
    """What a template says in place of your words is replaced by yours."""
    for _, shelf in refs.shelves(library):
        for thing in shelf:
            yield from _examples_in(thing)


def _examples_in(thing: Thing) -> Iterator[Problem]:
    kind = type(thing).__name__.lower()
    examples = templates.examples(kind)
    for name, text in refs.typed(thing) if examples else ():
        if name not in examples:
            continue
        words = text.text
        if not any(line in words for line in examples[name]):
            continue
        for number, line in enumerate(words.split("\n")):
            if line.strip() in examples[name]:
                yield _still(Text(line.strip(), text.line + number), thing.file, kind, name)


def _still(example: Text, file: str, kind: str, name: str) -> Problem:
    said = templates.comments(templates.TEMPLATES[kind].text).get(name)
    advice = f"Put your own words in its place{f' ({said})' if said else ''}."
    return Problem(Place(file, example.line), "template_left", f"`{example}` is what the template says.", advice)


def name_says_date(library: Library) -> Iterator[Problem]:
    """The file name of an event begins with the date on which it begins."""
    for event in library.events:
        day = event.date.text.split("/")[0].rstrip("~?%")
        if span(event.date.text) is not None and not event.slug.startswith(f"{day.lower()}-"):
            yield Problem(
                Place(event.file, event.date.line),
                "name_says_date",
                f"the event is dated {day}, but its file name begins otherwise.",
                f"Rename the file to {day.lower()}-… or correct the date.",
            )


def name_says_position(library: Library) -> Iterator[Problem]:
    """The file name of a position is `<actor>-on-<topic>.md`."""
    for position in library.positions:
        name = f"{position.actor}-on-{position.topic}"
        if position.slug != name:
            yield Problem(
                Place(position.file, position.actor.line),
                "name_says_position",
                f"this file is about {position.actor} on {position.topic}.",
                f"Rename it to {name}.md",
            )


def stances_in_order(library: Library) -> Iterator[Problem]:
    """The stances of a position stand in the order of their dates."""
    for position in library.positions:
        last = None
        for stance in position.stances:
            when = span(stance.date.text)
            if when and last and when.first < last:
                yield Problem(
                    Place(position.file, stance.date.line),
                    "stances_in_order",
                    f"the stance of {stance.date} stands after a later one.",
                    "Put the stances in the order of their dates, the oldest first.",
                )
            last = when.first if when else last

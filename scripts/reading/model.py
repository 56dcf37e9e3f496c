"""The project's words as frozen dataclasses; no logic.

Two layers: what people write (`Thing` and its kinds, gathered in a `Library`) and what follows from it (`Reading`).
What people type stays text: every header field is a `Text`, which remembers its line. A field without a default is
required in the file, one with a default may be left out; `load` reads that from here and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file path relative to the project's root, and a line from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong, in the author's words.

    `wrong` is one sentence without a full stop at its end only if it ends in a quotation; `advice` is what to type.
    A `notice` is shown but breaks nothing.
    """

    place: Place
    rule: str
    wrong: str
    advice: str
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """What a person typed, and the line (from 1) on which it begins."""

    text: str
    line: int

    def __str__(self) -> str:
        return self.text


# ---- what people write ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One file: `slug` names it, `file` is its path, `parent` the slug of the article or agreement it belongs to."""

    slug: str
    file: str
    parent: str
    body: Text
    draft: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph of an article: a lasting id, the number shown, our précis, and ids it had before.

    A `retired` passage is no longer in the author's text; it has the number 0 and keeps its notes, now orphans.
    """

    slug: str
    number: int
    section: str
    precis: Text
    formerly: tuple[str, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Thing):
    """An article's record; `partial` says what of the text our passages cover, where it is not the whole."""

    title: Text
    author: Text
    publisher: Text
    date: Text
    url: Text
    language: Text
    source: Text
    summary: Text
    date_note: Text | None = None
    partial: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Thing):
    by: Text
    passage: Text
    kind: Text
    date: Text
    title: Text | None = None
    quote: Text | None = None
    lost_quote: Text | None = None
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Thing):
    title: Text
    passage: Text
    voice: Text
    verdict: Text
    quote: Text | None = None
    lost_quote: Text | None = None
    by: Text | None = None
    role: Text | None = None
    sources: tuple[Text, ...] = ()
    supports: tuple[Text, ...] = ()
    attacks: tuple[Text, ...] = ()
    undercuts: tuple[Text, ...] = ()
    due: Text | None = None
    outcome: Text | None = None
    why_one_source: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Thing):
    title: Text
    passage: Text | None = None
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Thing):
    title: Text
    summary: Text
    date: Text
    signed: Text
    parties: tuple[Text, ...]
    sources: tuple[Text, ...]
    not_known: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one side said of a provision, and when (PAM's separate coding of each party's statement).

    `side` is the party at whose side of the table the speaker sat or for which they spoke; none for bystanders.
    """

    who: Text
    date: Text
    says: Text
    sources: tuple[Text, ...]
    side: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What another agreement said on the matter of a provision."""

    agreement: Text
    says: Text
    sources: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Thing):
    title: Text
    topic: Text
    status: Text
    accounts: tuple[Account, ...]
    offered_by: tuple[Text, ...] = ()
    wanted_by: tuple[Text, ...] = ()
    passage: Text | None = None
    compare: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    role: Text
    date: Text
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Thing):
    name: Text
    kind: Text
    summary: Text
    sources: tuple[Text, ...]
    also: tuple[Text, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Thing):
    title: Text
    summary: Text
    sources: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What an actor held on a topic at a date; `passage` where the article itself reports it.

    `change` is our judgement on it beside the stance before; `contradicts` names positions that cannot be held with it.
    """

    date: Text
    stance: Text
    sources: tuple[Text, ...]
    passage: Text | None = None
    change: Text | None = None
    contradicts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Thing):
    actor: Text
    topic: Text
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Thing):
    title: Text
    date: Text
    sources: tuple[Text, ...]
    actors: tuple[Text, ...] = ()
    passage: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Thing):
    title: Text
    sources: tuple[Text, ...]
    also: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Thing):
    title: Text
    publisher: Text
    url: Text
    kind: Text
    language: Text
    author: Text | None = None
    date: Text | None = None
    archived: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(Thing):
    """A page written as a page: home, about, the guide for contributors, and the lead of each index."""

    title: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class Fragment:
    """The terms of a text directive: where `start` (to `end`) stands between `prefix` and `suffix`."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class PassagePrint:
    """What the repository keeps of one passage's text, to know it again and to give nothing of it away.

    `digest` is 128 bits over its letters, `tags` are at most 24 bits for each sentence in turn, `sketch` at most 128
    bits that are alike for passages with the same content words (all as hex digits); `words` is their number, and
    `opening` its first words, as many as no other place of the article has ("" where that would be too many).
    """

    passage: str
    digest: str
    tags: tuple[str, ...] = ()
    sketch: str = ""
    words: int = 0
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What the repository keeps of an article's text: a print of each passage, and proofs of quotations.

    `norm` is the version of the normaliser; `passages` stand in reading order; `proofs` are 128-bit hex digests of a
    quotation together with its passage's digest. `links` are the text directives that differ from the words' own
    (see `fragments.naive`), by proof, or by passage for the link to its opening; None where no directive is right.
    """

    article: str
    norm: int
    passages: tuple[PassagePrint, ...]
    proofs: frozenset[str]
    links: tuple[tuple[str, Fragment | None], ...] = ()

    @property
    def digests(self) -> tuple[tuple[str, str], ...]:
        """(passage, digest) in reading order."""
        return tuple((known.passage, known.digest) for known in self.passages)


@dataclass(frozen=True, slots=True)
class Original:
    """The author's own words, where they are at hand: (passage, text) in reading order. Never written anywhere."""

    article: str
    passages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Everything that people wrote, in the order of slugs.

    `broken` are the slugs of files that could not be read, `drafts` those of files that are not shown yet. `digests`
    has, by file, a digest of the header and one of the whole as hex digits: from these, and from its name, a thing is
    made.
    """

    articles: tuple[Article, ...] = ()
    passages: tuple[tuple[str, tuple[Passage, ...]], ...] = ()
    notes: tuple[Note, ...] = ()
    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    provisions: tuple[Provision, ...] = ()
    actors: tuple[Actor, ...] = ()
    topics: tuple[Topic, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    guides: tuple[Guide, ...] = ()
    fingerprints: tuple[Fingerprints, ...] = ()
    originals: tuple[Original, ...] = ()
    broken: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    digests: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Forge:
    """Where the project's files can be edited in a browser; "" where that is not known (see `forge`).

    `kind` is github, gitlab or forgejo; `url` the repository's address without a slash at its end; `edit` is where
    links to edit a file below docs/ begin; `contact` an e-mail address.
    """

    kind: str = ""
    url: str = ""
    branch: str = "main"
    edit: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a site stands: its address, ending in a slash or "" where it is not known, and the forge of its files.

    `private` are the articles whose author's text is shown, which only a copy on one's own machine may do.
    """

    home: str = ""
    forge: Forge = Forge()
    private: frozenset[str] = frozenset()


# ---- what follows from it ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Address:
    """Where a thing is shown: the page's Markdown path, the id on it ("" for the page itself), and its short name."""

    path: str
    anchor: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of `target` in a text of the thing `within`; `line` is the sentence that holds it, as plain text."""

    target: str
    within: str
    line: str


@dataclass(frozen=True, slots=True)
class WovenPassage:
    """A passage with everything that is tied to it."""

    article: str
    passage: Passage
    notes: tuple[Note, ...]
    claims: tuple[Claim, ...]
    provisions: tuple[Provision, ...]
    questions: tuple[Question, ...]
    events: tuple[Event, ...]
    topics: tuple[str, ...]
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A library with its mutual relations; the only thing that pages and exports are made from.

    `proved` are the notes and claims whose quotation is proved; `links` the way to the author's words by the slug of a
    note, claim or passage.
    """

    library: Library
    addresses: Mapping[str, Address]
    things: Mapping[str, Thing]
    passages: tuple[WovenPassage, ...]
    mentioned_in: Mapping[str, tuple[Mention, ...]]
    cited_by: Mapping[str, tuple[str, ...]]
    timeline: tuple[Event, ...]
    proved: frozenset[str]
    links: Mapping[str, Fragment]
    setting: Setting


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of data: what its cells mean, and what they may hold.

    `type` is string, integer, boolean or list (of strings); `format` narrows a string: `slug`, `edtf`, `uri`, or `way`
    to a page of ours. `table` names the table whose first column holds the same slugs; `words` are the fixed words, if
    there are any; `unique` columns have another value in each row.
    """

    name: str
    type: str
    meaning: str
    format: str = ""
    table: str = ""
    words: tuple[str, ...] = ()
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """One file of data: its path below the site's root, what it holds, its media type, and what it is.

    `parts` are its bytes, one part behind the other; they can be gone through any number of times, since a large file
    lies on disk (see `ondisk`). `count` says how many things are in it, such as rows; `columns` are those of a table.
    """

    path: str
    parts: Iterable[bytes]
    media: str
    about: str
    count: int
    columns: tuple[Column, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of the file."""
        return sum(map(len, self.parts))

    @property
    def stored(self) -> bytes:
        """All that the file holds."""
        return b"".join(self.parts)

    @property
    def content(self) -> str:
        """The text of a file that holds one."""
        return self.stored.decode()


@dataclass(frozen=True, slots=True)
class Page:
    """One page as Markdown: its path below the pages' root, title, one-line description, body, and the file to edit.

    `wide` pages hide the side columns to make room for margin notes and tables; `head` is HTML of ours, on one line,
    that goes into the page's `<head>`. `section` is the entry of the navigation that the page belongs to, `beside` the
    (name, path) of the pages of the same article; `template` is the theme's template of a page that is not like the
    others, and that search leaves out.
    """

    path: str
    title: str
    description: str
    body: str
    source: str
    wide: bool = False
    head: str = ""
    section: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    template: str = ""

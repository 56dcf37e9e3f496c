"""Finds where the sentences of a paragraph begin and end.

Rules of our own and not a library's, since stored tags depend on them: an update from outside must not change a tag.
A sentence ends with . ! ? or …, its closing quotation marks and brackets and the marks of its footnotes, before a
space and a word that may begin a sentence. What follows says when a full stop is none.
"""

from __future__ import annotations

import re

from .characters import CLOSERS, ENDS, OPENERS, listed

# A footnote's mark belongs to the sentence before it; it may stand before or after the closing quotation mark.
BOUNDARY = re.compile(
    rf"(?P<end>[{re.escape(ENDS)}]+)(?P<close>(?:[{re.escape(CLOSERS)}]|\s»)*)"
    rf"(?:\[\d{{1,3}}\]|[¹²³⁰⁴-⁹]|(?<=[a-z]{{3}}[.])\d{{1,2}})*[{re.escape(CLOSERS)}]*"
    rf"(?:\s+|(?<=[。！？])|(?<=[。！？][”’」』]))(?=(?P<open>[{re.escape(OPENERS)}]*)(?P<next>[^\W_][\w’'-]*))"
)

# Never the end of a sentence: a name, a number or an explanation follows.
BEFORE_NAMES = listed(
    "mr mrs ms mx dr prof profs gen col lt sgt capt maj adm sen rep gov pres st rev hon amb messrs mme mlle brig cmdr "
    "fr ft mt e.g i.e cf vs viz ca approx esp incl resp"
)
# The end of no sentence before a number: No. 1718, Sept. 21, pp. 4-5.
BEFORE_NUMBERS = listed(
    "no nos nr fig figs vol vols art arts para paras p pp ch chap sec sect res doc docs op ed eds n nn b d r c "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
# The end of a sentence only before a word that begins many: the U.S. Senate, but “in the U.S. The Senate …”.
AMBIGUOUS = listed(
    "u.s u.n e.u u.k d.c u.s.a u.s.s.r p.r.c d.p.r.k r.o.k a.m p.m ph.d m.a b.a m.d b.c a.d jr sr inc ltd co corp bros "
    "etc al dept univ assn"
)
STARTERS = listed(
    "a according after all although an and another are as at because before both but by can clearly despite did do "
    "does during each even every few for from given had has have he hence her here his how however i if in indeed "
    "instead is it its last later many may meanwhile more moreover most my neither never nevertheless no nobody none "
    "nor not nothing now on once one only or other others our over perhaps rather recent she should simultaneously "
    "since so some such that the their then there therefore these they this those though through throughout thus to "
    "today under unless until we were what when where whether which while who why with without would yet you your"
)
SAYING = re.compile(
    r"(?:[A-Z][\w’'-]*\s+){1,4}(?:asked|said|says|replied|wondered|added|told|answered|declared|wrote|writes|exclaimed|"
    r"cried|asks|remarked|shouted|insisted|demanded)\b"
)
WORD_BEFORE = re.compile(r"(?:[^\W_]\.)+[^\W_]*$|[^\W_]+$")


def spans(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a paragraph stand: (start, end) in characters; blanks between them belong to none."""
    cuts = [0]
    for match in BOUNDARY.finditer(paragraph):
        if _ends(paragraph, cuts[-1], match):
            cuts.append(match.end())
    ends = [*cuts[1:], len(paragraph)]
    trimmed = ((start, start + len(paragraph[start:end].rstrip())) for start, end in zip(cuts, ends, strict=True))
    return tuple((start, end) for start, end in trimmed if end > start)


def sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences of a paragraph, as they stand there."""
    return tuple(paragraph[start:end] for start, end in spans(paragraph))


def _ends(paragraph: str, start: int, match: re.Match[str]) -> bool:
    """Whether what looks like the end of the sentence that begins at `start` is one."""
    following = match["next"]
    if following[0].islower():
        return False
    before = paragraph[start : match.start()]
    if match["end"] == "." and not match["close"]:
        return _full_stop(before, match["open"], following)
    if match["end"] in ("…", "...") and (not before or before[-1].isspace()):
        return False  # words were left out here
    asked = match["close"] and match["end"] in "!?" and SAYING.match(paragraph, match.end())
    return not asked  # “Will he come?” Trump asked.


def _full_stop(before: str, opener: str, following: str) -> bool:
    """Whether a full stop after `before` ends a sentence, if `following` is the next word."""
    found = WORD_BEFORE.search(before)
    if found is None:
        return True
    word = found[0].lower()
    if word.isdigit() and not before[: found.start()].strip(OPENERS + " #"):
        return False  # the number of a paragraph: 4. The draft
    if word in BEFORE_NAMES:
        return False
    if word in BEFORE_NUMBERS and following[0].isdigit():
        return False
    starts = following.lower() in STARTERS or (bool(opener) and opener != "(")
    if word in AMBIGUOUS:
        return starts
    initial = len(word) == 1 and word.isalpha() and found[0].isupper() and word.isascii()
    return starts or not initial

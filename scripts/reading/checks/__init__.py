"""What can be wrong with a library: one rule, one generator; its name is the rule, its docstring the rule's text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from .. import refs
from ..cache import Cache
from ..model import Library, Problem
from . import evidence, form, quotations, references, sides

Rule = Callable[[Library], Iterator[Problem]]

# Rules that look at one file at a time, so that a file in which they found nothing need not be looked at again.
OF_A_FILE: tuple[Rule, ...] = (
    form.unknown_word,
    form.impossible_date,
    quotations.quote_too_long,
    form.address_form,
    form.empty_body,
    form.raw_html,
    form.tangled_brackets,
    form.template_signs,
    form.template_left,
    form.name_says_date,
    form.name_says_position,
    form.stances_in_order,
    evidence.claim_without_source,
    evidence.one_source_only,
    evidence.forecast_without_outcome,
)
OF_A_LIBRARY: tuple[Rule, ...] = (
    references.shared_slug,
    references.shared_name,
    references.missing_lead,
    references.unlinked_page,
    references.wrong_folder,
    references.unknown_slug,
    references.unknown_sentence,
    references.unknown_mention,
    quotations.quote_not_in_passage,
    quotations.quote_not_unique,
    quotations.orphan,
    quotations.quote_not_proved,
    quotations.own_words,
    quotations.misquoted,
    quotations.quoted_too_much,
    sides.nothing_to_compare,
    sides.side_not_a_party,
    evidence.weak_source_alone,
    evidence.passage_without_note,
    evidence.unused_source,
)
RULES = (*OF_A_FILE, *OF_A_LIBRARY)
SIZE = 16  # bytes by which a file is known again


def check(library: Library, cache: Cache | None = None) -> tuple[Problem, ...]:
    """Every problem of a library, in the order of files and lines; `cache` holds in which files nothing was found."""
    cache = cache or Cache(None)
    of_files = _of_files(library, cache) if cache.keeps else _found(OF_A_FILE, library)
    return tuple(sorted((*of_files, *_found(OF_A_LIBRARY, library))))


def _found(rules: tuple[Rule, ...], library: Library) -> list[Problem]:
    return [problem for rule in rules for problem in rule(library)]


def _of_files(library: Library, cache: Cache) -> list[Problem]:
    """What is wrong in single files; only those are looked at in which something was wrong, or which are new."""
    key = cache.key("files in which nothing is wrong")
    before = cache.get(key) or b""
    sound = {before[at : at + SIZE] for at in range(0, len(before), SIZE)}
    known = {thing.file: _known_by(library, thing.file) for thing in refs.things(library)}
    problems = _found(OF_A_FILE, refs.part(library, lambda thing: known[thing.file] not in sound))
    wrong = {problem.place.file for problem in problems}
    now = b"".join(name for file, name in known.items() if file not in wrong)
    if now != before:
        cache.put(key, now)
    return problems


def _known_by(library: Library, file: str) -> bytes:
    return hashlib.sha256(f"{file}\0{library.digests[file][1]}".encode()).digest()[:SIZE]

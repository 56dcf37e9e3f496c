"""What can be wrong with a library: one rule, one generator; its name is the rule, its docstring the rule's text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model import Library, Problem
from . import evidence, form, quotations, references, sides

RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    references.shared_slug,
    references.shared_name,
    references.missing_lead,
    references.unlinked_page,
    references.wrong_folder,
    references.unknown_slug,
    references.unknown_sentence,
    references.unknown_mention,
    form.unknown_word,
    form.impossible_date,
    quotations.quote_not_in_passage,
    quotations.quote_not_unique,
    quotations.orphan,
    quotations.quote_too_long,
    quotations.quote_not_proved,
    quotations.own_words,
    quotations.misquoted,
    quotations.quoted_too_much,
    form.address_form,
    form.empty_body,
    form.raw_html,
    form.tangled_brackets,
    form.template_signs,
    form.template_left,
    form.name_says_date,
    form.name_says_position,
    form.stances_in_order,
    sides.nothing_to_compare,
    sides.side_not_a_party,
    evidence.claim_without_source,
    evidence.one_source_only,
    evidence.weak_source_alone,
    evidence.forecast_without_outcome,
    evidence.passage_without_note,
    evidence.unused_source,
)


def check(library: Library) -> tuple[Problem, ...]:
    """Every problem of a library, in the order of files and lines."""
    return tuple(sorted(problem for rule in RULES for problem in rule(library)))

"""Following notes into a revised text: what is found, what is doubtful, and what must never be taken for the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.answers import Anchor, Answer
from reading.fingerprints import fingerprint
from reading.placing import Status
from reading.realign import realign
from reading.revision import revision

EXACT, SAME, CHECK, ORPHAN = Status.EXACT, Status.SAME, Status.CHECK, Status.ORPHAN
OLD = (
    "The two towns have argued about the harbour for thirty years. Each of them says that the other broke its word. "
    "A judge from the capital heard both sides in the winter of 1994 and went home without a verdict.",
    "Last spring the mayor of Alba promised to open the northern gate. “The gate will stay open,” she said, and the "
    "council of Brin believed her. Nobody asked who would pay for the lamps.",
    "Brin would sign a treaty on the toll before the summer ends. Its fishermen sold 1,200 crates of herring in 2017, "
    "and the merchants realise what another closed season would cost. Nobody asked the fishermen of Alba.",
    "Alba would sign a treaty on the toll after the summer ends. Its merchants sold 900 crates of cod in 2018, and the "
    "pilots fear what another open season would bring. A vote is expected in the week of the regatta.",
    "It is likely that the towns will agree within a year. The lamps, however, will remain dark, since neither council "
    "has put the money into its programme.",
)


def ask(new: tuple[str, ...], *anchors: Anchor, old: tuple[str, ...] = OLD, with_old: bool = False) -> list[Answer]:
    """The answers for anchors of an old text, from its fingerprints as they would be read from their file."""
    prints = fingerprint("a", [(f"p{n}", text) for n, text in enumerate(old, 1)]).passages
    return list(realign(revision(prints, new, old if with_old else None), anchors))


def everything(old: tuple[str, ...] = OLD) -> list[Anchor]:
    """An anchor for every passage, and for every sentence of it."""
    prints = fingerprint("a", [(f"p{n}", text) for n, text in enumerate(old, 1)]).passages
    return [Anchor(p, s) for p, known in enumerate(prints, 1) for s in (None, *range(1, len(known.tags) + 1))]


def edited(number: int, was: str, becomes: str, old: tuple[str, ...] = OLD) -> tuple[str, ...]:
    """The text with some words of passage `number` replaced; the words must be there."""
    assert was in old[number - 1]
    return (*old[: number - 1], old[number - 1].replace(was, becomes), *old[number:])


@pytest.fixture(params=[False, True], ids=["fingerprints only", "with the old text"])
def with_old(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


# ---- what is found ----------------------------------------------------------------------------------------------


def test_the_same_text_is_exact_throughout(with_old: bool) -> None:
    assert {answer.status for answer in ask(OLD, *everything(), with_old=with_old)} == {EXACT}


def test_an_answer_shows_each_level_in_the_new_text() -> None:
    (answer,) = ask(OLD, Anchor(2, 2, "the council of Brin"))
    assert answer == Answer(EXACT, OLD[1], OLD[1][66:140], "the council of Brin", OLD[1].index("the council"))
    assert answer.paragraph is not None and answer.start is not None
    assert answer.paragraph[answer.start :].startswith("the council of Brin")


@pytest.mark.parametrize(
    "house_style",
    [
        lambda t: t.replace("“", '"').replace("”", '"'),
        lambda t: t.replace(" ", "\u00a0"),
        lambda t: t.replace("fi", "ﬁ").replace("harbour", "har\u00adbour"),
        lambda t: t.replace("years.", "years.[3]").replace("lamps.", "lamps.¹²"),
        lambda t: t.replace("e", "e\u200b"),
    ],
)
def test_typography_is_exact(house_style: object, with_old: bool) -> None:
    assert callable(house_style)
    answers = ask(tuple(map(house_style, OLD)), *everything(), with_old=with_old)
    assert {answer.status for answer in answers} == {EXACT}


def test_another_spelling_is_the_same() -> None:
    american = tuple(
        t.replace("harbour", "harbor").replace("realise", "realize").replace("programme", "program") for t in OLD
    )
    statuses = {a: answer.status for a, answer in zip(everything(), ask(american, *everything()), strict=True)}
    assert set(statuses.values()) == {EXACT, SAME}
    assert statuses[Anchor(1, 1)] is statuses[Anchor(3, 2)] is statuses[Anchor(5, 2)] is SAME
    (answer,) = ask(american, Anchor(3, 2, "the merchants realise"))
    assert (answer.status, answer.span) == (SAME, "the merchants realize")


def test_passages_are_followed_when_they_move(with_old: bool) -> None:
    answers = ask(OLD[::-1], *(Anchor(n) for n in range(1, 6)), with_old=with_old)
    assert [(a.status, a.paragraph) for a in answers] == [(EXACT, text) for text in OLD]


def test_merged_passages_are_the_same_place(with_old: bool) -> None:
    merged = (OLD[0], f"{OLD[1]} {OLD[2]}", *OLD[3:])
    answers = ask(merged, Anchor(2), Anchor(3), Anchor(3, 2, "closed season"), with_old=with_old)
    assert [a.paragraph for a in answers] == [merged[1]] * 3
    assert [a.status for a in answers[:2]] == [SAME, SAME]
    assert answers[2].status in (EXACT, SAME)


def test_a_split_passage_wants_a_look_and_its_sentences_do_not(with_old: bool) -> None:
    first, second = OLD[0].split(" A judge")
    new = (first, f"A judge{second}", *OLD[1:])
    whole, *sentences = ask(new, Anchor(1), Anchor(1, 1), Anchor(1, 2), Anchor(1, 3), with_old=with_old)
    assert whole.status is CHECK and whole.paragraph in new[:2]
    assert [a.paragraph for a in sentences] == [new[0], new[0], new[1]]
    assert {a.status for a in sentences} <= {EXACT, SAME}


def test_a_sentence_is_followed_into_another_passage(with_old: bool) -> None:
    sentence = " A judge from the capital heard both sides in the winter of 1994 and went home without a verdict."
    new = (OLD[0].replace(sentence, ""), OLD[1], OLD[2], OLD[3], OLD[4] + sentence)
    (answer,) = ask(new, Anchor(1, 3, "without a verdict"), with_old=with_old)
    assert answer.status in (EXACT, SAME) and answer.paragraph == new[4] and answer.span == "without a verdict"


# ---- what a person must look at ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "sentence", "was", "becomes", "quote"),
    [
        (3, 1, "would sign", "would not sign", "a treaty on the toll"),
        (3, 1, "Brin would", "Alba would", "a treaty on the toll"),
        (4, 1, "after the summer", "before the summer", "a treaty on the toll"),
        (1, 3, "1994", "1995", "without a verdict"),
        (3, 2, "1,200", "12,000", "crates of herring"),
        (3, 2, "2017", "2016", "crates of herring"),
        (5, 1, "is likely", "is hardly likely", "within a year"),
        (5, 1, "year.", "year?", "within a year"),
    ],
)
def test_a_sentence_that_was_changed_is_never_the_same(
    number: int, sentence: int, was: str, becomes: str, quote: str, with_old: bool
) -> None:
    new = edited(number, was, becomes)
    about_it = ask(new, Anchor(number, sentence), Anchor(number, sentence, quote), with_old=with_old)
    assert {a.status for a in about_it} == {CHECK}
    assert {a.paragraph for a in about_it} == {new[number - 1]}
    others = [a for a in everything() if a.passage != number]
    assert {a.status for a in ask(new, *others, with_old=with_old)} == {EXACT}


def test_with_the_old_text_an_edited_sentence_is_shown() -> None:
    new = edited(3, "would sign a treaty", "would never sign a treaty")
    without, given = ask(new, Anchor(3, 1))[0], ask(new, Anchor(3, 1), with_old=True)[0]
    assert (without.status, without.sentence) == (CHECK, None)
    assert (
        given.status is CHECK and given.sentence == "Brin would never sign a treaty on the toll before the summer ends."
    )


def test_words_in_a_changed_passage_are_the_same_only_with_their_sentence() -> None:
    new = edited(2, "Nobody asked", "Nobody ever asked")
    unnamed, named = ask(new, Anchor(2, None, "the council of Brin"), Anchor(2, 2, "the council of Brin"))
    assert (unnamed.status, named.status) == (CHECK, SAME)
    assert unnamed.span == named.span == "the council of Brin"


def test_words_that_stand_twice_are_never_sure(with_old: bool) -> None:
    twice, once = ask(OLD, Anchor(3, None, "Nobody"), Anchor(2, None, "gate"), with_old=with_old)
    assert twice.status is EXACT  # once in its passage, whatever others say
    assert once.status is CHECK and once.span is None
    copied = edited(2, "Nobody asked", "In the end nobody asked")
    assert ask(copied, Anchor(2, 3, "asked who"), with_old=with_old)[0].status is CHECK


def test_a_copy_of_a_sentence_makes_it_doubtful(with_old: bool) -> None:
    copied = edited(5, "It is likely", "Each of them says that the other broke its word. It is likely")
    answer = ask(edited(1, "for thirty years", "for 30 years", copied), Anchor(1, 2), with_old=with_old)[0]
    assert answer.status is CHECK and answer.paragraph is not None and answer.paragraph.startswith("The two towns")


def test_a_copy_elsewhere_is_no_move_while_the_first_may_still_be_there(with_old: bool) -> None:
    moved = "A judge from the capital heard both sides in the winter of 1994 and went home without a verdict."
    new = edited(5, "It is likely", f"{moved} It is likely", edited(1, "both sides", "neither side"))
    assert ask(new, Anchor(1, 3), with_old=with_old)[0].status is CHECK


# ---- what is gone -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gone", range(1, 6))
def test_a_deleted_passage_is_an_orphan(gone: int, with_old: bool) -> None:
    new = tuple(text for number, text in enumerate(OLD, 1) if number != gone)
    statuses = {
        a: answer.status for a, answer in zip(everything(), ask(new, *everything(), with_old=with_old), strict=True)
    }
    assert {status for a, status in statuses.items() if a.passage == gone} == {ORPHAN}
    assert {status for a, status in statuses.items() if a.passage != gone} == {EXACT}


def test_a_negated_look_alike_does_not_take_the_place_of_a_deleted_passage(with_old: bool) -> None:
    old = (*OLD, "Brin would sign the pact, according to three officials who were in the room.")
    new = ("Brin would not sign the pact, according to three officials who were in the room.", *OLD)
    answers = ask(
        new, Anchor(6), Anchor(6, 1), Anchor(6, 1, "according to three officials"), old=old, with_old=with_old
    )
    assert not {EXACT, SAME} & {a.status for a in answers}


def test_another_article_gets_nothing(with_old: bool) -> None:
    foreign = (
        "The orchestra tours the islands every autumn with a programme of old songs. Tickets are cheap.",
        "Its conductor has argued about the repertoire for years, and nobody in the audience minds in the least.",
    )
    assert {a.status for a in ask(foreign, *everything(), with_old=with_old)} == {ORPHAN}
    borrowed = (*foreign, "Each of them says that the other broke its word.")
    assert {a.status for a in ask(borrowed, *everything())} == {ORPHAN}


def test_a_translation_gets_nothing(with_old: bool) -> None:
    german = (
        "Die beiden Städte streiten seit dreißig Jahren über den Hafen. Jede sagt, die andere habe ihr Wort gebrochen.",
        "Im Frühjahr versprach die Bürgermeisterin von Alba, das nördliche Tor zu öffnen. Niemand fragte nach Lampen.",
    )
    assert {a.status for a in ask(german, *everything(), with_old=with_old)} == {ORPHAN}


def test_what_was_never_there_is_an_orphan_that_says_why() -> None:
    answers = ask(OLD, Anchor(0), Anchor(6), Anchor(-1), Anchor(2, 9), Anchor(2, 0), Anchor(10**9, None, "x"))
    assert {a.status for a in answers} == {ORPHAN}
    assert answers[1].why == "the old text has 5 passages, and this is none of them"
    assert answers[3].why == "passage 2 of the old text has 3 sentences, and this is none of them"


def test_words_that_the_passage_never_had_fall_back_to_it(with_old: bool) -> None:
    answers = ask(
        OLD, Anchor(2, 2, "the southern gate"), Anchor(2, None, "…"), Anchor(2, 3, "of Brin"), with_old=with_old
    )
    assert [a.status for a in answers] == [CHECK, EXACT, CHECK]
    assert {a.paragraph for a in answers} == {OLD[1]}
    assert {a.span for a in answers} == {None}


# ---- look-alikes ------------------------------------------------------------------------------------------------

TWINS = (
    "The envoy of the North spoke for an hour and left without a word to the press. He promised a freeze by spring.",
    "The envoy of the South spoke for an hour and left without a word to the press. He promised a vote by autumn.",
    "The envoy of the East spoke for an hour and left without a word to the press. He promised a summit by winter.",
    "Nobody who was in the hall that evening believed any of the three, and the papers of the next day said so.",
)


def test_a_deleted_twin_does_not_move_into_the_other(with_old: bool) -> None:
    new = (TWINS[1], TWINS[2], TWINS[3])
    assert ask(new, Anchor(1), Anchor(1, 1), old=TWINS, with_old=with_old)[0].status is ORPHAN
    changed = (TWINS[1].replace("an hour", "two hours"), TWINS[2], TWINS[3])
    for answer in ask(changed, *(a for a in everything(TWINS) if a.passage == 1), old=TWINS, with_old=with_old):
        assert answer.status not in (EXACT, SAME)


def test_a_copy_beside_a_changed_sentence_is_not_taken_for_it(with_old: bool) -> None:
    """Nobody can tell whether the copy or the changed sentence is the old one."""
    changed = OLD[2].split(". ")[0].replace("summer", "winter")
    new = (*OLD[:2], f"{OLD[2]} {changed}.", *OLD[3:])
    anchors = (Anchor(3, 1), Anchor(3, 1, "a treaty on the toll"), Anchor(3, None, "Brin would sign"), Anchor(3, 2))
    copy, *words, other = (a.status for a in ask(new, *anchors, with_old=with_old))
    assert {copy, *words} == {CHECK} and other in (EXACT, SAME)


def test_a_copied_passage_that_kept_more_than_the_original_is_not_taken_for_it(with_old: bool) -> None:
    shorter = OLD[2].rpartition(". ")[0] + "."
    new = (*OLD[:2], shorter, *OLD[3:], f"{OLD[2]} {OLD[0].split('. ')[0]}.")
    assert {a.status for a in ask(new, Anchor(3), Anchor(3, 1), Anchor(3, 3), with_old=with_old)} == {CHECK}


def test_names_that_change_places_are_not_followed_in_silence(with_old: bool) -> None:
    swapped = (TWINS[0].replace("North", "South"), TWINS[1].replace("South", "North"), *TWINS[2:])
    answers = ask(swapped, Anchor(1), Anchor(2), Anchor(1, 2), Anchor(2, 2), old=TWINS, with_old=with_old)
    assert {a.status for a in answers[:2]} == {CHECK}
    assert "by spring" in str(answers[2].sentence or answers[2].paragraph)
    assert "by autumn" in str(answers[3].sentence or answers[3].paragraph)


def test_a_sentence_of_every_passage_is_only_sure_where_its_passage_is(with_old: bool) -> None:
    stock = "The archive of the harbour office holds the minutes of this meeting."
    old = tuple(f"{text} {stock}" for text in OLD)
    new = edited(2, "Last spring", "Two springs ago", old)
    changed, kept = ask(new, Anchor(2, 4), Anchor(3, 4), old=old, with_old=with_old)
    assert (changed.status, changed.paragraph, changed.sentence) == (CHECK, new[1], stock)
    assert (kept.status, kept.paragraph) == (EXACT, new[2])


def test_a_repeated_passage_is_exact_only_as_often_as_before(with_old: bool) -> None:
    old = (OLD[0], "Nobody knows.", OLD[1], "Nobody knows.", OLD[2])
    assert {a.status for a in ask(old, Anchor(2), Anchor(4), old=old, with_old=with_old)} == {EXACT}
    once = (OLD[0], OLD[1], "Nobody knows.", OLD[2])
    assert {a.status for a in ask(once, Anchor(2), Anchor(4), old=old, with_old=with_old)} == {CHECK}


def test_an_article_of_one_sentence(with_old: bool) -> None:
    old = ("Brin would sign the pact before the regatta, according to three officials who were in the room.",)
    assert ask(old, Anchor(1, 1, "before the regatta"), old=old, with_old=with_old)[0].status is EXACT
    new = (old[0].replace("would", "would not"),)
    statuses = {
        a.status for a in ask(new, Anchor(1), Anchor(1, 1), Anchor(1, 1, "three officials"), old=old, with_old=with_old)
    }
    assert statuses <= {CHECK, ORPHAN}


def test_very_short_passages(with_old: bool) -> None:
    old = (OLD[0], "Why?", OLD[1], "It did not.", OLD[2])
    new = (OLD[0], "How?", OLD[1], "It did.", OLD[2])
    answers = ask(
        new, Anchor(2), Anchor(2, 1), Anchor(4), Anchor(4, 1), Anchor(4, 1, "It did"), old=old, with_old=with_old
    )
    assert not {EXACT, SAME} & {a.status for a in answers}


# ---- properties -------------------------------------------------------------------------------------------------

SENTENCES = st.lists(
    st.sampled_from([s for text in (*OLD, *TWINS) for s in text.replace("” ", "”. ").split(". ") if len(s) > 40]),
    min_size=1,
    max_size=5,
    unique=True,
).map(lambda parts: " ".join(f"{part.strip('.')}." for part in parts))
TEXTS = st.lists(SENTENCES, min_size=1, max_size=6).map(tuple)


@settings(max_examples=60)
@given(TEXTS)
def test_any_text_is_exact_in_itself(text: tuple[str, ...]) -> None:
    assert {answer.status for answer in ask(text, *everything(text), old=text)} == {EXACT}


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_what_is_sure_stands_there_word_for_word(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    prints = fingerprint("a", [(f"p{n}", text) for n, text in enumerate(old, 1)]).passages
    known = revision(prints, old)
    for anchor, answer in zip(everything(old), ask(new, *everything(old), old=old), strict=True):
        if answer.status in (EXACT, SAME) and anchor.sentence is not None:
            paragraph = known.new[anchor.passage - 1]
            sentence = paragraph.sentences[anchor.sentence - 1]
            assert answer.sentence == paragraph.text[sentence.start : sentence.end]


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_the_same_question_gets_the_same_answer(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert ask(new, *everything(old), old=old) == ask(new, *everything(old), old=old)

"""From a pasted text to passages and sentences: whichever way a copy travelled, it comes out the same."""

from __future__ import annotations

import textwrap

import pytest
from conftest import author_text
from hypothesis import given
from hypothesis import strategies as st
from pastes import PASSAGES, PASTES, SECTIONS, SENTENCES, STANDFIRST, TITLE, hyphenated

from reading import sketch, text
from reading.sentences import spans
from reading.splitting import outline

# ---- passages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", sorted(PASTES))
def test_every_form_of_a_paste_gives_the_same_passages(form: str) -> None:
    found = text.passages(PASTES[form]())
    assert [text.digest(passage) for passage in found] == [text.digest(p) for p in (STANDFIRST, *PASSAGES)]


@pytest.mark.parametrize("form", sorted(PASTES))
def test_every_form_of_a_paste_gives_the_same_sentences(form: str) -> None:
    tags = [[sketch.tag(s) for s in text.sentences(passage)] for passage in text.passages(PASTES[form]())]
    assert tags[1:] == [[sketch.tag(sentence) for sentence in sentences] for sentences in SENTENCES]


@pytest.mark.parametrize("form", sorted(set(PASTES) - {"browser"}))
def test_headings_stand_between_passages_and_are_none(form: str) -> None:
    assert [b.text for b in outline(PASTES[form]()) if b.heading] == [TITLE, *(title for title, _ in SECTIONS)]


CLUTTER = [
    "Read more: The lamps of Alba",
    "READ ALSO: Why the gate stays shut",
    "Related articles",
    "Share this on Facebook",
    "Sign up for our weekly letter",
    "Advertisement",
    "Photo: A. Grey / The Small Review",
    "Views expressed are of individual members and contributors, rather than the club's.",
    "This article was originally published by The Small Review.",
    "We use cookies.",
    "12 comments",
    "5 min read",
    "Listen",
    "* * *",
    "Page 3 of 14",
    "- 12 -",
    "17",
]


@pytest.mark.parametrize("clutter", CLUTTER)
def test_clutter_between_paragraphs_is_no_passage(clutter: str) -> None:
    around = "\n\n".join([PASSAGES[0], clutter, PASSAGES[1]])
    assert text.passages(around) == (PASSAGES[0], PASSAGES[1])


@pytest.mark.parametrize("clutter", [c for c in CLUTTER if c[0].isupper() and len(c) > 10] + ["17", "Page 3 of 14"])
def test_clutter_in_the_middle_of_a_sentence_does_not_divide_it(clutter: str) -> None:
    before, after = PASSAGES[2][:150].rsplit(" ", 1)[0], PASSAGES[2][len(PASSAGES[2][:150].rsplit(" ", 1)[0]) + 1 :]
    assert after[0].islower()
    assert text.passages("\n\n".join([before, clutter, after, PASSAGES[0]])) == (PASSAGES[2], PASSAGES[0])


PROSE = [
    "Share prices fell in Alba, and nobody knows why the merchants of both towns sold what they had.",
    "Print was the last thing on the mayor's mind when the ferry came in at half past two that day.",
    "Source: that was what the fishermen called the spring behind the harbour, and for good reason, since it "
    "never froze. Every boat filled its barrels there before it left, and the council paid a man to keep it clean, "
    "winter and summer, until the war.",
    "Nobody came.",
]


@pytest.mark.parametrize("paragraph", PROSE)
def test_what_only_begins_like_clutter_stays(paragraph: str) -> None:
    assert paragraph in text.passages("\n\n".join([PASSAGES[0], paragraph, PASSAGES[1]]))


# ---- sentences ------------------------------------------------------------------------------------------------------

# A stroke stands where one sentence ends and the next begins.
DIVIDED = [
    "He came. | She left! | Why? | Nobody knows… | The end.",
    "Mr. Holm met Dr. Grey, Gen. Brand and the Rev. Ash. | They talked.",
    "J. R. Holm and Kim J. U. Park spoke. | A. Grey listened.",
    "The U.S. Senate refused. | The mayor left the U.S. | The others stayed in the U.K. after all.",
    "It was in the Hon. Ada Holm's house, No. 12, Sept. 4, at 2 p.m. sharp. | Vol. 3, pp. 4-5, says so.",
    "Tolls rose by 3.5 percent, i.e. by 1.200 crowns, vs. 2 percent before. | Nobody paid.",
    "“Will he come?” Holm asked. | “He will.” | “Then we wait!”",
    "“Will he come?” | Nobody knew.",
    "She said: “The gate will stay open.” | Few believed her.",
    "She called it “a gate.” | Nobody laughed.",
    "It broke (as always.) | Then it rained.",
    "Nobody paid.[1] | Then it rained.¹² | It did.12 | It stopped.",
    "The gate … stays open. | And then?",
    "He waited ... until noon. | Then he left...",
    "Wait?! | Yes.",
    "The company Holm & Co. sells rope. | Its rival, Ash Inc., sells sails.",
    "4. The draft was long. | It had 12 pages.",
    "Is it Plan B. | Or was it?",
    "« La porte reste ouverte. » | Nobody understood.",
]


@pytest.mark.parametrize("divided", DIVIDED)
def test_sentences_end_where_a_reader_ends_them(divided: str) -> None:
    assert list(text.sentences(divided.replace(" | ", " "))) == divided.split(" | ")


def test_the_article_of_this_repository_is_divided_right() -> None:
    path = author_text()
    if path is None:
        pytest.skip("the author's text is not at hand (ARTICLE_TEXT)")
    passages = text.passages(path.read_text(encoding="utf-8"))
    assert [len(text.sentences(passage)) for passage in passages] == [2, 4, 3, 4, 3, 3, 2, 2, 3, 3, 1]
    for passage in passages:
        for sentence in text.sentences(passage):
            opened = sentence.lstrip("“\"'‘(")
            assert (opened[0].isupper() or opened[0].isdigit()) and sentence.rstrip("”\"'’)")[-1] in ".!?…"


# ---- properties -----------------------------------------------------------------------------------------------------

WORDS = [w for passage in PASSAGES for w in passage.replace("“", "").replace("”", "").split() if w.isalpha()]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=5, max_size=25).map(lambda w: f"{' '.join(w).capitalize()}.")
PARAGRAPH = st.lists(SENTENCE, min_size=2, max_size=6).map(" ".join).filter(lambda p: len(p) > 170)
TEXT = st.lists(PARAGRAPH, min_size=2, max_size=6, unique=True)


@given(TEXT, st.integers(45, 95))
def test_wrapped_and_unwrapped_texts_have_the_same_passages(paragraphs: list[str], width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert text.passages(wrapped) == tuple(paragraphs)


@given(TEXT, st.integers(45, 95))
def test_a_word_cut_at_the_end_of_a_line_is_whole_again(paragraphs: list[str], width: int) -> None:
    wrapped = "\n\n".join("\n".join(hyphenated(paragraph, width)) for paragraph in paragraphs)
    assert text.passages(wrapped) == tuple(paragraphs)


@given(TEXT)
def test_passages_divided_again_stay_as_they_are(paragraphs: list[str]) -> None:
    once = text.passages("\n".join(paragraphs))
    assert once == tuple(paragraphs) and text.passages("\n\n".join(once)) == once


@given(st.text())
def test_normalising_twice_is_normalising_once(anything: str) -> None:
    once = " ".join(text.folded(anything))
    assert " ".join(text.folded(once)) == once
    assert text.words(" ".join(text.words(anything))) == text.words(anything)


@given(st.text(alphabet=st.sampled_from('aB. ?!…”“’"()[]1\n\t\u00a0é。»«')))
def test_sentences_joined_again_are_the_paragraph(anything: str) -> None:
    end, rest = 0, []
    for start, stop in spans(anything):
        assert end <= start < stop
        rest.append(anything[end:start])
        end = stop
    assert "".join([*rest, anything[end:]]).strip() == ""


SWAPS = (("'", "’"), ('"', "”"), ("-", "\u2010"), (" ", "\u00a0"), ("fi", "ﬁ"), ("a", "a\u00ad"), ("e", "e\u200b"))


@given(SENTENCE, st.lists(st.sampled_from(SWAPS), unique=True), st.booleans())
def test_a_tag_is_blind_to_typography(sentence: str, swaps: list[tuple[str, str]], quoted: bool) -> None:
    typeset = f"“{sentence}”" if quoted else sentence
    for plain, fine in swaps:
        typeset = typeset.replace(plain, fine)
    assert sketch.tag(typeset) == sketch.tag(sentence)


@given(SENTENCE, st.sampled_from(["not", "never", "3.5", "%"]), st.data())
def test_a_tag_sees_every_word_that_changes_what_is_said(sentence: str, added: str, data: st.DataObject) -> None:
    words = sentence.split()
    at = data.draw(st.integers(1, len(words) - 1))
    assert sketch.tag(" ".join([*words[:at], added, *words[at:]])) != sketch.tag(sentence)


@pytest.mark.parametrize("blank", ["", "\ufeff", " \n\t\n", "\u200b\n\u200b"])
def test_a_text_without_a_letter_has_no_passage(blank: str) -> None:
    assert text.passages(blank) == ()

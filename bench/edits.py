"""What editors, publishers and adversaries do to a text: each edit moves, changes, adds or deletes words of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import texts
from revisions import Paragraph, Sentence, Text, Word, fresh

Edit = Callable[[random.Random, Text], None]

SPELLINGS = (
    ("favour", "favor"), ("colour", "color"), ("labour", "labor"), ("harbour", "harbor"), ("neighbour", "neighbor"),
    ("programme", "program"), ("defence", "defense"), ("organise", "organize"), ("realise", "realize"),
    ("analyse", "analyze"), ("denuclearisation", "denuclearization"), ("favourable", "favorable"),
)  # fmt: skip
OPPOSITES = (
    ("North", "South"), ("accepted", "rejected"), ("signed", "refused"), ("first", "last"), ("before", "after"),
    ("Kim", "Lee"), ("Washington", "Pyongyang"), ("Alba", "Brin"), ("more", "less"), ("can", "cannot"),
)  # fmt: skip
FILLER = (
    "lamp",
    "river",
    "early",
    "seldom",
    "paper",
    "window",
    "copper",
    "quiet",
    "winter",
    "seven",
    "ladder",
    "gently",
)


# ---- what they pick ---------------------------------------------------------------------------------------------


def _paragraph(rng: random.Random, text: Text) -> Paragraph:
    return rng.choice(text)


def _sentence(rng: random.Random, text: Text) -> Sentence:
    return rng.choice(_paragraph(rng, text).sentences)


def _change(word: Word, new: str) -> None:
    """Another word in its place, with the punctuation that the old one had."""
    core = re.fullmatch(r"(\W*)(.*?)(\W*)", word.text, re.S)
    word.text = f"{core[1]}{new}{core[3]}" if core else new
    word.changed = True


def _core(word: Word) -> str:
    return word.text.strip(".,;:–—()“”‘’\"'!?")


# ---- small edits of words ---------------------------------------------------------------------------------------


def typo(rng: random.Random, text: Text) -> None:
    word = rng.choice(_sentence(rng, text).words)
    core = _core(word)
    if len(core) > 3 and core.isalpha():
        n = rng.randrange(1, len(core) - 1)
        _change(
            word, rng.choice((core[:n] + core[n + 1 :], core[:n] + core[n] + core[n:], core[:n] + "x" + core[n + 1 :]))
        )


def spelling(rng: random.Random, text: Text) -> None:
    """British to American, everywhere; what is named stays what it is."""
    for paragraph in text:
        for sentence in paragraph.sentences:
            for word in sentence.words:
                for british, american in SPELLINGS:
                    if _core(word).lower() in (british, f"{british}s", f"{british}d"):
                        word.text = word.text.replace(british[1:], american[1:])


def negate(rng: random.Random, text: Text) -> None:
    sentence = _sentence(rng, text)
    for n, word in enumerate(sentence.words):
        if word.text == "not" and n:
            del sentence.words[n]
            return
        if word.text in ("would", "will", "is", "has", "may", "could", "should", "was", "were", "are", "had"):
            if n + 1 < len(sentence.words) and sentence.words[n + 1].text == "not":
                continue
            sentence.words.insert(n + 1, Word("not"))
            return
    sentence.words.insert(rng.randrange(1, len(sentence.words) + 1) - 1 or 1, Word("never"))


def number(rng: random.Random, text: Text) -> None:
    sentences = [s for paragraph in text for s in paragraph.sentences if any(c.isdigit() for c in str(s))]
    if sentences:
        words = [w for w in rng.choice(sentences).words if any(c.isdigit() for c in w.text)]
        word = rng.choice(words)
        digit = rng.choice([n for n, c in enumerate(word.text) if c.isdigit()])
        word.text = word.text[:digit] + str((int(word.text[digit]) + rng.randint(1, 8)) % 10) + word.text[digit + 1 :]
        word.changed = True


def opposite(rng: random.Random, text: Text) -> None:
    """One name or word for its contrary, in one sentence."""
    pairs = dict(OPPOSITES) | {b: a for a, b in OPPOSITES}
    hits = [w for paragraph in text for s in paragraph.sentences for w in s.words if _core(w) in pairs]
    if hits:
        word = rng.choice(hits)
        _change(word, pairs[_core(word)])


def swap_names(rng: random.Random, text: Text) -> None:
    """Two names change places in the whole text."""
    one, other = rng.choice(OPPOSITES)
    for paragraph in text:
        for sentence in paragraph.sentences:
            for word in sentence.words:
                if _core(word) in (one, other):
                    _change(word, other if _core(word) == one else one)


def reword(rng: random.Random, text: Text, share: float = 0.0) -> None:
    """Some words of a sentence for others."""
    _reword(rng, _sentence(rng, text), share or rng.uniform(0.1, 0.5))


def _reword(rng: random.Random, sentence: Sentence, share: float) -> None:
    for word in sentence.words:
        if rng.random() < share and _core(word):
            _change(word, rng.choice(FILLER))


def rewrite(rng: random.Random, text: Text) -> None:
    """Every sentence of a paragraph edited."""
    share = rng.uniform(0.08, 0.3)
    for sentence in _paragraph(rng, text).sentences:
        _reword(rng, sentence, share)


# ---- sentences --------------------------------------------------------------------------------------------------


def add_sentence(rng: random.Random, text: Text) -> None:
    sentences = _paragraph(rng, text).sentences
    sentences.insert(rng.randint(0, len(sentences)), fresh([texts.sentence(rng)])[0])


def remove_sentence(rng: random.Random, text: Text) -> None:
    paragraph = _paragraph(rng, text)
    if len(paragraph.sentences) > 1:
        del paragraph.sentences[rng.randrange(len(paragraph.sentences))]


def move_sentence(rng: random.Random, text: Text) -> None:
    paragraph, target = _paragraph(rng, text), _paragraph(rng, text)
    if len(paragraph.sentences) > 1:
        sentence = paragraph.sentences.pop(rng.randrange(len(paragraph.sentences)))
        target.sentences.insert(rng.randint(0, len(target.sentences)), sentence)


def swap_sentences(rng: random.Random, text: Text) -> None:
    one, other = _paragraph(rng, text), _paragraph(rng, text)
    a, b = rng.randrange(len(one.sentences)), rng.randrange(len(other.sentences))
    if one is not other:
        one.sentences[a], other.sentences[b] = other.sentences[b], one.sentences[a]


def copy_sentence(rng: random.Random, text: Text) -> None:
    """A sentence said once more, elsewhere; half the time the first one is then changed."""
    original = _sentence(rng, text)
    copy = Sentence([Word(word.text) for word in original.words])
    target = _paragraph(rng, text).sentences
    target.insert(rng.randint(0, len(target)), copy)
    if rng.random() < 0.5:
        _reword(rng, original, 0.15)


def copy_phrase(rng: random.Random, text: Text) -> None:
    """Some words of one sentence said in another too."""
    source, target = _sentence(rng, text).words, _sentence(rng, text).words
    start = rng.randrange(max(1, len(source) - 6))
    phrase = [Word(_core(word)) for word in source[start : start + rng.randint(3, 6)] if _core(word)]
    at = rng.randint(1, max(1, len(target) - 1))
    target[at:at] = phrase


# ---- paragraphs -------------------------------------------------------------------------------------------------


def split(rng: random.Random, text: Text) -> None:
    paragraph = _paragraph(rng, text)
    if len(paragraph.sentences) > 1:
        cut = rng.randrange(1, len(paragraph.sentences))
        second = Paragraph(paragraph.sentences[cut:], set(paragraph.origins))
        del paragraph.sentences[cut:]
        text.insert(text.index(paragraph) + 1, second)


def merge(rng: random.Random, text: Text) -> None:
    if len(text) > 1:
        n = rng.randrange(len(text) - 1)
        text[n].sentences += text[n + 1].sentences
        text[n].origins |= text[n + 1].origins
        del text[n + 1]


def insert(rng: random.Random, text: Text) -> None:
    new = Paragraph(fresh(texts.sentence(rng) for _ in range(rng.randint(1, 5))))
    text.insert(rng.randint(0, len(text)), new)


def delete(rng: random.Random, text: Text) -> None:
    if len(text) > 1:
        del text[rng.randrange(len(text))]


def standfirst(rng: random.Random, text: Text) -> None:
    del rng
    if len(text) > 1:
        del text[0]


def reorder(rng: random.Random, text: Text) -> None:
    if rng.random() < 0.3:
        rng.shuffle(text)
    else:
        text.insert(rng.randrange(len(text)), text.pop(rng.randrange(len(text))))


def near_copy(rng: random.Random, text: Text) -> None:
    """A paragraph that copies most of another; half the time the other is changed or deleted.

    Where the other is deleted, the copy is what became of it: the same text comes of moving and editing it.
    """
    original = _paragraph(rng, text)
    fate = rng.random()
    if fate < 0.25:
        text.remove(original)
        for sentence in original.sentences:
            _reword(rng, sentence, rng.choice((0, 0.1)))
        text.insert(rng.randint(0, len(text)), original)
        return
    copied = texts.near_copy(rng, [str(sentence) for sentence in original.sentences])
    text.insert(rng.randint(0, len(text)), Paragraph(fresh(copied)))
    if fate < 0.5:
        _reword(rng, rng.choice(original.sentences), 0.2)


# ---- the whole text ---------------------------------------------------------------------------------------------


def foreign(rng: random.Random, text: Text) -> None:
    """Another article."""
    text[:] = [Paragraph(fresh(paragraph)) for paragraph in texts.made_up(rng, "plain")]


def translate(rng: random.Random, text: Text) -> None:
    """All words for others; numbers and some names stay. Not the passages that notes were made on any more."""
    for paragraph in text:
        _translate(rng, paragraph)


def translate_one(rng: random.Random, text: Text) -> None:
    """One paragraph in other words throughout."""
    _translate(rng, _paragraph(rng, text))


def _translate(rng: random.Random, paragraph: Paragraph) -> None:
    for sentence in paragraph.sentences:
        for word in sentence.words:
            letters = "".join(c for c in word.text if c.isalpha())
            if letters and not (letters[0].isupper() and rng.random() < 0.5):
                _change(word, letters[::-1].lower() + "en")
            word.changed = True


STYLES: tuple[Callable[[str], str], ...] = (
    lambda t: t.translate(str.maketrans("“”‘’–—", "\"\"''--")),
    lambda t: t.replace(" ", "\u00a0"),
    lambda t: re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", t),
    lambda t: t.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    lambda t: re.sub(r"(\w)(\W|$)", "\\1\u200b\\2", t),
    lambda t: t.replace("–", "—").replace("“", "«").replace("”", "»"),
)


def typography(rng: random.Random, text: Text) -> None:
    """Quotation marks, dashes, spaces, hyphens and ligatures of another house; what is named stays what it is."""
    style = rng.choice(STYLES)
    for paragraph in text:
        for sentence in paragraph.sentences:
            for word in sentence.words:
                word.text = style(word.text)


KINDS: dict[str, Edit] = {
    "typo fixed": typo,
    "spelling": spelling,
    "typography": typography,
    "negation": negate,
    "number": number,
    "contrary word": opposite,
    "names swapped": swap_names,
    "reworded": reword,
    "rewritten": rewrite,
    "sentence added": add_sentence,
    "sentence removed": remove_sentence,
    "sentence moved": move_sentence,
    "sentences swapped": swap_sentences,
    "sentence copied": copy_sentence,
    "phrase copied": copy_phrase,
    "split": split,
    "merged": merge,
    "inserted": insert,
    "deleted": delete,
    "standfirst dropped": standfirst,
    "reordered": reorder,
    "near copy": near_copy,
    "translated": translate_one,
    "translation": translate,
    "another article": foreign,
}
EVERYDAY = [kind for kind in KINDS if kind not in ("translation", "another article")]

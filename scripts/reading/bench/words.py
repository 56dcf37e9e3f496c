"""Made-up words, the same every time: texts for a library that nobody wrote."""

from __future__ import annotations

import random

ONSETS = "b br d dr f g gr h k kl l m n p pl r s st t tr v".split()  # noqa: SIM905
VOWELS = "a e i o u ai ea ou".split()  # noqa: SIM905
CODAS = "l m n nd r rk s st t".split()  # noqa: SIM905
VOCABULARY = 6000


class Words:
    """A speaker of a language of its own: few words come often and most come rarely, as in any language."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def below(self, number: int) -> int:
        """A whole number from 0 to `number - 1`; `random()` is the one method whose results Python promises to keep."""
        return int(self.random.random() * number)

    def word(self) -> str:
        return word(int(VOCABULARY * self.random.random() ** 2.5))

    def words(self, number: int) -> str:
        return " ".join(self.word() for _ in range(number))

    def title(self, number: int = 4) -> str:
        return self.words(number).capitalize()

    def text(self, sentences: int) -> str:
        """Sentences of 8 to 17 words; one in three holds a quotation, an emphasis or an apostrophe."""
        return " ".join(self._sentence() for _ in range(sentences))

    def _sentence(self) -> str:
        words = [self.word() for _ in range(8 + self.below(10))]
        odd, at = self.below(9), 1 + self.below(len(words) - 3)
        if odd == 0:
            words[at : at + 2] = [f"“{words[at]} {words[at + 1]}”"]
        elif odd == 1:
            words[at] = f"*{words[at]}*"
        elif odd == 2:
            words[at] = f"{words[at]}'s"
        return f"{' '.join(words)}.".capitalize()


def word(number: int) -> str:
    """The word of a number: two syllables, then three."""
    syllables = []
    number += len(ONSETS) * len(VOWELS)
    while number:
        number, onset = divmod(number, len(ONSETS))
        number, vowel = divmod(number, len(VOWELS))
        syllables.append(ONSETS[onset] + VOWELS[vowel])
    return "".join(syllables) + CODAS[sum(map(len, syllables)) % len(CODAS)]

"""Folds British and American spellings into one, so that copies edited in London and in Washington carry the same tags.

Folding never makes one common word of two: where a general ending would (“four” and “for”, “raised” and “razed”),
the stems are written out. The rules belong to `text.NORM`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .characters import listed

OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|endeav|enam|fav|ferv|flav|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|"
    "sav|savi|splend|succ|tum|val|vap|vig"
)
RE = "calib|cent|fib|lit|lust|meag|met|sepulch|somb|spect|theat"
LL = (
    "cancel|channel|counsel|dial|equal|fuel|funnel|initial|jewel|label|level|libel|marshal|marvel|model|panel|quarrel|"
    "rival|shovel|signal|snivel|spiral|total|travel|tunnel|unravel"
)
WORDS = {
    "acknowledgement": "acknowledgment",
    "afterwards": "afterward",
    "ageing": "aging",
    "aluminium": "aluminum",
    "amongst": "among",
    "archaeology": "archeology",
    "artefact": "artifact",
    "artefacts": "artifacts",
    "defences": "defenses",
    "defence": "defense",
    "defenceless": "defenseless",
    "distil": "distill",
    "encyclopaedia": "encyclopedia",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "fulfil": "fulfill",
    "fulfils": "fulfills",
    "fulfilment": "fulfillment",
    "grey": "gray",
    "instalment": "installment",
    "instalments": "installments",
    "jewellery": "jewelry",
    "judgement": "judgment",
    "judgements": "judgments",
    "licence": "license",
    "licences": "licenses",
    "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers",
    "mould": "mold",
    "offence": "offense",
    "offences": "offenses",
    "plough": "plow",
    "pretence": "pretense",
    "programme": "program",
    "programmes": "programs",
    "sceptic": "skeptic",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "sceptics": "skeptics",
    "skilful": "skillful",
    "skilfully": "skillfully",
    "towards": "toward",
    "whilst": "while",
    "wilful": "willful",
}
_OUR = re.compile(rf"((?:{OUR}))our(?=$|s$|ed$|ing$|able$|ably$|ful$|hood|less$|ly$|al$|ally$|ite|er|ist)")
_IS = re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)")
_YS = re.compile(r"(?<=l)ys(?=(?:e|ed|es|er|ers|ing)$)")
_RE = re.compile(rf"((?:{RE}))re(?=$|s$)")
_RED = re.compile(rf"((?:{RE}))red$")
_LL = re.compile(rf"((?:un)?(?:{LL}))l(?=ed$|ing$|er$|ers$|or$|ors$)")
_LOGUE = re.compile(r"(?<=[a-z]{2}log)ue(?=$|s$)")

# Words that say little of what a text is about; the sketch leaves them out.
COMMON = listed(
    """a about after again against all also although always am among an and another any are as at away back be because
    been before being between both but by can could did do does doing done down during each either else even ever
    every few for from further had has have having he her here hers herself him himself his how however i if in
    indeed into is it its itself just least less let like made make many may me might more most much must my myself
    neither never no nor not now of off often on once one only or other others our ours out over own per perhaps
    quite rather said same say says shall she should since so some still such than that the their theirs them
    themselves then there therefore these they this those though through thus to too under until up upon us very was
    we well were what when where whether which while who whom whose why will with within without would yet you
    your yours"""
)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """One lower-case word in the one spelling that both sides of the Atlantic share here."""
    if word in WORDS:
        return WORDS[word]
    if len(word) < 5 or not word.isascii():
        return word
    word = _OUR.sub(r"\1or", word, count=1) if "our" in word else word
    word = _RED.sub(r"\1ered", _RE.sub(r"\1er", word))
    word = _LL.sub(r"\1", word)
    return _LOGUE.sub("", _YS.sub("yz", _IS.sub("iz", word)))

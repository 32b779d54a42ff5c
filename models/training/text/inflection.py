"""The forms of English words: rules of spelling, and tables (words/irregular.txt) of what they get wrong.

A word may be a compound, written with underscores: of a noun the last part is inflected ("hair_dryers"), of a verb the
first ("turned_on").
"""

import re
from collections.abc import Callable

from training.text.sections import read_sections

_IRREGULAR = {name: [line.split() for line in lines] for name, lines in read_sections("irregular.txt").items()}
_PLURALS = {singular: plural for singular, plural in _IRREGULAR["plurals"]}
_PASTS = {base: (past, participle) for base, past, participle in _IRREGULAR["verbs"]}
_COMPARISONS = {positive: (more, most) for positive, more, most in _IRREGULAR["comparisons"]}
_ADVERBS = {adjective: adverb for adjective, adverb in _IRREGULAR["adverbs"]}
_DOUBLED = {base for (base,) in _IRREGULAR["doubling"]}

_SIBILANT = re.compile(r"(s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_ONE_SHORT_SYLLABLE = re.compile(r"^(qu|[^aeiou])*[aeiou][^aeiouwxy]$")
# Where spelling and sound disagree about the vowel at the beginning.
_SILENT_H = re.compile(r"^(hour|hon(or|est)|heir|herb)")
_CONSONANT_SOUND = re.compile(r"^(uni([^nm]|$)|use|usu|uti|eu|ewe|ura|uk[ru]|uru|uga|uto|utah|one$|once)")
_LETTERS_WITH_VOWEL_SOUND = frozenset("aefhilmnorsx")


def _last_part(inflect: Callable[[str], str]) -> Callable[[str], str]:
    def inflected(compound: str) -> str:
        head, underscore, last = compound.rpartition("_")
        return head + underscore + inflect(last)

    return inflected


def _first_part(inflect: Callable[[str], str]) -> Callable[[str], str]:
    def inflected(compound: str) -> str:
        first, underscore, rest = compound.partition("_")
        return inflect(first) + underscore + rest

    return inflected


def _with_s(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def plural(noun: str) -> str:
    return _PLURALS.get(noun) or _plural_of_last(noun)


_plural_of_last = _last_part(lambda word: _PLURALS.get(word) or _with_s(word))


def _stem(verb: str) -> str:
    """What -ed and -ing are added to, as far as it is the same: "stopp", "panick"."""
    if verb in _DOUBLED or _ONE_SHORT_SYLLABLE.match(verb):
        return verb + verb[-1]
    return verb + "k" if verb.endswith("ic") else verb


@_first_part
def third_person(verb: str) -> str:
    """As after "she"."""
    if verb == "have":
        return "has"
    return verb + "es" if verb.endswith("o") else _with_s(verb)


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if _CONSONANT_Y.search(verb) else _stem(verb) + "ed"


@_first_part
def past(verb: str) -> str:
    return _PASTS[verb][0] if verb in _PASTS else _regular_past(verb)


@_first_part
def participle(verb: str) -> str:
    """As after "has" and "was"."""
    return _PASTS[verb][1] if verb in _PASTS else _regular_past(verb)


@_first_part
def gerund(verb: str) -> str:
    """The form in -ing."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return _stem(verb) + "ing"


def _graded(adjective: str, ending: str) -> str:
    if adjective.endswith("e"):
        return adjective + ending[1:]
    if _CONSONANT_Y.search(adjective) and adjective not in ("shy", "sly"):
        return adjective[:-1] + "i" + ending
    return (adjective + adjective[-1] if _ONE_SHORT_SYLLABLE.match(adjective) else adjective) + ending


def comparative(adjective: str) -> str:
    return _COMPARISONS[adjective][0] if adjective in _COMPARISONS else _graded(adjective, "er")


def superlative(adjective: str) -> str:
    return _COMPARISONS[adjective][1] if adjective in _COMPARISONS else _graded(adjective, "est")


def adverb(adjective: str) -> str:
    """The adverb in -ly, or what is said in its stead."""
    if adjective in _ADVERBS:
        return _ADVERBS[adjective]
    if adjective.endswith("ic"):
        return adjective + "ally"
    if _CONSONANT_Y.search(adjective):
        return adjective[:-1] + "ily"
    if re.search(r"[^aeiou]le$", adjective):
        return adjective[:-1] + "y"
    return adjective + "ly"


def article(phrase: str) -> str:
    """ "a" or "an", as the sound at the beginning of the phrase wants it."""
    word = phrase.split("_")[0].split(" ")[0]
    if len(word) == 1:
        return "an" if word in _LETTERS_WITH_VOWEL_SOUND else "a"
    if _SILENT_H.match(word):
        return "an"
    return "an" if word[0] in "aeiou" and not _CONSONANT_SOUND.match(word) else "a"

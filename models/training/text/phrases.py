"""Noun phrases, adjectives, and phrases of place."""

from training.text import figures
from training.text.choices import Choices
from training.text.inflection import article
from training.text.lexicon import Adjective, Noun
from training.text.talk import OBJECT_OF, POSSESSIVE_OF, NounPhrase, Talk

_SINGULAR_OF_PLURALS = ("one of the", "each of the")
_PEOPLE = ("role", "family", "group")
PRONOUNS = Choices([("i", 30), ("you", 12), ("we", 14), ("they", 10), ("he", 11), ("she", 11)])
_PRONOUNS_OF_THINGS = Choices(
    [(NounPhrase(text, "it"), 1) for text in ("it", "it", "it", "that", "this", "everything")]
    + [(NounPhrase("they", "they"), 1)]
)


# Nouns.


def name(talk: Talk) -> str:
    """Of a person; at times the last name too."""
    names, chance = talk.lexicon.names, talk.rng.random()
    if chance < 0.8:
        return talk.draw(names["first"])
    return f"{talk.draw(names['first']) if chance < 0.92 else talk.formula('title')} {talk.draw(names['last'])}"


def owner(talk: Talk) -> str:
    """Whose something is: "anna's", "my brother's"."""
    if talk.chance(0.6):
        return talk.draw(talk.lexicon.names["first"]) + "'s"
    whose = "the" if talk.chance(0.15) else talk.formula("possessive")
    return f"{whose} {talk.draw(talk.lexicon.countable['person']).singular}'s"


def determined(talk: Talk, kind_of: str, words: str) -> tuple[str, str]:
    """A determiner of that section of formulas.txt, and both it and the words."""
    determiner = talk.formula(kind_of)
    return determiner, f"{_spelled_out(talk, determiner, words)} {words}"


def _spelled_out(talk: Talk, determiner: str, words: str) -> str:
    match determiner:
        case "+":
            return talk.formula("possessive")
        case "'s":
            return owner(talk)
        case "*":
            return figures.count(talk.rng)
        case "a" | "such a" | "quite a":
            return determiner[:-1] + article(words)
        case _:
            return determiner


def attributed(talk: Talk, noun: str, kind: str) -> str:
    """A noun and, at times, what stands right before it."""
    if talk.chance(0.04):
        noun = f"{talk.draw(talk.lexicon.countable['thing']).singular} {noun}"
    return f"{_attribute(talk, kind)} {noun}" if talk.chance(0.24) else noun


def _attribute(talk: Talk, kind: str) -> str:
    each, chance = adjective(talk, kind), talk.rng.random()
    if each.gradable and chance < 0.1:
        return f"{talk.one_of(('very', 'really', 'pretty', 'rather', 'so'))} {each.positive}"
    if each.superlative and chance < 0.18:
        return talk.one_of((each.comparative, each.superlative))
    return f"{each.positive} {adjective(talk, kind).positive}" if chance > 0.93 else each.positive


def with_article(talk: Talk, kind: str) -> str:
    """ "a cup", "an old cup"."""
    words = attributed(talk, talk.draw(talk.lexicon.countable[kind]).singular, kind)
    return f"{article(words)} {words}"


def indefinite(talk: Talk, kind: str) -> NounPhrase:
    """ "a cup", "some cups", "three big cups", "no water": what "there is" introduces."""
    noun = talk.draw(talk.lexicon.nouns[kind])
    if noun.plural and (not noun.singular or talk.chance(0.4)):
        return NounPhrase(determined(talk, "several", attributed(talk, noun.plural, kind))[1], "they")
    return NounPhrase(
        determined(talk, "single" if noun.plural else "uncounted", attributed(talk, noun.singular, kind))[1], "it"
    )


def _nominal(talk: Talk, noun: Noun) -> NounPhrase:
    if noun.plural and (not noun.singular or talk.chance(0.32)):
        determiner, phrase = determined(talk, "plural", attributed(talk, noun.plural, noun.kind))
        return NounPhrase(phrase, "one" if determiner in _SINGULAR_OF_PLURALS else "they")
    words = attributed(talk, noun.singular, noun.kind)
    if noun.kind == "family":
        phrase = determined(talk, "possessive", words)[1]
    else:
        phrase = determined(talk, "singular" if noun.plural else "mass", words)[1]
    return NounPhrase(phrase, "one" if noun.kind in _PEOPLE else "it")


def described(talk: Talk, kind: str) -> NounPhrase:
    """A noun phrase that has a noun in it."""
    phrase = _nominal(talk, talk.draw(talk.lexicon.nouns[kind]))
    if talk.depth < 3 and talk.chance(0.1):
        return NounPhrase(f"{phrase.text} {_afterthought(talk)}", phrase.person)
    return phrase


def _afterthought(talk: Talk) -> str:
    chance = talk.rng.random()
    if chance < 0.35:
        return where(talk)
    if chance < 0.6:
        return f"of {_nominal(talk, talk.draw(talk.lexicon.nouns['any'])).text}"
    if chance < 0.8:
        preposition = talk.one_of(("with", "without", "for", "from", "about", "like"))
        return f"{preposition} {_nominal(talk, talk.draw(talk.lexicon.nouns['thing'])).text}"
    return f"from {talk.draw(talk.lexicon.places['city'])}"


def object_of(talk: Talk, kind: str, person: str = "") -> str:
    """A noun phrase that isn't the subject; `person` is the subject's, lest both be the same."""
    chance = talk.rng.random()
    if kind == "person" and chance < 0.56:
        return _somebody(talk, person)
    if kind != "person" and chance < 0.12:
        return talk.formula("anything")
    if chance > 0.97:
        return f"{described(talk, kind).text} {talk.one_of(('and', 'and', 'or'))} {described(talk, kind).text}"
    return described(talk, kind).text


def _somebody(talk: Talk, person: str) -> str:
    chance = talk.rng.random()
    if chance < 0.65:
        return talk.one_of([word for who, word in OBJECT_OF.items() if who not in (person, "it")])
    return name(talk) if chance < 0.93 else talk.formula("everybody")


def subject(talk: Talk, kind: str) -> NounPhrase:
    chance = talk.rng.random()
    if kind != "person":
        return talk.draw(_PRONOUNS_OF_THINGS) if chance < 0.3 else described(talk, kind)
    if chance < 0.62:
        pronoun = talk.draw(PRONOUNS)
        return NounPhrase(pronoun, pronoun)
    if chance < 0.74:
        return NounPhrase(name(talk), "one")
    if chance < 0.78:
        return NounPhrase(talk.one_of(("everyone", "someone", "nobody", "everybody", "somebody")), "one")
    if chance < 0.81:
        return NounPhrase(f"{name(talk)} and {'i' if talk.chance(0.5) else name(talk)}", "they")
    return described(talk, "person" if chance < 0.97 else "group")


def possessed(talk: Talk, kind: str, person: str) -> str:
    """Something of the subject's own: "my keys", "her left arm"."""
    noun = talk.draw(talk.lexicon.countable[kind])
    if kind == "body" and talk.chance(0.4):
        return f"{POSSESSIVE_OF[person]} {talk.one_of(('left', 'right'))} {noun.singular}"
    return f"{POSSESSIVE_OF[person]} {noun.plural if talk.chance(0.3) else noun.singular}"


# Adjectives.


def adjective(talk: Talk, kind: str) -> Adjective:
    """One that goes with nouns of that class."""
    return talk.draw(talk.lexicon.adjectives[kind])


def qualified(talk: Talk, kind: str) -> str:
    """An adjective as it follows "is"."""
    each, chance = adjective(talk, kind), talk.rng.random()
    if not each.gradable or chance < 0.5:
        return each.positive
    if chance < 0.78:
        return f"{talk.draw(talk.lexicon.adverbs['degree'])} {each.positive}"
    if chance < 0.82:
        return f"{each.positive} and {adjective(talk, kind).positive}"
    return f"{each.positive} enough" if chance < 0.85 else _compared(talk, each, kind)


def _compared(talk: Talk, each: Adjective, kind: str) -> str:
    """ "bigger than mine", "as big as a house", "more careful"."""
    other = object_of(talk, kind) if talk.chance(0.4) else talk.formula("than")
    chance = talk.rng.random()
    if chance < 0.25:
        return f"{talk.formula('as')} {each.positive} as {other}"
    more = each.comparative or f"{'less' if chance < 0.35 else 'more'} {each.positive}"
    return f"{talk.formula('much more')} {more} {f'than {other}' if talk.chance(0.75) else ''}"


def superlative(talk: Talk, kind: str) -> str:
    each = adjective(talk, kind)
    return each.superlative or f"{talk.one_of(('most', 'most', 'least'))} {each.positive}"


# Places.

_REST = (
    ("place_at", "at"),
    ("place_at", "at"),
    ("place_in", "in"),
    ("room", "in"),
    ("place_on", "on"),
    ("nature", "in"),
)
_SUPPORTS = ("furniture", "vehicle", "object", "building_part")
_THE = ("the", "the", "the", "the", "my", "your", "our", "their", "this", "that")


def _place(talk: Talk, kind: str) -> str:
    return f"{talk.one_of(_THE)} {attributed(talk, talk.draw(talk.lexicon.countable[kind]).singular, kind)}"


def _proper_place(talk: Talk) -> str:
    return talk.draw(talk.lexicon.places[talk.one_of(("city", "city", "country", "region"))])


def where(talk: Talk) -> str:
    """At rest: "in the kitchen", "near the bank"."""
    chance = talk.rng.random()
    if chance < 0.5:
        kind, preposition = talk.one_of(_REST)
        return f"{preposition} {_place(talk, kind)}"
    if chance < 0.66:
        return f"{talk.formula('near')} {_place(talk, talk.one_of(('place', 'room', *_SUPPORTS)))}"
    if chance < 0.74:
        return f"{talk.one_of(('in', 'on', 'under'))} {_place(talk, talk.one_of(_SUPPORTS))}"
    if chance < 0.82:
        return f"in {_proper_place(talk)}"
    return talk.draw(talk.lexicon.adverbs["place"]) if chance < 0.92 else talk.formula("set place")


def toward(talk: Talk) -> str:
    """In motion: "to the station", "through the park"."""
    chance = talk.rng.random()
    if chance < 0.55:
        return f"{talk.formula('direction')} {_place(talk, 'place' if chance < 0.45 else 'way')}"
    if chance < 0.72:
        return f"{talk.one_of(('to', 'to', 'from', 'through'))} {_proper_place(talk)}"
    if chance < 0.9:
        return talk.formula("set direction")
    return f"to {owner(talk)} {talk.formula('owned place')}"

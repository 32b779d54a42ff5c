"""Whole utterances made of clauses: questions, requests, several clauses joined, lists, what others said."""

from collections.abc import Callable

from training.text import phrases
from training.text.choices import Choices
from training.text.clauses import (
    DONE_TO,
    adjunct,
    being,
    clause,
    doing,
    done_to,
    told,
    verb_phrase,
    wanting,
    whether,
)
from training.text.lexicon import BE
from training.text.phrases import PRONOUNS
from training.text.talk import NounPhrase, Talk
from training.text.verbs import Finite, finite

Saying = Callable[[Talk], str]


# Questions.


def _asked(talk: Talk) -> Finite:
    return talk.one_of((doing, doing, doing, being, being, done_to))(talk, "")


def _yes_or_no(talk: Talk) -> str:
    done = _asked(talk)
    asked = done.negative_question() if talk.chance(0.1) else done.question("ever" if talk.chance(0.03) else "")
    return f"{asked} {adjunct(talk, done.about)}"


def _when_or_why(talk: Talk) -> str:
    return f"{talk.formula('asking when')} {doing(talk, '').question()}"


def _what(talk: Talk) -> str:
    """The object is asked for: "which shirt did you wash"."""
    kind = talk.one_of(DONE_TO)
    done = wanting(talk, kind, talk.draw(PRONOUNS))
    return f"{_object_asked_for(talk, kind)} {done.question()} {adjunct(talk, done.about)}"


def _object_asked_for(talk: Talk, kind: str) -> str:
    noun = talk.draw(talk.lexicon.nouns[kind])
    one = noun.singular or noun.plural
    if kind == "role":
        return talk.one_of(("who", "who", f"which {one}", f"how many {noun.plural}"))
    how_many = f"how many {noun.plural}" if noun.plural else f"how much {noun.singular}"
    return talk.one_of(("what", "what", "which one", f"which {one}", f"what kind of {one}", how_many))


def _who(talk: Talk) -> str:
    """The subject is asked for."""
    which = f"which {talk.draw(talk.lexicon.countable['person']).singular}"
    who = talk.one_of(("who", "who", "who", "who else", "what", which))
    return told(talk, doing(talk, "", NounPhrase(who, "one")))


def _tagged(talk: Talk) -> str:
    """ "you like it don't you"."""
    done, negative = _asked(talk), talk.chance(0.3)
    if talk.chance(0.2):
        return f"{done.statement(talk)} {talk.formula('right')}"
    return f"{done.negative(talk) if negative else done.statement(talk)} {done.tag(negative)}"


def _how_much(talk: Talk) -> str:
    kind = talk.one_of(("thing", "place", "matter", "person"))
    done = finite(talk, phrases.subject(talk, kind), BE, "", talk.one_of(("simple present", "simple past")))
    return f"how {phrases.adjective(talk, kind).positive} {done.question()}"


_QUESTIONS: Choices[Saying] = Choices(
    [
        (_yes_or_no, 34),
        (_when_or_why, 16),
        (_what, 14),
        (_who, 8),
        (_tagged, 8),
        (lambda talk: f"{talk.formula('asking about')} {whether(talk)}", 12),
        (_how_much, 4),
    ]
)


def question(talk: Talk) -> str:
    return talk.draw(_QUESTIONS)(talk)


# Requests, joined clauses, lists, quotations.


def request(talk: Talk) -> str:
    """Commands, offers, wishes."""
    chance = talk.rng.random()
    if chance < 0.12:
        said = f"{talk.formula('proposal')} {verb_phrase(talk, 'gerund', 'we')}"
    elif chance < 0.18:
        said = f"{talk.one_of(('be', 'please be', 'try to be', 'never be'))} {phrases.qualified(talk, 'person')}"
    else:
        said = f"{talk.formula('urge')} {verb_phrase(talk, 'base')}"
    return f"{said} {adjunct(talk, 'future')}" if talk.chance(0.5) else said


def _in_either_order(talk: Talk, condition: str, result: str) -> str:
    return f"{condition} {result}" if talk.chance(0.45) else f"{result} {condition}"


def _conditional(talk: Talk) -> str:
    condition = f"{talk.formula('later')} {clause(talk, 'simple present')}"
    return _in_either_order(talk, condition, clause(talk, "future") if talk.chance(0.7) else request(talk))


def _at_once(talk: Talk) -> str:
    condition = f"{talk.formula('earlier')} {clause(talk, 'past')}"
    return _in_either_order(talk, condition, clause(talk, "past"))


def _unreal(talk: Talk) -> str:
    person, would = talk.draw(PRONOUNS), talk.one_of(("would", "could", "might", "wouldn't", "couldn't"))
    condition = f"if {doing(talk, 'simple past').statement(talk)}"
    return _in_either_order(talk, condition, f"{person} {would} {verb_phrase(talk, 'base', person)}")


def _side_by_side(talk: Talk) -> str:
    group = talk.one_of(("", "present", "past", "future"))
    said = f"{clause(talk, group)} {talk.formula('equal')} {clause(talk, group)}"
    return f"{said} {talk.formula('equal')} {clause(talk, group)}" if talk.chance(0.1) else said


_JOINTS: Choices[Saying] = Choices([(_conditional, 30), (_at_once, 20), (_unreal, 6), (_side_by_side, 44)])


def joined(talk: Talk) -> str:
    """Two or three clauses, their tenses in step."""
    return talk.draw(_JOINTS)(talk)


_LISTED = "thing food food clothes person tool animal any place school sport document device".split()


def listed(talk: Talk) -> str:
    """Two to four of a kind, alone or at the end of a sentence."""
    kind = talk.one_of(_LISTED)
    items = [_item(talk, kind) for _ in range(talk.one_of((2, 3, 3, 4)))]
    list_ = f"{' '.join(items[:-1])} {talk.one_of(('and', 'and', 'or'))} {items[-1]}"
    if talk.chance(0.2):
        return list_
    done = wanting(talk, "food" if kind == "food" else "object", talk.draw(PRONOUNS))
    return f"{done.question() if talk.chance(0.2) else done.statement(talk)} {list_}"


def _item(talk: Talk, kind: str) -> str:
    if talk.chance(0.6):
        return phrases.indefinite(talk, kind).text
    noun = talk.draw(talk.lexicon.nouns[kind])
    return noun.plural or noun.singular


def quoted(talk: Talk) -> str:
    """ "she asked did you see it", "i was like leave me alone"."""
    speaker, said = phrases.subject(talk, "person"), talk.formula("said")
    if said == "was like" and speaker.person in ("you", "we", "they"):
        said = "were like"
    return f"{speaker.text} {said} {talk.one_of((clause, clause, question, request))(talk)}"

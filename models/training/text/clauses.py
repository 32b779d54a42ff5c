"""Statements, and what follows their verbs."""

from collections.abc import Callable
from functools import cache

from training.text import figures, phrases
from training.text.choices import Choices
from training.text.lexicon import BE, Frame, VerbEntry, verb
from training.text.phrases import PRONOUNS
from training.text.talk import REFLEXIVE_OF, NounPhrase, Talk
from training.text.times import time
from training.text.verbs import Finite, finite

# From this depth on clauses hold no further ones.
_DEEP = 3
_IT = NounPhrase("it", "it")
_TAKE = verb("take")

# Classes of nouns that things are done to, and of what adjectives are said.
DONE_TO = "role food object document document device clothes vehicle furniture work tech media".split()
_DESCRIBED = "person person person thing thing matter place food weather room body animal topic any".split()


# What follows a verb. Every complement is made for a subject, told by its pronoun.

Complement = Callable[[Talk, str], str]


def _that(talk: Talk, person: str) -> str:
    return f"{'that ' * talk.chance(0.35)}{clause(talk)}"


def whether(talk: Talk, person: str = "") -> str:
    """ "if she came", "where he lives"."""
    if talk.chance(0.4):
        return f"{talk.one_of(('if', 'if', 'whether'))} {clause(talk)}"
    return f"{talk.one_of(('where', 'when', 'why', 'how', 'how often', 'what time'))} {_verb_clause(talk, '')}"


def _how_to(talk: Talk, person: str) -> str:
    return f"{talk.one_of(('how', 'how', 'how', 'where', 'when'))} to {verb_phrase(talk, 'base', person)}"


def _sum(talk: Talk, person: str) -> str:
    return f"{figures.number(talk.rng)} {talk.one_of(('and', 'to', 'by'))} {figures.number(talk.rng)}"


def manner(talk: Talk) -> str:
    return talk.draw(talk.lexicon.manner if talk.chance(0.5) else talk.lexicon.adverbs["manner"])


_CONSTRUCTIONS: dict[str, Complement] = {
    "to.do": lambda talk, person: f"{'not ' * talk.chance(0.05)}to {verb_phrase(talk, 'base', person)}",
    "do": lambda talk, person: verb_phrase(talk, "base", "they"),
    "doing": lambda talk, person: verb_phrase(talk, "gerund", person),
    "that": _that,
    "if": whether,
    "how.to": _how_to,
    "where": lambda talk, person: phrases.where(talk),
    "toward": lambda talk, person: phrases.toward(talk),
    "adverb": lambda talk, person: manner(talk),
    "adjective": lambda talk, person: phrases.qualified(talk, "person"),
    "like.person": lambda talk, person: f"like {phrases.object_of(talk, 'person', person)}",
    "own.body": lambda talk, person: phrases.possessed(talk, "body", person),
    "own.thing": lambda talk, person: phrases.possessed(talk, "portable", person),
    "own.person": lambda talk, person: phrases.possessed(talk, "family", person),
    "self": lambda talk, person: REFLEXIVE_OF[person],
    "language": lambda talk, person: talk.draw(talk.lexicon.places["language"]),
    "number": _sum,
}


@cache
def _complement(code: str) -> Complement:
    """What a word of a frame stands for; see lexicon.py."""
    if code.startswith("="):
        return lambda talk, person: code[1:]
    preposition, colon, kind = code.rpartition(":")
    if colon:
        return lambda talk, person: f"{preposition} {phrases.object_of(talk, kind, person)}"
    return _CONSTRUCTIONS.get(code) or (lambda talk, person: phrases.object_of(talk, code, person))


def complements(talk: Talk, frame: Frame, person: str) -> str:
    return " ".join([_complement(code)(talk, person) for code in frame])


def _entry(talk: Talk, kind: str) -> tuple[VerbEntry, Frame]:
    while True:
        entry = talk.draw(talk.lexicon.verbs[kind])
        frame = talk.one_of(entry.frames)
        if talk.depth < _DEEP or not ("that" in frame or "if" in frame):
            return entry, frame


def verb_phrase(talk: Talk, form: str, person: str = "you") -> str:
    """A verb in one of its forms (base, third, past, participle, gerund) and what follows it."""
    talk.depth += 1
    entry, frame = _entry(talk, "person")
    phrase = f"{getattr(entry.verb, form)} {complements(talk, frame, person)}"
    talk.depth -= 1
    return phrase


# A subject and its verb, from which statements and questions are made.

_SUBJECT_KINDS = Choices([("person", 88), ("thing", 8), ("matter", 4)])


def doing(talk: Talk, group: str, subject: NounPhrase | None = None) -> Finite:
    kind = "person" if subject else talk.draw(_SUBJECT_KINDS)
    entry, frame = _entry(talk, kind)
    subject = subject or phrases.subject(talk, kind)
    return finite(talk, subject, entry.verb, complements(talk, frame, subject.person), group)


def done_to(talk: Talk, group: str) -> Finite:
    """The passive."""
    kind = talk.one_of(DONE_TO)
    entry = talk.draw(talk.lexicon.verbs_taking[kind])
    agent = f"by {phrases.object_of(talk, 'person')}" if talk.chance(0.2) else ""
    rest = f"{entry.verb.participle} {complements(talk, talk.one_of(entry.frames), 'it')} {agent}"
    return finite(talk, phrases.subject(talk, kind), BE, rest, group)


def being(talk: Talk, group: str) -> Finite:
    kind = talk.one_of(_DESCRIBED)
    subject = phrases.subject(talk, kind)
    return finite(talk, subject, BE, _predicate(talk, kind, subject.person), group)


def _predicate(talk: Talk, kind: str, person: str) -> str:
    chance = talk.rng.random()
    if chance < 0.6:
        return phrases.qualified(talk, kind)
    if chance < 0.85:
        return phrases.where(talk)
    if chance < 0.9:
        noun = talk.draw(talk.lexicon.countable[kind]).singular
        return f"the {phrases.superlative(talk, kind)} {noun} {phrases.where(talk)}"
    if person in ("it", "they"):
        return phrases.indefinite(talk, kind).text
    return talk.draw(talk.lexicon.countable["role"]).plural if person == "we" else phrases.with_article(talk, "role")


def wanting(talk: Talk, kind: str, person: str) -> Finite:
    """A subject and a verb whose object, of that class, is left out: "(the book that) you bought yesterday"."""
    entry = talk.draw(talk.lexicon.verbs_taking[kind])
    rest = complements(talk, talk.one_of(entry.frames), person)
    return finite(talk, NounPhrase(person, person), entry.verb, rest)


# Statements.

Statement = Callable[[Talk, str], str]


def adjunct(talk: Talk, about: str) -> str:
    """Where, when or how, if at all; `about` as in times.py."""
    chance = talk.rng.random()
    if chance < 0.56:
        return ""
    if chance < 0.86:
        return time(talk, about)
    if chance < 0.91:
        return phrases.where(talk)
    return manner(talk) if chance < 0.95 else f"{phrases.where(talk)} {time(talk, about)}"


def told(talk: Talk, done: Finite) -> str:
    adverb = talk.draw(talk.lexicon.adverbs["middle"]) if talk.chance(0.11) else ""
    stated = done.negative(talk, adverb) if talk.chance(0.14) else done.statement(talk, adverb)
    return f"{stated} {adjunct(talk, done.about)}"


def _verb_clause(talk: Talk, group: str) -> str:
    return told(talk, doing(talk, group))


def _there_is(talk: Talk, group: str) -> str:
    there = phrases.indefinite(talk, "any")
    done = finite(talk, NounPhrase("there", there.person), BE, f"{there.text} {phrases.where(talk)}", group)
    stated = done.statement(talk) if talk.chance(0.9) else done.negative(talk)
    return f"{stated} {time(talk, done.about) if talk.chance(0.25) else ''}"


def _it_is(talk: Talk, group: str) -> str:
    chance = talk.rng.random()
    if chance < 0.25:
        whom = phrases.object_of(talk, "person") if talk.chance(0.6) else ""
        rest = f"{whom} {figures.span(talk.rng)} to {verb_phrase(talk, 'base')}"
        return finite(talk, _IT, _TAKE, rest, group).statement(talk)
    rest = phrases.qualified(talk, "thought")
    if chance < 0.7:
        rest += f" to {verb_phrase(talk, 'base')}"
    elif chance < 0.85:
        rest += f" for {phrases.object_of(talk, 'person')} to {verb_phrase(talk, 'base', 'they')}"
    else:
        rest += f" that {clause(talk)}"
    return finite(talk, _IT, BE, rest, group).statement(talk)


def _weather(talk: Talk, group: str) -> str:
    rest = phrases.qualified(talk, "weather")
    if talk.chance(0.4):
        rest = talk.one_of(("raining", "snowing", "getting dark", "getting late", "getting cold"))
    done = finite(talk, talk.one_of((_IT, _IT, NounPhrase("the weather", "it"))), BE, rest, group)
    return f"{done.statement(talk)} {talk.one_of(('', phrases.where(talk), time(talk, done.about)))}"


def _what_i_need(talk: Talk, group: str) -> str:
    person = talk.draw(PRONOUNS)
    need = getattr(verb(talk.one_of(("need", "want", "like", "mean"))), "third" if person in ("he", "she") else "base")
    return f"what {person} {need} is {phrases.object_of(talk, 'any')}"


def _all_i_want(talk: Talk, group: str) -> str:
    person, want = talk.one_of(("i", "we", "you", "they")), talk.one_of(("want", "need", "have"))
    return f"all {person} {want} to do is {verb_phrase(talk, 'base')}"


def _the_best_way(talk: Talk, group: str) -> str:
    head = f"the {phrases.superlative(talk, 'thought')} {talk.one_of(('way', 'thing', 'part'))}"
    return f"{head} {talk.one_of(('is', 'was', 'would be'))} to {verb_phrase(talk, 'base')}"


_CLEFTS: tuple[Statement, ...] = (
    _what_i_need,
    _all_i_want,
    _the_best_way,
    lambda talk, group: f"the {talk.formula('thing is')} is {'that ' * talk.chance(0.5)}{clause(talk, group)}",
    lambda talk, group: f"{talk.formula('that is')} {_verb_clause(talk, group)}",
    lambda talk, group: f"it {talk.formula('seems')} {clause(talk, group)}",
)


def _related(talk: Talk, group: str) -> str:
    """A subject with a clause of its own: "the man who called is my brother"."""
    kind = talk.one_of(("person", "person", *DONE_TO))
    what = phrases.described(talk, kind)
    if kind == "person":
        tense = talk.one_of(("simple present", "simple past"))
        tail = doing(talk, tense, NounPhrase("who", what.person)).statement(talk)
    else:
        tail = f"{talk.one_of(('that', '', 'which'))} {wanting(talk, kind, talk.draw(PRONOUNS)).statement(talk)}"
    subject = NounPhrase(f"{what.text} {tail}", what.person)
    return finite(talk, subject, BE, _predicate(talk, kind, what.person), group).statement(talk)


def _possession(talk: Talk, group: str) -> str:
    person = talk.draw(PRONOUNS)
    has, contracted = ("has", "'s") if person in ("he", "she") else ("have", "'ve")
    head = talk.one_of((f"{person}{contracted} got", f"{person} {has}", f"{person} had", f"{person} {has} got"))
    return f"{head} {phrases.indefinite(talk, 'any').text if talk.chance(0.6) else phrases.object_of(talk, 'any')}"


def _parallel(talk: Talk, group: str) -> str:
    """Two deeds of one subject."""
    tense = "simple past" if group in ("", "past") else "simple present"
    first = doing(talk, tense)
    second = doing(talk, tense, NounPhrase("", first.subject.person))
    return f"{first.statement(talk)} {talk.one_of(('and', 'and', 'and then', 'but', 'or'))} {second.statement(talk)}"


_STATEMENTS: Choices[Statement] = Choices(
    [
        (_verb_clause, 54),
        (lambda talk, group: told(talk, being(talk, group)), 20),
        (lambda talk, group: told(talk, done_to(talk, group)), 5),
        (_there_is, 6),
        (_it_is, 5),
        (_weather, 2),
        (lambda talk, group: talk.one_of(_CLEFTS)(talk, group), 4),
        (_related, 4),
        (_possession, 4),
        (_parallel, 4),
    ]
)
_PLAIN: Choices[Statement] = Choices([(_verb_clause, 2), (lambda talk, group: told(talk, being(talk, group)), 1)])


def clause(talk: Talk, group: str = "") -> str:
    """A statement; `group` is present, past, future, simple present or simple past, or "" for any tense."""
    talk.depth += 1
    said = talk.draw(_STATEMENTS if talk.depth < _DEEP else _PLAIN)(talk, group)
    talk.depth -= 1
    return said

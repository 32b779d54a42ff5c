"""Patterns of what people say in everyday situations, from the files in `words/patterns/`.

One pattern a line: `(a|b)` is one of several, `[a|b]` one of them or nothing, `<slot argument>` a phrase that is made
afresh each time; all slots are in `SLOTS`. The sections are topics, each as frequent as the others.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cache
from math import prod
from typing import NamedTuple

from training.text import clauses, figures, phrases
from training.text.choices import Choices
from training.text.inflection import article
from training.text.sections import read_sections, word_files
from training.text.talk import Talk
from training.text.times import time

# A pattern that can say fewer different things than this is chosen less often, so that none of them wears out.
_ENOUGH = 20_000.0


class Pattern(ABC):
    """`variety`: about how many different things it says."""

    def __init__(self, variety: float) -> None:
        self.variety = variety

    @abstractmethod
    def say(self, talk: Talk) -> str: ...

    @abstractmethod
    def literals(self) -> set[str]:
        """The words that the pattern itself holds."""


class Literal(Pattern):
    def __init__(self, text: str) -> None:
        super().__init__(1.0)
        self._text = _A.sub(_OPEN, text)

    def say(self, talk: Talk) -> str:
        return self._text

    def literals(self) -> set[str]:
        return set(self._text.replace(_OPEN, "a").split())


# A pattern's own "a" becomes "an" where what follows, once it is known, begins with a vowel's sound.
_OPEN = "@"
_A = re.compile(r"\ba\b")
_OPEN_ARTICLE = re.compile(_OPEN + r"(?=\s+(\S+))")


class Series(Pattern):
    def __init__(self, parts: list[Pattern]) -> None:
        super().__init__(prod(part.variety for part in parts))
        self.parts = parts

    def say(self, talk: Talk) -> str:
        return "".join([part.say(talk) for part in self.parts])

    def literals(self) -> set[str]:
        return set().union(*(part.literals() for part in self.parts))


class Alternatives(Pattern):
    def __init__(self, options: list[Pattern]) -> None:
        super().__init__(sum(option.variety for option in options))
        self.options = options

    def say(self, talk: Talk) -> str:
        return talk.one_of(self.options).say(talk)

    def literals(self) -> set[str]:
        return set().union(*(option.literals() for option in self.options))


class SlotKind(NamedTuple):
    variety: float
    make: Callable[[Talk, str], str]


class Slot(Pattern):
    def __init__(self, name: str, argument: str) -> None:
        variety, self._make = SLOTS[name]
        super().__init__(variety)
        self._argument = argument

    def say(self, talk: Talk) -> str:
        return self._make(talk, self._argument)

    def literals(self) -> set[str]:
        return set()


# Slots.


def _bare(talk: Talk, kind: str, plural: bool) -> str:
    noun = talk.draw(talk.lexicon.nouns[kind])
    words = (noun.plural or noun.singular) if plural else (noun.singular or noun.plural)
    return f"{phrases.adjective(talk, noun.kind).positive} {words}" if talk.chance(0.06) else words


def _address(talk: Talk) -> str:
    number = figures.cardinal(talk.rng.randrange(1, 200)) if talk.chance(0.6) else figures.digits(talk.rng, 3)
    return f"{number} {_street(talk)}"


def _street(talk: Talk) -> str:
    names = talk.lexicon.places
    name = figures.ordinal(talk.rng.randrange(1, 60)) if talk.chance(0.2) else talk.draw(names["street_name"])
    return f"{name} {talk.draw(names['street_kind'])}"


def _spelled(talk: Talk) -> str:
    return " ".join(str(talk.draw(talk.lexicon.names[talk.one_of(("first", "last"))])))


def _place_name(kind: str) -> SlotKind:
    return SlotKind(80, lambda talk, _: talk.draw(talk.lexicon.places[kind]))


def _verb(form: str) -> SlotKind:
    person = {"base": "you", "gerund": "you", "past": "i", "third": "one"}
    return SlotKind(5e4, lambda talk, _: clauses.verb_phrase(talk, form, person[form]))


def _figure(variety: float, make: Callable[..., str]) -> SlotKind:
    return SlotKind(variety, lambda talk, _: make(talk.rng))


_COLORS = "red blue green yellow black white brown gray orange purple pink silver gold".split()

SLOTS: dict[str, SlotKind] = {
    "n": SlotKind(100, lambda talk, kind: _bare(talk, kind, False)),
    "ns": SlotKind(100, lambda talk, kind: _bare(talk, kind, True)),
    "a": SlotKind(200, phrases.with_article),
    "some": SlotKind(1000, lambda talk, kind: phrases.indefinite(talk, kind).text),
    "np": SlotKind(2000, phrases.object_of),
    "adj": SlotKind(400, phrases.qualified),
    "adj1": SlotKind(120, lambda talk, kind: phrases.adjective(talk, kind).positive),
    "word": SlotKind(500, lambda talk, _: talk.draw(talk.lexicon.countable["any"]).singular),
    "poss": SlotKind(4, lambda talk, _: talk.one_of(("my", "your", "his", "her", "our", "their"))),
    "owner": SlotKind(300, lambda talk, _: phrases.owner(talk)),
    "name": SlotKind(150, lambda talk, _: talk.draw(talk.lexicon.names["first"])),
    "last": SlotKind(250, lambda talk, _: talk.draw(talk.lexicon.names["last"])),
    "full": SlotKind(
        2e4, lambda talk, _: f"{talk.draw(talk.lexicon.names['first'])} {talk.draw(talk.lexicon.names['last'])}"
    ),
    "city": _place_name("city"),
    "country": _place_name("country"),
    "region": _place_name("region"),
    "nationality": _place_name("nationality"),
    "language": _place_name("language"),
    "street": SlotKind(150, lambda talk, _: _street(talk)),
    "address": SlotKind(1e4, lambda talk, _: _address(talk)),
    "do": _verb("base"),
    "doing": _verb("gerund"),
    "did": _verb("past"),
    "does": _verb("third"),
    "clause": SlotKind(1e6, clauses.clause),
    "where": SlotKind(1000, lambda talk, _: phrases.where(talk)),
    "toward": SlotKind(1000, lambda talk, _: phrases.toward(talk)),
    "time": SlotKind(150, time),
    "manner": SlotKind(150, lambda talk, _: clauses.manner(talk)),
    "degree": SlotKind(20, lambda talk, _: talk.draw(talk.lexicon.adverbs["degree"])),
    "color": SlotKind(13, lambda talk, _: talk.one_of(_COLORS)),
    "day": SlotKind(7, lambda talk, _: talk.one_of(figures.DAYS)),
    "month": SlotKind(12, lambda talk, _: talk.one_of(figures.MONTHS)),
    "season": SlotKind(5, lambda talk, _: talk.one_of(figures.SEASONS)),
    "year": _figure(150, figures.any_year),
    "date": _figure(150, figures.date),
    "clock": _figure(150, figures.clock),
    "span": _figure(100, figures.span),
    "number": _figure(300, figures.number),
    "count": _figure(40, figures.count),
    "ordinal": SlotKind(30, lambda talk, _: figures.ordinal(talk.rng.randrange(1, talk.one_of((6, 13, 32, 101))))),
    "decimal": _figure(500, figures.decimal),
    "fraction": _figure(40, figures.fraction),
    "percent": _figure(80, figures.percent),
    "money": _figure(200, figures.money),
    "temperature": _figure(150, figures.temperature),
    "score": _figure(400, figures.score),
    "sum": _figure(3000, figures.sum_of_two),
    "phone": _figure(1e7, figures.phone),
    "code": _figure(1e4, figures.code),
    "letters": SlotKind(26, lambda talk, _: figures.letters(talk.rng, 1)),
    "digit": SlotKind(10, lambda talk, _: figures.digits(talk.rng, 1)),
    "digits": SlotKind(1000, lambda talk, _: figures.digits(talk.rng, talk.rng.randrange(2, 6))),
    "spelled": SlotKind(300, lambda talk, _: _spelled(talk)),
}

_TOKENS = re.compile(r"[()\[\]|]|<[^<>]*>|[^()\[\]|<>]+")


def parse(line: str) -> Pattern:
    tokens = _TOKENS.findall(line)
    if "".join(tokens) != line:
        raise ValueError(f"not a pattern: {line}")
    pattern, at = _alternatives(tokens, 0)
    if at != len(tokens):
        raise ValueError(f"unbalanced: {line}")
    return pattern


def _alternatives(tokens: list[str], at: int) -> tuple[Pattern, int]:
    options: list[Pattern] = []
    while True:
        option, at = _sequence(tokens, at)
        options.append(option)
        if at == len(tokens) or tokens[at] != "|":
            return (Alternatives(options) if len(options) > 1 else options[0]), at
        at += 1


def _sequence(tokens: list[str], at: int) -> tuple[Pattern, int]:
    parts: list[Pattern] = []
    while at < len(tokens) and tokens[at] not in ")]|":
        part, at = _part(tokens, at)
        parts.append(part)
    return Series(parts), at


def _part(tokens: list[str], at: int) -> tuple[Pattern, int]:
    token = tokens[at]
    if token.startswith("<"):
        name, _, argument = token[1:-1].partition(" ")
        return Slot(name, argument), at + 1
    if token not in "([":
        return Literal(token), at + 1
    inner, end = _alternatives(tokens, at + 1)
    if end == len(tokens) or tokens[end] != {"(": ")", "[": "]"}[token]:
        raise ValueError(f"unbalanced: {''.join(tokens)}")
    return (Alternatives([inner, Literal("")]) if token == "[" else inner), end + 1


class Patterns:
    """All of them; `say` draws a topic, and then one of its patterns."""

    def __init__(self) -> None:
        self.topics = {
            topic: [parse(line) for line in lines]
            for file in word_files("patterns/*.txt")
            for topic, lines in read_sections(file).items()
        }
        weighed = (
            Choices([(pattern, min(1.0, max(0.01, pattern.variety / _ENOUGH))) for pattern in topic])
            for topic in self.topics.values()
        )
        self._topics = list(weighed)

    def say(self, talk: Talk) -> str:
        said = talk.draw(talk.one_of(self._topics)).say(talk)
        return _OPEN_ARTICLE.sub(lambda open_article: article(open_article[1]), said)

    def literals(self) -> set[str]:
        return set().union(*(pattern.literals() for topic in self.topics.values() for pattern in topic))


@cache
def patterns() -> Patterns:
    """The one set of patterns; it is read when it is first asked for."""
    return Patterns()

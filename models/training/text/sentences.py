"""Sentences as they are spoken: everyday English without end, never the same again."""

import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from string import ascii_lowercase

from training.text import clauses, figures, hesitation, sayings
from training.text.choices import Choices
from training.text.lexicon import lexicon
from training.text.patterns import patterns
from training.text.split import Split, never_generated, split_of
from training.text.talk import Talk

LONGEST = 30


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word that is spoken, sorted; besides these only possessives ("anna's") occur."""
    return tuple(sorted({*lexicon().words(), *patterns().literals(), *figures.words()} - {"'s"}))


_KINDS: Choices[Callable[[Talk], str]] = Choices(
    [
        (clauses.clause, 28),
        (sayings.question, 12),
        (sayings.request, 8),
        (sayings.joined, 12),
        (sayings.listed, 3),
        (sayings.quoted, 2),
        (lambda talk: patterns().say(talk), 26),
    ]
)
# Sentences to learn from how often the grammar says each word; how often each should be said in as many.
_SAMPLED = 20_000
_WANTED = 10
_FREE_SHARE = 0.16


@cache
def _seldom_said() -> Choices[str]:
    """All words, each as often as it falls short of what is wanted of it in the grammar's own sentences."""
    talk = Talk(random.Random(0), lexicon())
    said = Counter(word for _ in range(_SAMPLED) for word in talk.draw(_KINDS)(talk).split())
    loose = (word for word in vocabulary() if word not in ascii_lowercase)
    return Choices([(word, max(_WANTED - said[word], 1.0)) for word in loose])


_GLUE = "the a and of to in is it that for with on was my you i but not or at this we".split()


def _free(talk: Talk) -> str:
    """Words that have nothing to do with one another, at times with glue between them."""
    words = _seldom_said()
    glued = talk.chance(0.4)
    said: list[str] = []
    for _ in range(talk.rng.randrange(2, 10)):
        if glued and talk.chance(0.5):
            said.append(talk.one_of(_GLUE))
        said.append(talk.draw(words))
    return " ".join(said)


def _any_sentence(rng: random.Random) -> str:
    talk = Talk(rng, lexicon())
    said = _free(talk) if talk.chance(_FREE_SHARE) else hesitation.framed(talk, talk.draw(_KINDS)(talk))
    return " ".join(hesitation.hesitating(talk, said).split())


def sentence(rng: random.Random, split: Split = Split.TRAINING) -> str:
    """One to `LONGEST` words of the split: a to z, apostrophes, single spaces.

    Development and evaluation reject ninety-nine of a hundred, and so take a hundred times as long.
    """
    while True:
        spoken = _any_sentence(rng)
        if spoken.count(" ") < LONGEST and split_of(spoken) is split and spoken not in never_generated():
            return spoken

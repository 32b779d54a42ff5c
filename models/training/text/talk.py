"""What the whole of one sentence in the making shares."""

import random
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from training.text.choices import Choices
from training.text.lexicon import Lexicon

T = TypeVar("T")


class Talk:
    """The source of chance, the words, and how deep the clause being made lies within others."""

    __slots__ = ("depth", "lexicon", "rng")

    def __init__(self, rng: random.Random, lexicon: Lexicon) -> None:
        self.rng = rng
        self.lexicon = lexicon
        self.depth = 0

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def one_of(self, items: Sequence[T]) -> T:
        return items[int(self.rng.random() * len(items))]

    def draw(self, choices: Choices[T]) -> T:
        return choices.draw(self.rng)

    def formula(self, kind: str) -> str:
        """One of a section of words/formulas.txt."""
        return self.lexicon.formulas[kind].draw(self.rng)


class NounPhrase(NamedTuple):
    """`person` is the pronoun that stands for it; "one" is a person of whom nothing else is known."""

    text: str
    person: str


OBJECT_OF = {"i": "me", "you": "you", "he": "him", "she": "her", "it": "it", "we": "us", "they": "them"}
POSSESSIVE_OF = {
    "i": "my", "you": "your", "he": "his", "she": "her", "it": "its", "we": "our", "they": "their", "one": "their"
}  # fmt: skip
REFLEXIVE_OF = {
    "i": "myself", "you": "yourself", "he": "himself", "she": "herself", "it": "itself", "we": "ourselves",
    "they": "themselves", "one": "themselves",
}  # fmt: skip
THIRD_SINGULAR = frozenset(("he", "she", "it", "one"))

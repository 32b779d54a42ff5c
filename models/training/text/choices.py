"""Draws that speak of common things more often than of rare ones."""

import random
from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Choices(Generic[T]):
    """Things to draw from, each as often as its weight says.

    A share `even` of the draws takes all things to be alike, so that even the rarest is heard now and then.
    """

    __slots__ = ("_ends", "items")

    def __init__(self, weighted: Iterable[tuple[T, float]], even: float = 0.0) -> None:
        pairs = list(weighted)
        total = sum(weight for _, weight in pairs)
        self.items = [item for item, _ in pairs]
        self._ends = list(accumulate((1 - even) * weight / total + even / len(pairs) for _, weight in pairs))
        self._ends[-1] = 1.0

    def draw(self, rng: random.Random) -> T:
        return self.items[bisect(self._ends, rng.random())]

    def __len__(self) -> int:
        return len(self.items)

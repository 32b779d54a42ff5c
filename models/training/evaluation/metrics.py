"""The figures that models are judged by, each with what its luck in the draw of clips may have been."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

_RESAMPLES = 1000


@dataclass(frozen=True)
class Figure:
    """`value`, and the interval in which 95 of 100 draws of other clips of this kind would put it (bootstrap)."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{100 * self.value:6.2f} % [{100 * self.low:.2f}, {100 * self.high:.2f}]"


def word_errors(truth: Sequence[Hashable], heard: Sequence[Hashable]) -> int:
    """Words to replace, insert or delete to make one of the other (Levenshtein 1966)."""
    row = list(range(len(heard) + 1))
    for i, said in enumerate(truth, 1):
        diagonal, row[0] = row[0], i
        for j, word in enumerate(heard, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (said != word))
    return row[-1]


def word_error_rate(truths: Sequence[str], heard: Sequence[str]) -> Figure:
    """Over all utterances; drawn anew by sentence, so that one said by four people counts as one draw."""
    errors = np.array([word_errors(a.split(), b.split()) for a, b in zip(truths, heard, strict=True)])
    words = np.array([len(truth.split()) for truth in truths])
    return ratio(np.stack([errors, words], axis=1), lambda sums: sums[..., 0] / sums[..., 1], truths)


def f1(counts: np.ndarray) -> Figure:
    """Of true positives, false positives and false negatives [n,3] in each of n clips."""
    return ratio(counts, lambda sums: 2 * sums[..., 0] / (2 * sums[..., 0] + sums[..., 1] + sums[..., 2]))


def ratio(
    counts: np.ndarray, of: Callable[[np.ndarray], np.ndarray], groups: Sequence[Hashable] | None = None
) -> Figure:
    """What `of` makes of the sum [k] of `counts` [n,k]; whole `groups` of rows are drawn together."""
    if groups is not None:
        _, index = np.unique(np.asarray(groups), return_inverse=True)
        counts = np.stack([np.bincount(index, column) for column in counts.T], axis=1)
    rng = np.random.default_rng(1)
    drawn = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), _RESAMPLES)
    low, high = np.quantile(of(drawn @ counts), (0.025, 0.975))
    return Figure(float(of(counts.sum(axis=0))), float(low), float(high))


@dataclass(frozen=True, eq=False)
class Trials:
    """Pairs of clips: `scores` [n] (higher: more alike), `same` [n], and the two speakers [n,2] as numbers from 0."""

    scores: np.ndarray
    same: np.ndarray
    speakers: np.ndarray

    def equal_error(self) -> tuple[float, float]:
        """The rate at which as many impostors are taken in as owners are turned away, and the score at which."""
        return self._equal_error(np.ones(len(self.scores)))

    def equal_error_rate(self) -> Figure:
        """Drawn anew by speaker."""
        rng, people = np.random.default_rng(1), int(self.speakers.max()) + 1
        rates = []
        for _ in range(_RESAMPLES // 5):
            drawn = rng.multinomial(people, np.full(people, 1 / people))
            one, other = drawn[self.speakers].T
            weights = np.where(self.same, one, one * other)
            rates.append(self._equal_error(weights)[0])
        low, high = np.quantile(rates, (0.025, 0.975))
        return Figure(self.equal_error()[0], float(low), float(high))

    def errors_at(self, threshold: float) -> tuple[float, float]:
        """The share of owners turned away, and of impostors taken in."""
        taken = self.scores >= threshold
        return float((~taken[self.same]).mean()), float(taken[~self.same].mean())

    def _equal_error(self, weights: np.ndarray) -> tuple[float, float]:
        order = np.argsort(-self.scores, kind="stable")
        same, weights = self.same[order], weights[order]
        rejected = 1 - np.cumsum(weights * same) / max((weights * same).sum(), 1)
        accepted = np.cumsum(weights * ~same) / max((weights * ~same).sum(), 1)
        at = int(np.argmin(np.abs(rejected - accepted)))
        return float(rejected[at] + accepted[at]) / 2, float(self.scores[order][at])


def trials(embeddings: np.ndarray, speakers: Sequence[str], voices: Sequence[str], within: bool = False) -> Trials:
    """All pairs of embeddings [n,d], scored by cosine; `within`: only pairs of clips of one voice."""
    _, numbers = np.unique(np.asarray(speakers), return_inverse=True)
    unit = embeddings / np.maximum(np.linalg.norm(embeddings, axis=1, keepdims=True), 1e-9)
    one, other = np.triu_indices(len(unit), 1)
    if within:
        kept = np.asarray(voices)[one] == np.asarray(voices)[other]
        one, other = one[kept], other[kept]
    scores = np.einsum("nd,nd->n", unit[one], unit[other])
    return Trials(scores, numbers[one] == numbers[other], np.stack([numbers[one], numbers[other]], axis=1))

"""What every synthesiser takes and gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..voices import Speaker

_SILENT = {"pau", "#", "h#", "brth"}


class SynthesisError(Exception):
    """A synthesiser made nothing of a text. The next text may well work: what died is started again."""


@dataclass(frozen=True)
class Manner:
    """How a speaker says one thing, the habits of the speaker counted in.

    `pace`: factor on the voice's own rate. `pitch`: semitones above its own. `liveliness`: factor on its melody's
    range. `gap`: silence between words, in s, where the synthesiser can.
    """

    pace: float = 1.0
    pitch: float = 0.0
    liveliness: float = 1.0
    gap: float = 0.0


@dataclass(frozen=True, eq=False)
class Sound:
    """`samples` [n], float32 in [-1, 1), at `rate` Hz. `phones`: each with the second at which it ends, if known."""

    samples: np.ndarray
    rate: int
    phones: Sequence[tuple[str, float]] = ()

    def spans(self) -> list[tuple[float, float]]:
        """Where something is said, as (from, to) in s; empty if the synthesiser doesn't tell."""
        spans: list[tuple[float, float]] = []
        start, paused = 0.0, True
        for name, end in self.phones:
            if name in _SILENT:
                paused = True
            elif paused:
                spans.append((start, end))
                paused = False
            else:
                spans[-1] = (spans[-1][0], end)
            start = end
        return spans


class SpeechEngine(Protocol):
    def say(self, text: str, speaker: Speaker, manner: Manner, seed: int) -> Sound: ...

    def close(self) -> None: ...

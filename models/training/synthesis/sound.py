"""What every synthesiser takes and gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..voices import Speaker

PHONES = tuple(
    """aa ae ah ao aw ax ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p pau r s sh t th uh uw v w y z zh
    """.split()
)
"""Those of Festival's English ("radio"), which all synthesisers tell. Other names that one may tell are unknown."""

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
    """`samples` [n], float32 in [-1, 1), at `rate` Hz. `phones`: each with the second at which it ends, if known.
    `pauses`: whether nothing can be heard exactly where they are silent.
    """

    samples: np.ndarray
    rate: int
    phones: Sequence[tuple[str, float]] = ()
    pauses: bool = True

    def spans(self) -> list[tuple[float, float]]:
        """Where something is said, as (from, to) in s; empty if the synthesiser doesn't tell."""
        if not self.pauses:
            return []
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

"""Whatever synthesiser a voice needs, one sound: trimmed, levelled, 16 kHz."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np

from ..resampling import resample
from ..voices import Engine, Speaker
from .espeak import Espeak
from .festival import Festival
from .flite import Flite
from .sound import Manner, SpeechEngine, SynthesisError

RATE = 16_000
LEAD = 400
"""Samples in each utterance before the first audible ones (25 ms)."""
TAIL = 800
"""Samples in each utterance after the last audible ones (50 ms)."""

_RMS = 0.05
_FRAME = 80
_AUDIBLE = 10 ** (-45 / 10)  # of the loudest frame's power
_STOP_FRAMES = 20
_LEAST_S = 0.05

_ENGINES: dict[Engine, Callable[[], SpeechEngine]] = {
    Engine.ESPEAK: Espeak,
    Engine.FLITE: Flite,
    Engine.FESTIVAL: Festival,
}


@dataclass(frozen=True, eq=False)
class Utterance:
    """What was said once.

    `samples` float32 [n] at 16 kHz, in (-1, 1), with an RMS of .05 where something is said, give or take 3 dB. They
    begin `LEAD` samples before the first sound and end `TAIL` after the last. `spans` [k,2]: the samples from which
    to which something is said; between them the speaker pauses. `phones`: each with the sample at which it ends.
    """

    samples: np.ndarray
    spans: np.ndarray
    phones: list[tuple[str, float]]


class Synthesizer:
    """Speaks with any voice. Synthesisers start on first use. One thread at a time; one for each process."""

    def __init__(self) -> None:
        self._engines: dict[Engine, SpeechEngine] = {}

    def speak(self, text: str, speaker: Speaker, rng: np.random.Generator) -> np.ndarray:
        """The samples of `utter`: float32 [n] at 16 kHz, in (-1, 1)."""
        return self.utter(text, speaker, rng).samples

    def utter(self, text: str, speaker: Speaker, rng: np.random.Generator) -> Utterance:
        """`text` as `speaker` says it this time. Raises `SynthesisError` where nothing comes out."""
        manner, decibels = _manner(speaker, rng), float(np.clip(rng.normal(0, 3), -9, 9))
        seed = int(rng.integers(1, 2**31))
        sound = self._engine(speaker.voice.engine).say(_with_pauses(text, rng), speaker, manner, seed)
        samples = resample(sound.samples, RATE / (sound.rate * speaker.formants))
        second = RATE / speaker.formants
        spans = np.array(sound.spans()) * second if sound.phones and sound.pauses else _audible(samples)
        return _cut(samples, spans, [(name, end * second) for name, end in sound.phones], decibels)

    def _engine(self, engine: Engine) -> SpeechEngine:
        if engine not in self._engines:
            self._engines[engine] = _ENGINES[engine]()
        return self._engines[engine]

    def close(self) -> None:
        for engine in self._engines.values():
            engine.close()
        self._engines.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_) -> None:
        self.close()


def _manner(speaker: Speaker, rng: np.random.Generator) -> Manner:
    """How it is said this time. Resonances rise by playing faster, so slower and lower speech is asked for."""
    return Manner(
        pace=speaker.pace * float(np.clip(rng.normal(1, 0.08), 0.8, 1.25)) / speaker.formants,
        pitch=speaker.pitch + float(np.clip(rng.normal(0, 0.7), -2, 2)) - 12 * float(np.log2(speaker.formants)),
        liveliness=speaker.liveliness * float(np.clip(rng.normal(1, 0.12), 0.6, 1.4)),
        gap=float(rng.uniform(0.01, 0.06)) if rng.random() < 0.15 else 0.0,
    )


def _with_pauses(text: str, rng: np.random.Generator) -> str:
    """In one text of five some commas, at which every synthesiser makes a pause."""
    if rng.random() >= 0.2:
        return text
    chance = rng.uniform(0.03, 0.2)
    words = text.split()
    marked = [word + "," if word[-1].isalpha() and rng.random() < chance else word for word in words[:-1]]
    return " ".join(marked + words[-1:])


def _audible(samples: np.ndarray) -> np.ndarray:
    """[k,2]: where something is heard, in sound without noise; gaps under 100 ms are those of stops."""
    frames = len(samples) // _FRAME
    power = (samples[: frames * _FRAME].reshape(frames, _FRAME) ** 2).mean(axis=1)
    if frames == 0 or power.max() < 1e-7:
        raise SynthesisError("nothing can be heard")
    heard = np.flatnonzero(power > _AUDIBLE * power.max())
    breaks = np.flatnonzero(np.diff(heard) > _STOP_FRAMES)
    return np.stack([heard[np.r_[0, breaks + 1]], heard[np.r_[breaks, -1]] + 1], axis=1) * _FRAME


def _cut(samples: np.ndarray, spans: np.ndarray, phones: list[tuple[str, float]], decibels: float) -> Utterance:
    if len(spans) == 0 or spans[-1, 1] - spans[0, 0] < _LEAST_S * RATE:
        raise SynthesisError("hardly anything can be heard")
    spans = np.clip(np.round(spans), 0, len(samples)).astype(int)
    first, end = spans[0, 0], spans[-1, 1]
    cut = np.pad(samples, (LEAD, TAIL))[first : end + LEAD + TAIL]
    rms = np.sqrt(np.mean(np.concatenate([samples[a:b] for a, b in spans]) ** 2))
    louder = np.float32(_RMS / max(rms, 1e-6) * 10 ** (decibels / 20))
    moved = [(name, end - first + LEAD) for name, end in phones]
    return Utterance(np.clip(cut * louder, -0.999, 0.999), spans - first + LEAD, moved)

"""What the detector learns from: talk with pauses, and all that isn't talk, each window labelled."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from .. import augmentation, codecs
from ..augmentation import Recipe
from ..evaluation.vad import speech_windows
from ..noises import RATE, white
from ..voicing import Studio
from .front import NEW, features

# What must be told from talk needs to be heard often: other people's talk in the distance, and music.
_SPEECH = Recipe(
    speed=0,
    second_background=0.25,
    snr=(0.0, 35.0),
    backgrounds={**Recipe().backgrounds, "babble": 8.0, "music": 4.0},
)


def _speechless() -> Recipe:
    """Babble isn't here: by itself it is talk."""
    names = {name: weight for name, weight in Recipe().backgrounds.items() if name != "babble"}
    return replace(_SPEECH, backgrounds={**names, "music": 25.0})


@dataclass(frozen=True)
class Mix:
    """`clips` of so many `windows` in a batch. `speechless`: the share in which nobody speaks, `silent` of these hiss
    alone. `recipe` goes for talk, `noise` for the others.
    """

    clips: int = 24
    windows: int = 312
    speechless: float = 0.45
    silent: float = 0.08
    recipe: Recipe = _SPEECH
    noise: Recipe = field(default_factory=_speechless)


@dataclass(frozen=True, eq=False)
class Batch:
    """`features` float16 [N,T,120] of windows of 32 ms; `speech` [N,T], bool."""

    features: np.ndarray
    speech: np.ndarray

    @property
    def seconds(self) -> float:
        return self.speech.size * NEW / RATE


def batches(seed: int, mix: Mix = Mix()) -> Callable[[], Callable[[int], list[Batch]]]:
    """What a `Stream` needs: each thing made is one batch."""

    def setup() -> Callable[[int], list[Batch]]:
        studio = Studio(seed)

        def make(number: int) -> list[Batch]:
            made = [clip(studio, mix, number, index) for index in range(mix.clips)]
            seen = np.stack([features(recording) for recording, _ in made]).astype(np.float16)
            return [Batch(seen, np.stack([speech for _, speech in made]))]

        return make

    return setup


def clip(studio: Studio, mix: Mix, number: int, index: int) -> tuple[np.ndarray, np.ndarray]:
    """Samples [n] and which of their windows are speech [n/512]."""
    studio.begin(number, index)
    size = mix.windows * NEW
    if studio.rng.random() < mix.speechless:
        return _noise(studio, mix, size), np.zeros(mix.windows, bool)
    heard, spans = _talk(studio, size)
    return augmentation.augment(heard, studio.rng, mix.recipe, studio.babble), speech_windows(spans, size)


def _noise(studio: Studio, mix: Mix, size: int) -> np.ndarray:
    if studio.rng.random() < mix.silent:
        level = 0.0 if studio.rng.random() < 0.3 else 10 ** (studio.rng.uniform(-95, -50) / 20)
        return codecs.sixteen_bit(white(size, studio.rng) * np.float32(level))
    heard = augmentation.background(size, studio.rng, mix.noise)
    if studio.rng.random() < 0.3:
        heard = augmentation.mix(heard, augmentation.background(size, studio.rng, mix.noise), studio.rng.uniform(0, 20))
    return augmentation.record(heard, studio.rng, mix.noise)


def _talk(studio: Studio, size: int) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """[size] cut out of a talk of one or two people who pause as it comes: now in the middle of a word, now not yet."""
    people = [studio.speaker() for _ in range(int(studio.rng.integers(1, 3)))]
    heard, spans = np.zeros(size, np.float32), []
    at = -int(studio.rng.uniform(-3, 2) * RATE)
    longest = studio.rng.choice([0.5, 1.5, 5.0])
    while at < size:
        _, utterance = studio.say(people[studio.rng.integers(len(people))])
        gain = np.float32(10 ** (studio.rng.uniform(-4, 4) / 20))
        start, end = max(0, at), min(size, at + len(utterance.samples))
        if end > start:
            heard[start:end] = gain * utterance.samples[start - at : end - at]
            spans += [(max(0, at + a), max(0, at + b)) for a, b in utterance.spans]
        at += len(utterance.samples) + int(studio.rng.uniform(0.02, longest) * RATE)
    return heard, [(a, min(b, size)) for a, b in spans if a < size and b > a]

"""What the recogniser learns from: batches of clips of nearly one length, never the same again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from .. import augmentation
from ..augmentation import Recipe
from ..features import BANDS, RATE, recognizer_features, transducer_features
from ..text.pieces import Pieces
from ..voices import Shares
from ..voicing import Studio

SUBSAMPLING = 8


_EASY = Recipe(speed=0, room=0, background=0, equalizer=0, narrowband=0, clipping=0, opus=0, telephone=0, eight_bit=0)


@dataclass(frozen=True)
class Mix:
    """What clips are made of.

    `frames`: of a batch, padding included. `pool`: batches made together of clips sorted by length. `longest_s`: no further
    sentence is added after it. `joined`: the chance of each further sentence; `other`: that somebody else says it.
    `wordless`: clips in which nobody speaks. `dropout`: of merges of pieces. `easy`: so many pools long, ever fewer
    clips are clean single sentences, from which the first sounds are learned sooner. `transducer`: the share of clips
    whose features are those of transducers, which see a little less of the highest frequencies.
    """

    frames: int = 12_000
    pool: int = 10
    longest_s: float = 10.0
    joined: float = 0.3
    other: float = 0.15
    wordless: float = 0.01
    dropout: float = 0.0
    easy: int = 100
    transducer: float = 0.0
    shares: Shares = Shares(variants=0.45, invented=0.25, recorded=0.30)
    recipe: Recipe = Recipe(snr=(3.0, 40.0))


@dataclass(frozen=True, eq=False)
class Batch:
    """`features` float16 [N,80,T], normalised, zeros behind each clip; `lengths` [N] in frames; `targets`: pieces."""

    features: np.ndarray
    lengths: np.ndarray
    targets: list[list[int]]

    @property
    def seconds(self) -> float:
        return float(self.lengths.sum()) / 100


Labelled = tuple[np.ndarray, list[int]]
"""Features [T,80] and the numbers of the pieces."""


def pools(pieces: Pieces, seed: int, mix: Mix = Mix()) -> Callable[[], Callable[[int], list[Batch]]]:
    """What a `Stream` needs: each thing made is the batches of one pool."""

    def setup() -> Callable[[int], list[Batch]]:
        studio = Studio(seed)

        def make(number: int) -> list[Batch]:
            made = list(batches(_pool(studio, number, pieces, mix), mix.frames))
            return [made[at] for at in studio.rng.permutation(len(made))]

        return make

    return setup


def _pool(studio: Studio, number: int, pieces: Pieces, mix: Mix) -> list[Labelled]:
    clips: list[Labelled] = []
    frames = 0
    for index in count():
        if frames >= mix.pool * mix.frames:
            break
        studio.begin(number, index)
        made = clip(studio, pieces, _eased(mix) if studio.rng.random() * mix.easy > number else mix)
        if spellable(*made):
            clips.append(made)
            frames += len(made[0])
    return clips


def _eased(mix: Mix) -> Mix:
    return replace(mix, joined=0.0, wordless=0.0, dropout=0.0, recipe=_EASY)


def clip(studio: Studio, pieces: Pieces, mix: Mix) -> Labelled:
    """One to several sentences, mostly by one person, as some device recorded them."""
    if studio.rng.random() < mix.wordless:
        return _features(studio, mix, _wordless(studio, mix)), []
    text, heard = _talk(studio, mix)
    recording = augmentation.augment(heard, studio.rng, mix.recipe, studio.babble)
    targets = pieces.encode(text, studio.words, mix.dropout)
    return _features(studio, mix, recording), targets


def _features(studio: Studio, mix: Mix, recording: np.ndarray) -> np.ndarray:
    if mix.transducer and studio.rng.random() < mix.transducer:
        return transducer_features(recording)
    return recognizer_features(recording)


def spellable(features: np.ndarray, targets: list[int]) -> bool:
    """Whether there are frames for all pieces, and for the blanks that equal neighbours need between them."""
    needed = len(targets) + sum(a == b for a, b in zip(targets, targets[1:]))
    return len(features) // SUBSAMPLING >= max(1, needed)


def batches(clips: list[Labelled], frames: int) -> Iterator[Batch]:
    """Clips by length, so many padded frames together at most."""
    batch: list[Labelled] = []
    for each in sorted(clips, key=lambda labelled: len(labelled[0])):
        if batch and (len(batch) + 1) * len(each[0]) > frames:
            yield together(batch)
            batch = []
        batch.append(each)
    if batch:
        yield together(batch)


def together(clips: list[Labelled]) -> Batch:
    lengths = np.array([len(features) for features, _ in clips])
    features = np.zeros((len(clips), BANDS, -(-max(lengths) // SUBSAMPLING) * SUBSAMPLING), np.float16)
    for row, (each, _) in zip(features, clips):
        row[:, : len(each)] = each.T
    return Batch(features, lengths, [targets for _, targets in clips])


def _talk(studio: Studio, mix: Mix) -> tuple[str, np.ndarray]:
    speaker = studio.speaker(mix.shares)
    texts, sounds, length = [], [_silence(studio, 0, 0.7)], 0
    while True:
        text, utterance = studio.say(speaker)
        texts.append(text)
        sounds += [utterance.samples, _silence(studio, 0.02, 0.7)]
        length += len(utterance.samples)
        if length > mix.longest_s * RATE or studio.rng.random() >= mix.joined:
            return " ".join(texts), np.concatenate(sounds)
        if studio.rng.random() < mix.other:
            speaker = studio.speaker(mix.shares)


def _wordless(studio: Studio, mix: Mix) -> np.ndarray:
    samples = int(studio.rng.uniform(0.5, 6) * RATE)
    return augmentation.record(augmentation.background(samples, studio.rng, mix.recipe), studio.rng, mix.recipe)


def _silence(studio: Studio, least_s: float, most_s: float) -> np.ndarray:
    """None at all every fifth time, where something was cut short."""
    seconds = 0.0 if studio.rng.random() < 0.2 else studio.rng.uniform(least_s, most_s)
    return np.zeros(int(seconds * RATE), np.float32)

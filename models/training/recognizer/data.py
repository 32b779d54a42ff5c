"""What the recogniser learns from: batches of clips of nearly one length, never the same again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from .. import augmentation
from ..augmentation import Recipe
from ..features import BANDS, RATE, SHIFT, recognizer_features, transducer_features
from ..synthesis.sound import PHONES
from ..text.pieces import Pieces
from ..voices import Shares
from ..voicing import Studio

SUBSAMPLING = 8
"""Frames of features to a frame of the encoder."""

OUTPUTS = 2
"""What the CTC head tells of each frame of the encoder: words said fast have more than a piece in 80 ms."""

STEP = SUBSAMPLING // OUTPUTS
"""Frames of features to an output of the CTC head."""

_PAUSE = "pau"
_NUMBERS = {name: number for number, name in enumerate(PHONES)}
PAUSE = _NUMBERS[_PAUSE]
"""As batches' phones have it."""


_WARP_KNOTS = 8
_WARP_BANDS = 1.6

_EASY = Recipe(speed=0, room=0, background=0, equalizer=0, narrowband=0, clipping=0, opus=0, telephone=0, eight_bit=0)


@dataclass(frozen=True)
class Mix:
    """What clips are made of.

    `frames`: of a batch, padding included. `pool`: batches made together of clips sorted by length. `longest_s`: no
    further sentence is added after it. `joined`: the chance of each further sentence; `other`: that somebody else says it.
    `wordless`: clips in which nobody speaks. `dropout`: of merges of pieces. `easy`: so many pools long, ever fewer
    clips are clean single sentences, from which the first sounds are learned sooner. `transducer`: the share of clips
    whose features are those of transducers, which see a little less of the highest frequencies. `warped`: the share
    whose bands are `warped`.
    """

    frames: int = 20_000
    pool: int = 6
    longest_s: float = 10.0
    joined: float = 0.3
    other: float = 0.15
    wordless: float = 0.01
    dropout: float = 0.0
    easy: int = 100
    transducer: float = 0.0
    warped: float = 0.5
    shares: Shares = Shares(variants=0.14, invented=0.18, recorded=0.68)
    recipe: Recipe = Recipe(room=0.25, background=0.7, second_background=0.1, snr=(3.0, 30.0), opus_complexity=2)


@dataclass(frozen=True, eq=False)
class Batch:
    """`features` float16 [N,80,T], normalised, zeros behind each clip; `lengths` [N] in frames; `targets`: pieces;
    `phones` int8 [N,T/8,4], -1 behind each clip."""

    features: np.ndarray
    lengths: np.ndarray
    targets: list[list[int]]
    phones: np.ndarray

    @property
    def seconds(self) -> float:
        return float(self.lengths.sum()) / 100

    def parts(self, count: int) -> list["Batch"]:
        """So many, or as many as there are clips; of short and of long ones, each has as many as any other."""
        every = [slice(first, None, count) for first in range(min(count, len(self.lengths)))]
        return [Batch(self.features[at], self.lengths[at], self.targets[at], self.phones[at]) for at in every]


@dataclass(frozen=True, eq=False)
class Labelled:
    """`features` [T,80]. `pieces`: the numbers of what is said. `phones` int8 [ceil(T/8),4]: the number in `PHONES` of
    what is being said in the middle of each quarter of a frame of the encoder, -1 where that is not known.
    """

    features: np.ndarray
    pieces: list[int]
    phones: np.ndarray


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
        if spellable(made):
            clips.append(made)
            frames += len(made.features)
    return clips


def _eased(mix: Mix) -> Mix:
    return replace(mix, joined=0.0, wordless=0.0, dropout=0.0, warped=0.0, recipe=_EASY)


def clip(studio: Studio, pieces: Pieces, mix: Mix) -> Labelled:
    """One to several sentences, mostly by one person, as some device recorded them."""
    if studio.rng.random() < mix.wordless:
        recording = _wordless(studio, mix)
        features = _features(studio, mix, recording)
        return Labelled(features, [], quarters([(_PAUSE, len(recording))], len(features)))
    text, heard, phones = _talk(studio, mix)
    recording = augmentation.augment(heard, studio.rng, mix.recipe, studio.babble)
    targets = pieces.encode(text, studio.words, mix.dropout)
    features = _features(studio, mix, recording)
    return Labelled(features, targets, quarters(phones, len(features), len(heard) / len(recording)))


def _features(studio: Studio, mix: Mix, recording: np.ndarray) -> np.ndarray:
    transduced = mix.transducer and studio.rng.random() < mix.transducer
    features = transducer_features(recording) if transduced else recognizer_features(recording)
    return warped(features, studio.rng) if studio.rng.random() < mix.warped else features


def warped(features: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """[T,80], heard by somebody else: each region of the bands is moved up or down by itself, as no two people have
    their resonances at the same distances. (Jaitly and Hinton 2013 moved all by one factor, as disguises do.) A
    deviation of 1.6 bands is 6 % of a frequency above 1 kHz, 60 Hz below it."""
    knots = np.linspace(0, BANDS - 1, _WARP_KNOTS)
    moved = np.clip(rng.normal(0, _WARP_BANDS, _WARP_KNOTS), -2 * _WARP_BANDS, 2 * _WARP_BANDS)
    bands = np.arange(BANDS)
    wanted = np.clip(bands + np.interp(bands, knots, moved), 0, BANDS - 1)
    lower = np.minimum(wanted.astype(int), BANDS - 2)
    share = (wanted - lower).astype(np.float32)
    return features[:, lower] * (1 - share) + features[:, lower + 1] * share


def quarters(phones: list[tuple[str, float]], frames: int, faster: float = 1.0) -> np.ndarray:
    """The `phones` of a clip's `Labelled`, from each with the sample at which it ended before the clip was played so
    many times as fast. The encoder hears a frame's middle at its first frame of features."""
    middles = SUBSAMPLING * np.arange(-(-frames // SUBSAMPLING))[:, None] + np.arange(-3, 4, 2)
    samples = (middles * SHIFT + SHIFT / 2) * faster
    numbers = np.array([_NUMBERS.get(name, -1) for name, _ in phones] + [-1], np.int8)
    made = numbers[np.searchsorted([end for _, end in phones], samples, side="right")]
    return np.where(samples < 0, -1, made).astype(np.int8)


def spellable(clip: Labelled) -> bool:
    """Whether there are outputs for all pieces, and for the blanks that equal neighbours need between them."""
    needed = len(clip.pieces) + sum(a == b for a, b in zip(clip.pieces, clip.pieces[1:]))
    return len(clip.features) // STEP >= max(1, needed)


def batches(clips: list[Labelled], frames: int) -> Iterator[Batch]:
    """Clips by length, so many padded frames together at most."""
    batch: list[Labelled] = []
    for each in sorted(clips, key=lambda labelled: len(labelled.features)):
        if batch and (len(batch) + 1) * len(each.features) > frames:
            yield together(batch)
            batch = []
        batch.append(each)
    if batch:
        yield together(batch)


def together(clips: list[Labelled]) -> Batch:
    lengths = np.array([len(clip.features) for clip in clips])
    frames = -(-max(lengths) // SUBSAMPLING)
    features = np.zeros((len(clips), BANDS, frames * SUBSAMPLING), np.float16)
    phones = np.full((len(clips), frames, 4), -1, np.int8)
    for row, clip in enumerate(clips):
        features[row, :, : len(clip.features)] = clip.features.T
        phones[row, : len(clip.phones)] = clip.phones
    return Batch(features, lengths, [clip.pieces for clip in clips], phones)


Said = tuple[str, np.ndarray, list[tuple[str, float]]]
"""The words, how they sound, and the phones, each with the sample at which it ends."""


def _talk(studio: Studio, mix: Mix) -> Said:
    speaker = studio.speaker(mix.shares)
    texts, sounds, phones = [], [_silence(studio, 0, 0.7)], []
    said, at = 0, len(sounds[0])
    while True:
        text, utterance = studio.say(speaker)
        texts.append(text)
        sounds += [utterance.samples, _silence(studio, 0.02, 0.7)]
        phones += [(_PAUSE, at), *((name, at + end) for name, end in utterance.phones)]
        said += len(utterance.samples)
        at += len(sounds[-2]) + len(sounds[-1])
        if said > mix.longest_s * RATE or studio.rng.random() >= mix.joined:
            return " ".join(texts), np.concatenate(sounds), [*phones, (_PAUSE, at)]
        if studio.rng.random() < mix.other:
            speaker = studio.speaker(mix.shares)


def _wordless(studio: Studio, mix: Mix) -> np.ndarray:
    samples = int(studio.rng.uniform(0.5, 6) * RATE)
    return augmentation.record(augmentation.background(samples, studio.rng, mix.recipe), studio.rng, mix.recipe)


def _silence(studio: Studio, least_s: float, most_s: float) -> np.ndarray:
    """None at all every fifth time, where something was cut short."""
    seconds = 0.0 if studio.rng.random() < 0.2 else studio.rng.uniform(least_s, most_s)
    return np.zeros(int(seconds * RATE), np.float32)

"""What the voiceprint learns from: a few thousand speakers, each of whom always says something new somewhere else."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .. import augmentation, pitch
from ..augmentation import Recipe
from ..features import RATE, voiceprint_features
from ..stream import generator
from ..voices import Shares, Speaker, Split, draw_distinct
from ..voicing import Studio

_PITCH_SHIFT = 640


@dataclass(frozen=True)
class Mix:
    """`speakers` in all, `clips` in a batch, `repeats` of each speaker there, all of a length drawn for it, in s.

    `siblings`: the share of speakers with invented voices who have one that was invented for somebody before, whom they
    must be told from by little else than pitch. `same_voice`: the share of those in a batch who share the voice of the
    one before.
    """

    speakers: int = 3000
    clips: int = 48
    repeats: int = 2
    shortest: float = 1.2
    longest: float = 4.0
    siblings: float = 0.85
    same_voice: float = 0.5
    shares: Shares = Shares(variants=0.4, invented=0.45, recorded=0.15)
    recipe: Recipe = Recipe(speed=0, snr=(3.0, 45.0))


@dataclass(frozen=True, eq=False)
class Batch:
    """`features` float16 [N,T,80], without their mean; `speakers` [N], numbers from 0; `pitches` float32 [N,ceil(T/2)],
    of every 20 ms, in octaves over 1 Hz, NaN where none is known."""

    features: np.ndarray
    speakers: np.ndarray
    pitches: np.ndarray

    @property
    def seconds(self) -> float:
        return self.features.shape[0] * self.features.shape[1] / 100


def cast(seed: int, mix: Mix = Mix()) -> list[Speaker]:
    """Everybody who is heard in training, no two of whom sound like one."""
    return draw_distinct(Split.TRAINING, mix.speakers, generator(seed, 0), mix.shares, mix.siblings)


def batches(speakers: list[Speaker], seed: int, mix: Mix = Mix()) -> Callable[[], Callable[[int], list[Batch]]]:
    """What a `Stream` needs: each thing made is one batch."""
    alike: dict[str, list[int]] = {}
    for number, speaker in enumerate(speakers):
        alike.setdefault(speaker.voice.person + speaker.voice.settings, []).append(number)

    def setup() -> Callable[[int], list[Batch]]:
        studio = Studio(seed)

        def make(number: int) -> list[Batch]:
            studio.begin(number)
            length = int(studio.rng.uniform(mix.shortest, mix.longest) * RATE)
            chosen = _chosen(studio, speakers, alike, mix)
            said = [part for each in chosen for part in excerpts(studio, speakers[each], length, mix)]
            clips = [augmentation.augment(part, studio.rng, mix.recipe, studio.babble) for part in said]
            features = np.stack([voiceprint_features(clip) for clip in clips]).astype(np.float16)
            pitches = np.stack([np.repeat(pitch.track(part, _PITCH_SHIFT), 2) for part in said])
            return [Batch(features, np.repeat(chosen, mix.repeats), pitches[:, : -(-features.shape[1] // 2)])]

        return make

    return setup


def excerpts(studio: Studio, speaker: Speaker, length: int, mix: Mix) -> list[np.ndarray]:
    """So many times [length] samples of what somebody says, one after the other."""
    said = np.zeros(0, np.float32)
    skipped = int(studio.rng.uniform(0, 1) * RATE)
    while len(said) < mix.repeats * length + skipped:
        pause = np.zeros(int(studio.rng.uniform(0, 0.2) * RATE), np.float32)
        said = np.concatenate([said, studio.say(speaker)[1].samples, pause])
    return list(said[skipped : skipped + mix.repeats * length].reshape(mix.repeats, length))


def _chosen(studio: Studio, speakers: list[Speaker], alike: dict[str, list[int]], mix: Mix) -> list[int]:
    chosen: list[int] = []
    for _ in range(mix.clips // mix.repeats):
        if chosen and studio.rng.random() < mix.same_voice:
            voice = speakers[chosen[-1]].voice
            chosen.append(int(studio.rng.choice(alike[voice.person + voice.settings])))
        else:
            chosen.append(int(studio.rng.integers(len(speakers))))
    return chosen

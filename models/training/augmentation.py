"""The way from a mouth to a file: speed, room, background, microphone, codec.

All but the speed keep the length and the times.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.signal import oaconvolve

from . import codecs
from .music import music
from .noises import NOISES, Babble, Noise, active_rms, white
from .resampling import resample
from .rooms import reverberate

_BABBLE, _MUSIC = "babble", "music"


@dataclass(frozen=True)
class Recipe:
    """The chance of each step, and its range. Levels in dB, that of the result over full scale.

    `backgrounds`: how often each background is drawn where there is one. `floor`: the hiss of the microphone itself.
    `speed` changes pitch, resonances and tempo together, by up to 10 %: not for what is to tell speakers apart.
    """

    speed: float = 0.1
    room: float = 0.4
    background: float = 0.75
    second_background: float = 0.15
    equalizer: float = 0.4
    narrowband: float = 0.05
    clipping: float = 0.07
    opus: float = 0.2
    opus_complexity: int = 8
    telephone: float = 0.05
    eight_bit: float = 0.02
    loss: float = 0.06
    floor: float = 0.7
    snr: tuple[float, float] = (0.0, 45.0)
    level: tuple[float, float] = (-42.0, -12.0)
    backgrounds: dict[str, float] = field(
        default_factory=lambda: {
            **{name: 1.0 for name in NOISES},
            **{name: 3.0 for name in ("white", "pink", "coloured", "fan", _BABBLE)},
            _MUSIC: 2.0,
        }
    )


def augment(
    speech: np.ndarray, rng: np.random.Generator, recipe: Recipe = Recipe(), babble: Babble | None = None
) -> np.ndarray:
    """`speech` [n] as some device recorded it somewhere: float32, 16-bit steps, [n] unless the speed was changed."""
    if rng.random() < recipe.speed:
        speech = change_speed(speech, float(rng.uniform(0.9, 1.1)))
    heard = reverberate(speech, rng) if rng.random() < recipe.room else speech
    heard = with_backgrounds(heard, rng, recipe, babble)
    return record(heard, rng, recipe)


def with_backgrounds(
    speech: np.ndarray, rng: np.random.Generator, recipe: Recipe = Recipe(), babble: Babble | None = None
) -> np.ndarray:
    for chance in (recipe.background, recipe.second_background):
        if rng.random() < chance:
            speech = mix(speech, background(len(speech), rng, recipe, babble), float(rng.uniform(*recipe.snr)))
    return speech


def background(
    samples: int, rng: np.random.Generator, recipe: Recipe = Recipe(), babble: Babble | None = None
) -> np.ndarray:
    """Float32 [n] with an `active_rms` of 1: some noise, music, or people in the distance."""
    makers: dict[str, Noise] = {**NOISES, _MUSIC: music}
    if babble:
        makers[_BABBLE] = babble
    names = [name for name in recipe.backgrounds if name in makers]
    weights = np.array([recipe.backgrounds[name] for name in names])
    return makers[names[rng.choice(len(names), p=weights / weights.sum())]](samples, rng)


def mix(speech: np.ndarray, noise: np.ndarray, snr: float) -> np.ndarray:
    """Both at once, the noise so many dB under the speech, pauses counted in neither (see `active_rms`).

    Where `speech` is silence, so is the result: give `record` a background for audio in which nobody speaks.
    """
    scale = active_rms(speech) * 10 ** (-snr / 20) / max(active_rms(noise), 1e-9)
    return (speech + noise[: len(speech)] * np.float32(scale)).astype(np.float32)


def record(heard: np.ndarray, rng: np.random.Generator, recipe: Recipe = Recipe()) -> np.ndarray:
    """Through a microphone and a codec, with or without speech in it: float32 [n] in [-1, 1), in steps of 16 bits."""
    if rng.random() < recipe.equalizer:
        heard = equalize(heard, rng)
    if rng.random() < recipe.narrowband:
        heard = narrowband(heard)
    heard = at_level(heard, float(rng.uniform(*recipe.level)))
    if rng.random() < recipe.floor:
        heard = heard + white(len(heard), rng) * np.float32(10 ** (rng.uniform(-95, -65) / 20))
    if rng.random() < recipe.clipping:
        heard = clip(heard, rng)
    return codecs.sixteen_bit(_coded(heard, rng, recipe))


def change_speed(samples: np.ndarray, factor: float) -> np.ndarray:
    """Played so many times as fast: [n / factor]."""
    return resample(samples, round(1 / factor, 2))


def narrowband(samples: np.ndarray) -> np.ndarray:
    """Nothing above 4 kHz, as what was sampled at 8 kHz."""
    wide = resample(resample(samples, 0.5), 2.0)
    return np.pad(wide, (0, max(0, len(samples) - len(wide))))[: len(samples)]


def equalize(samples: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Through a microphone that is fonder of some frequencies than of others; some hear little bass."""
    hertz = np.linspace(0, codecs.RATE / 2, 33)
    at = np.geomspace(60, 8000, 9)
    decibels = rng.normal(0, 4, 9) + rng.uniform(-6, 6) * np.linspace(-1, 1, 9)
    if rng.random() < 0.4:
        decibels -= 20 * np.log10(1 + (rng.uniform(80, 400) / at) ** 2)
    taps = np.fft.irfft(10 ** (np.interp(hertz, at, np.clip(decibels, -40, 15)) / 20))
    window = np.roll(taps, len(taps) // 2) * np.hanning(len(taps))
    return oaconvolve(samples, window.astype(np.float32), mode="same").astype(np.float32)


def at_level(samples: np.ndarray, decibels: float) -> np.ndarray:
    """With an `active_rms` of so many dB over full scale (negative)."""
    return samples * np.float32(10 ** (decibels / 20) / max(active_rms(samples), 1e-9))


def clip(samples: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Too loud for its device: cut off, or squeezed, at 1-12 dB over its RMS, and turned down again by chance."""
    ceiling = np.float32(active_rms(samples) * 10 ** (rng.uniform(1, 12) / 20))
    if rng.random() < 0.3:
        return ceiling * np.tanh(samples / ceiling)
    return np.clip(samples, -ceiling, ceiling)


def _coded(heard: np.ndarray, rng: np.random.Generator, recipe: Recipe) -> np.ndarray:
    loss = float(rng.uniform(0.01, 0.1)) if rng.random() < recipe.loss else 0.0
    kind = rng.random()
    if kind < recipe.opus:
        return codecs.opus(heard, rng, loss=loss, complexity=recipe.opus_complexity)
    kind -= recipe.opus
    if kind < recipe.telephone:
        heard = (codecs.mu_law if rng.random() < 0.5 else codecs.a_law)(narrowband(heard))
    elif kind < recipe.telephone + recipe.eight_bit:
        heard = codecs.eight_bit(heard)
    return codecs.dropouts(heard, rng, loss) if loss else heard

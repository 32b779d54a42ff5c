"""Music, composed and played on the spot: drums, bass, chords and a melody, in many timbres. Nobody sings."""

import functools
from collections.abc import Callable

import numpy as np
from scipy.signal import lfilter

from .noises import RATE, unit

Instrument = Callable[[float, float], np.ndarray]
"""Pitch in Hz and length in s -> samples."""

_SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 7, 9), (0, 3, 5, 6, 7, 10), (0, 2, 3, 5, 7, 9, 10))
_PROGRESSIONS = ((0, 4, 5, 3), (0, 5, 3, 4), (0, 3, 4, 0), (0, 0, 3, 4), (5, 3, 0, 4), (0, 6, 5, 4), (0, 2, 3, 4))


def music(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Float32 [n] at 16 kHz, with an `active_rms` of 1."""
    beat = 60 / rng.uniform(60, 170)
    beats = int(samples / RATE / beat) + 1
    root = 2 ** rng.uniform(-1, 1) * 110
    scale = _SCALES[rng.integers(len(_SCALES))]
    chords = _PROGRESSIONS[rng.integers(len(_PROGRESSIONS))]
    parts = {"melody": 0.7, "chords": 0.6, "bass": 0.5, "drums": 0.45}
    chosen = [part for part, chance in parts.items() if rng.random() < chance] or ["melody"]
    played = np.zeros(samples + RATE, np.float32)
    for part in chosen:
        loudness = rng.uniform(0.3, 1)
        for at, sound in _PARTS[part](beats, beat, root, scale, chords, rng):
            start = int(max(0, at + rng.normal(0, 0.004)) * RATE)
            sound = sound[: max(0, len(played) - start)]
            played[start : start + len(sound)] += loudness * sound
    offset = int(rng.integers(0, RATE))
    return unit(played[offset : offset + samples])


def _melody(beats, beat, root, scale, _chords, rng):
    play = _instrument(rng)
    step = beat * rng.choice([0.5, 0.5, 1, 2])
    degree, at = 7, 0.0
    while at < beats * beat:
        length = step * rng.choice([1, 1, 1, 2])
        if rng.random() < 0.85:
            degree = int(np.clip(degree + rng.integers(-3, 4), 0, 16))
            yield at, play(root * 2 * _interval(scale, degree), round(length, 4))
        at += length


def _chords(beats, beat, root, scale, chords, rng):
    play, strum = _instrument(rng), rng.choice([0, 0, 0.015])
    every = int(rng.choice([1, 2, 4]))
    for number in range(0, beats, every):
        base = chords[number // 4 % len(chords)]
        for voice, degree in enumerate((0, 2, 4)):
            yield number * beat + voice * strum, 0.5 * play(
                root * _interval(scale, base + degree), round(every * beat, 4)
            )


def _bass(beats, beat, root, scale, chords, rng):
    play, eighths = _instrument(rng), rng.random() < 0.4
    for number in range(2 * beats if eighths else beats):
        at = number * (beat / 2 if eighths else beat)
        base = chords[int(at / beat) // 4 % len(chords)]
        yield at, 1.2 * play(root / 2 * _interval(scale, base), round(beat * 0.8, 4))


def _drums(beats, beat, _root, _scale, _chords, rng):
    kick, snare, hat = _kick(rng), _snare(rng), _hat(rng)
    pattern = rng.random((3, 8)) < np.array([[0.35], [0.15], [0.6]])
    pattern[0, 0] = pattern[1, 4] = True
    for number in range(2 * beats):
        for drum, hits in zip((kick, snare, hat), pattern):
            if hits[number % 8]:
                yield number * beat / 2, drum * rng.uniform(0.6, 1)


_PARTS = {"melody": _melody, "chords": _chords, "bass": _bass, "drums": _drums}


def _interval(scale: tuple[int, ...], degree: int) -> float:
    octave, step = divmod(degree, len(scale))
    return 2 ** (octave + scale[step] / 12)


def _instrument(rng: np.random.Generator) -> Instrument:
    """One with a timbre of its own; it plays a note that it has played before from memory."""
    return functools.cache(_INSTRUMENTS[rng.integers(len(_INSTRUMENTS))](rng))


def _envelope(t: np.ndarray, length: float, attack: float, decay: float) -> np.ndarray:
    return np.minimum(1, t / attack) * np.exp(-t * decay) * np.clip((length - t) / 0.03 + 1, 0, 1)


def _time(length: float) -> np.ndarray:
    return np.arange(int((length + 0.03) * RATE), dtype=np.float32) / RATE


def _additive(rng: np.random.Generator) -> Instrument:
    """Organs, horns, pianos, bells: partials in a row, stretched a little in some."""
    count, slope, stretch = rng.integers(1, 12), rng.uniform(0.4, 2.2), rng.choice([1, 1, 1, 1.003, 1.2])
    heights = np.arange(1, count + 1) ** -slope * rng.uniform(0.3, 1, count)
    attack, decay = rng.choice([0.004, 0.02, 0.1]), rng.choice([0, 0.8, 3, 8])
    vibrato, speed = rng.choice([0, 0, 0.004, 0.01]), rng.uniform(4, 7)

    def play(pitch: float, length: float) -> np.ndarray:
        t = _time(length)
        phase = 2 * np.pi * pitch * (t + vibrato / speed / 6.3 * np.sin(2 * np.pi * speed * t))
        partials = [(n, n**stretch) for n in range(1, count + 1) if pitch * n**stretch < 7800]
        return _envelope(t, length, attack, decay) * sum(heights[n - 1] * np.sin(at * phase) for n, at in partials)

    return play


def _modulated(rng: np.random.Generator) -> Instrument:
    """Two-operator frequency modulation (Chowning 1973): electric pianos, brass, gongs."""
    ratio, index = rng.choice([0.5, 1, 1, 2, 3, 1.41, 3.5]), rng.uniform(0.5, 6)
    attack, decay, dulling = rng.choice([0.003, 0.05]), rng.choice([0, 1.5, 5]), rng.uniform(0, 6)

    def play(pitch: float, length: float) -> np.ndarray:
        t = _time(length)
        depth = index * np.exp(-dulling * t)
        return _envelope(t, length, attack, decay) * np.sin(
            2 * np.pi * pitch * t + depth * np.sin(2 * np.pi * pitch * ratio * t)
        )

    return play


def _plucked(rng: np.random.Generator) -> Instrument:
    """A string (Karplus and Strong 1983)."""
    damping, seed = rng.uniform(0.975, 0.998), int(rng.integers(1 << 30))

    def play(pitch: float, length: float) -> np.ndarray:
        t, period = _time(length), max(2, round(RATE / pitch))
        pluck = np.zeros(len(t), np.float32)
        pluck[:period] = np.random.default_rng(seed).uniform(-1, 1, period)[: len(t)]
        string = lfilter([1], np.r_[1, np.zeros(period - 1), -damping / 2, -damping / 2], pluck)
        return 3 * string * _envelope(t, length, 0.001, 0)

    return play


def _pad(rng: np.random.Generator) -> Instrument:
    """Saws out of tune, behind a filter."""
    detune, pole = rng.uniform(0.002, 0.012, 3), rng.uniform(0.3, 0.92)
    attack = rng.choice([0.02, 0.2])

    def play(pitch: float, length: float) -> np.ndarray:
        t = _time(length)
        saws = sum(2 * (pitch * (1 + off) * t % 1) - 1 for off in (0, *detune))
        return 0.4 * lfilter([1 - pole], [1, -pole], saws) * _envelope(t, length, attack, 0)

    return play


_INSTRUMENTS = (_additive, _additive, _modulated, _plucked, _pad)


def _kick(rng: np.random.Generator) -> np.ndarray:
    t = np.arange(int(0.25 * RATE)) / RATE
    low, high = rng.uniform(40, 70), rng.uniform(100, 300)
    return 1.5 * np.exp(-t * 14) * np.sin(2 * np.pi * (low * t + high / 40 * (1 - np.exp(-40 * t))))


def _snare(rng: np.random.Generator) -> np.ndarray:
    t = np.arange(int(0.2 * RATE)) / RATE
    return np.exp(-t * rng.uniform(15, 35)) * (
        0.5 * rng.standard_normal(len(t)) + 0.5 * np.sin(2 * np.pi * rng.uniform(150, 250) * t)
    )


def _hat(rng: np.random.Generator) -> np.ndarray:
    t = np.arange(int(0.15 * RATE)) / RATE
    return 0.5 * np.exp(-t * rng.uniform(20, 120)) * np.diff(rng.standard_normal(len(t) + 1))

"""What else is heard: noises made on the spot.

Each takes a number of samples and a generator, and gives float32 [n] at 16 kHz with an `active_rms` of 1.
"""

from collections import deque
from collections.abc import Callable

import numpy as np
from scipy.fft import irfft, next_fast_len
from scipy.signal import lfilter

RATE = 16_000

Noise = Callable[[int, np.random.Generator], np.ndarray]

_FRAME = 320


def active_rms(samples: np.ndarray) -> float:
    """RMS over the 20 ms frames within 25 dB of the loudest: of steady noise its RMS, of speech that without pauses."""
    if len(samples) == 0:
        return 0.0
    frames = max(1, len(samples) // _FRAME)
    power = (samples[: frames * _FRAME].reshape(frames, -1).astype(np.float64) ** 2).mean(axis=1)
    return float(np.sqrt(power[power >= 10**-2.5 * power.max()].mean()))


def unit(samples: np.ndarray) -> np.ndarray:
    return (samples / max(active_rms(samples), 1e-9)).astype(np.float32)


def shaped(samples: int, rng: np.random.Generator, curve: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Gaussian noise [n] whose amplitude at each frequency (Hz) is `curve` of it."""
    size = next_fast_len(max(samples, 2), real=True)
    hertz = np.arange(size // 2 + 1, dtype=np.float32) * np.float32(RATE / size)
    spectrum = rng.standard_normal((2, len(hertz)), np.float32)
    return irfft((spectrum[0] + 1j * spectrum[1]) * curve(hertz).astype(np.float32), size)[:samples]


def envelope(samples: int, rng: np.random.Generator, step_s: float, low: float, high: float) -> np.ndarray:
    """A curve [n] that wanders between two values, a new one each `step_s` or so."""
    points = max(2, int(samples / (step_s * RATE)) + 2)
    return np.interp(np.arange(samples), np.linspace(0, samples, points), rng.uniform(low, high, points))


def white(samples: int, rng: np.random.Generator) -> np.ndarray:
    return unit(rng.standard_normal(samples, np.float32))


def pink(samples: int, rng: np.random.Generator) -> np.ndarray:
    return unit(shaped(samples, rng, lambda f: np.maximum(f, 20) ** -0.5))


def brown(samples: int, rng: np.random.Generator) -> np.ndarray:
    return unit(shaped(samples, rng, lambda f: 1 / np.maximum(f, 20)))


def coloured(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Of any smooth spectrum: a slope with hills and valleys, as of streets and machines far away."""
    at = np.geomspace(30, 8000, 8)
    decibels = rng.normal(0, 6, 8) - rng.uniform(0, 9) * np.arange(8) / 2
    return unit(shaped(samples, rng, lambda f: 10 ** (np.interp(f, at, decibels) / 20)))


def rumble(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Coloured noise that swells and fades, as of cars that pass by."""
    return unit(coloured(samples, rng) * envelope(samples, rng, rng.uniform(0.5, 3), 0.1, 1.5))


def hum(samples: int, rng: np.random.Generator) -> np.ndarray:
    """The mains, at 50 or 60 Hz."""
    tone = _harmonics(np.full(samples, rng.choice([50.0, 60.0])), rng.uniform(0, 1, 8) / np.arange(1, 9), rng)
    return unit(unit(tone) + rng.uniform(0.02, 0.3) * pink(samples, rng))


def fan(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Air, and a tone for each blade that goes by."""
    pitch = rng.uniform(40, 250) * (1 + 0.01 * envelope(samples, rng, 0.5, -1, 1))
    cutoff = rng.uniform(200, 2500)
    air = unit(shaped(samples, rng, lambda f: 1 / (1 + (f / cutoff) ** 2) ** 0.5))
    blades = unit(_harmonics(pitch, rng.uniform(0, 1, 6) / np.arange(1, 7), rng))
    wobble = 1 + 0.15 * np.sin(2 * np.pi * rng.uniform(0.2, 6) * np.arange(samples) / RATE)
    return unit((air + rng.uniform(0.05, 0.8) * blades) * wobble)


def wind(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Gusts on a microphone: mostly under 300 Hz, and higher the harder it blows."""
    low = unit(shaped(samples, rng, lambda f: 1 / (1 + (f / 80) ** 2)))
    high = unit(shaped(samples, rng, lambda f: (f / 300) / (1 + (f / 500) ** 2) ** 1.2))
    gusts = envelope(samples, rng, rng.uniform(0.15, 1.2), 0, 1) ** 2
    return unit(low * (0.1 + gusts) + rng.uniform(0.1, 0.6) * high * gusts**2)


def engine(samples: int, rng: np.random.Generator) -> np.ndarray:
    """A motor that revs up and down, a car's or a drill's."""
    pitch = np.exp(envelope(samples, rng, rng.uniform(0.5, 4), *np.log(np.sort(rng.uniform(20, 220, 2)))))
    partials = rng.uniform(0.2, 1, 24) * np.arange(1, 25) ** -rng.uniform(0.3, 1.3)
    return unit(unit(_harmonics(pitch, partials, rng)) + rng.uniform(0.1, 1) * pink(samples, rng))


def impulses(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Clicks, knocks and crackles, each a burst of noise that is over in 2-80 ms."""
    decay = np.exp(rng.uniform(np.log(0.0005), np.log(0.02)))
    times = _poisson(samples, rng, np.exp(rng.uniform(np.log(0.5), np.log(40))))
    return unit(_events(samples, times, rng, lambda: _burst(decay * rng.uniform(0.5, 2), rng)))


def keyboard(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Keys go down and up again, in words."""
    keys = max(1, samples // 800)
    gaps = rng.gamma(2.5, rng.uniform(0.04, 0.1), keys) + (rng.random(keys) < 0.15) * 0.5
    down = np.cumsum(gaps) * RATE
    up = down + rng.uniform(0.05, 0.12, len(down)) * RATE
    times = np.concatenate([down, up]).astype(int)
    ring = rng.uniform(1500, 5000)

    def key() -> np.ndarray:
        return _together(_burst(0.002, rng), _ping(ring * rng.uniform(0.8, 1.2), 0.006, rng))

    return unit(_events(samples, times, rng, key))


def dishes(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Glass and metal that ring."""

    def ring() -> np.ndarray:
        pitch = rng.uniform(700, 4000)
        return _together(*(_ping(pitch * factor, rng.uniform(0.02, 0.25), rng) for factor in (1, 2.76, 5.4)))

    return unit(_events(samples, _poisson(samples, rng, rng.uniform(0.4, 4)), rng, ring))


def steps(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Somebody walks: dull thumps, evenly."""
    beat = rng.uniform(0.4, 0.8) * RATE
    even = np.arange(0, samples, beat)
    times = np.maximum(0, even + rng.normal(0, 0.02 * RATE, len(even))).astype(int)
    pitch = rng.uniform(50, 180)
    return unit(_events(samples, times, rng, lambda: _together(_ping(pitch, 0.03, rng), 0.3 * _burst(0.01, rng))))


def rustle(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Cloth and hands on the device."""
    low, high = np.sort(np.exp(rng.uniform(np.log(300), np.log(7000), 2)))
    cloth = shaped(samples, rng, lambda f: 1 / (1 + (low / np.maximum(f, 1)) ** 4) / (1 + (f / (high + 500)) ** 4))
    strokes = np.maximum(0, envelope(samples, rng, rng.uniform(0.05, 0.3), -1.2, 1)) ** 1.5
    return unit(cloth * (strokes + 0.01))


def beeps(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Telephones, alarms and machines."""
    pitches = rng.uniform(300, 3500, rng.integers(1, 4))
    length, gap = rng.uniform(0.05, 0.6), rng.uniform(0.05, 1.5)
    t = np.arange(int(length * RATE)) / RATE
    edge = np.minimum(1, np.minimum(t, length - t) / 0.005)
    times = np.arange(int(rng.uniform(0, gap) * RATE), samples, int((length + gap) * RATE))
    kinds = [np.sin(2 * np.pi * pitch * t) * edge for pitch in pitches]
    order = iter(rng.integers(0, len(kinds), len(times)))
    return unit(_events(samples, times, rng, lambda: kinds[next(order)], spread=0.0))


NOISES: dict[str, Noise] = {
    noise.__name__: noise
    for noise in (
        white, pink, brown, coloured, rumble, hum, fan, wind, engine, impulses, keyboard, dishes, steps, rustle, beeps,
    )
}  # fmt: skip
STEADY = ("white", "pink", "brown", "coloured", "hum", "fan")


class Babble:
    """Many people at once, out of what was said lately; until enough was, noise that swells like speech."""

    def __init__(self, capacity: int = 96) -> None:
        self._heard: deque[np.ndarray] = deque(maxlen=capacity)

    def hear(self, speech: np.ndarray) -> None:
        """Remembers `speech` [n], clean, to be heard in the background later."""
        self._heard.append(np.asarray(speech, np.float32))

    def __call__(self, samples: int, rng: np.random.Generator) -> np.ndarray:
        if len(self._heard) < 16:
            return unit(coloured(samples, rng) * envelope(samples, rng, 0.2, 0.2, 1))
        voices = int(rng.integers(4, 12))
        return unit(sum(self._one(samples, rng) * rng.uniform(0.3, 1) for _ in range(voices)))

    def _one(self, samples: int, rng: np.random.Generator) -> np.ndarray:
        pieces: list[np.ndarray] = []
        start = int(rng.integers(0, RATE * 2))
        while sum(map(len, pieces)) < samples + start:
            pieces.append(self._heard[rng.integers(len(self._heard))])
        return np.concatenate(pieces)[start : start + samples]


def _harmonics(pitch: np.ndarray, heights: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A tone of changing `pitch` [n] in Hz, with so high a partial at each multiple (none above half the rate)."""
    turn = np.exp(2j * np.pi * (np.cumsum(pitch) / RATE % 1)).astype(np.complex64)
    partial, tone = np.ones(len(pitch), np.complex64), np.zeros(len(pitch), np.float32)
    for number, height in enumerate(heights, 1):
        if number * pitch.max() >= RATE / 2:
            break
        partial *= turn
        tone += (partial * np.complex64(height * np.exp(2j * np.pi * rng.random()))).imag
    return tone


def _poisson(samples: int, rng: np.random.Generator, a_second: float) -> np.ndarray:
    return rng.integers(0, max(1, samples), max(1, rng.poisson(a_second * samples / RATE)))


def _events(
    samples: int, times: np.ndarray, rng: np.random.Generator, sound: Callable[[], np.ndarray], spread: float = 0.7
) -> np.ndarray:
    """`sound` at each of `times`, of unequal loudness."""
    heard = np.zeros(samples, np.float32)
    for at in times[times < samples]:
        event = sound()[: samples - at]
        heard[at : at + len(event)] += event * np.exp(rng.normal(0, spread))
    return heard


def _together(*sounds: np.ndarray) -> np.ndarray:
    longest = max(map(len, sounds))
    return sum(np.pad(sound, (0, longest - len(sound))) for sound in sounds)


def _burst(decay: float, rng: np.random.Generator) -> np.ndarray:
    """White noise that decays by e in so many s, made duller by chance."""
    length = max(8, int(5 * decay * RATE))
    noise = rng.standard_normal(length) * np.exp(-np.arange(length) / (decay * RATE))
    return lfilter([1], [1, -rng.uniform(-0.5, 0.9)], noise)


def _ping(pitch: float, decay: float, rng: np.random.Generator) -> np.ndarray:
    t = np.arange(int(5 * decay * RATE)) / RATE
    return np.exp(-t / decay) * np.sin(2 * np.pi * min(pitch, 7900) * t + rng.uniform(0, 6)) * rng.uniform(0.3, 1)

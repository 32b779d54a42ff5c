"""Rooms: the first reflections by the method of images (Allen and Berkley 1979), then noise that dies away."""

from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter, oaconvolve

RATE = 16_000

_SOUND = 343.0  # m/s
_EARLY_S = 0.03
_IMAGES = np.stack(np.meshgrid(*[np.arange(-2, 3)] * 3, *[np.arange(2)] * 3, indexing="ij"), -1).reshape(-1, 6)


@dataclass(frozen=True)
class Room:
    """`size` in m; `reverberation` (RT60) in s; where the mouth and the microphone are, in m from one corner."""

    size: tuple[float, float, float]
    reverberation: float
    mouth: tuple[float, float, float]
    microphone: tuple[float, float, float]

    @property
    def distance(self) -> float:
        return float(np.linalg.norm(np.subtract(self.mouth, self.microphone)))


def draw_room(rng: np.random.Generator) -> Room:
    """From a car to a hall; RT60 0.1-0.8 s; a mouth 0.15-5 m from the microphone, as near as not."""
    size = np.array([rng.uniform(2.2, 9), rng.uniform(1.8, 7), rng.uniform(1.8, 3.6)])
    microphone = size * rng.uniform(0.1, 0.9, 3)
    way = rng.standard_normal(3)
    distance = np.exp(rng.uniform(np.log(0.15), np.log(5)))
    mouth = np.clip(microphone + distance * way / np.linalg.norm(way), 0.05 * size, 0.95 * size)
    return Room(tuple(size), float(rng.uniform(0.1, 0.8)), tuple(mouth), tuple(microphone))


def impulse_response(room: Room, rng: np.random.Generator) -> np.ndarray:
    """Float32 [n], the direct sound at 0 with height 1, so that what is heard stays in step with what is said."""
    length = int(RATE * room.reverberation)
    response = _early(room, length)
    early = min(length, int(_EARLY_S * RATE))
    response[early // 2 :] += _tail(room, length, rng)[early // 2 :]
    return response.astype(np.float32)


def reverberate(samples: np.ndarray, rng: np.random.Generator, room: Room | None = None) -> np.ndarray:
    """`samples` [n] as heard in a room, any one by default; as long as they were."""
    response = impulse_response(room or draw_room(rng), rng)
    return oaconvolve(samples, response)[: len(samples)].astype(np.float32)


def _absorption(room: Room) -> float:
    """What the walls swallow, by Eyring's formula."""
    a, b, c = room.size
    return float(1 - np.exp(-0.161 * a * b * c / (2 * (a * b + b * c + c * a) * room.reverberation)))


def _early(room: Room, length: int) -> np.ndarray:
    shifts, flips = _IMAGES[:, :3], _IMAGES[:, 3:]
    size, mouth, microphone = map(np.array, (room.size, room.mouth, room.microphone))
    distances = np.linalg.norm((1 - 2 * flips) * mouth + 2 * shifts * size - microphone, axis=1)
    bounces = np.abs(shifts - flips).sum(axis=1) + np.abs(shifts).sum(axis=1)
    heights = np.sqrt(1 - _absorption(room)) ** bounces * (room.distance / distances)
    delays = (distances - room.distance) / _SOUND * RATE
    near = (delays >= 0) & (delays < min(length, _EARLY_S * RATE) - 1)
    at, part = np.divmod(delays[near], 1)
    response = np.bincount(at.astype(int), heights[near] * (1 - part), minlength=length)
    response[1:] += np.bincount(at.astype(int), heights[near] * part, minlength=length)[: length - 1]
    return response


def _tail(room: Room, length: int, rng: np.random.Generator) -> np.ndarray:
    """Diffuse sound, as loud as theory has it at this distance; high frequencies die sooner."""
    critical = 0.057 * np.sqrt(np.prod(room.size) / room.reverberation)
    noise = rng.standard_normal(length)
    low = lfilter([0.5], [1, -0.5], noise)
    decay = np.exp(-6.9 * np.arange(length) / (room.reverberation * RATE))
    tail = low * decay + (noise - low) * decay**1.6
    energy = (room.distance / critical) ** 2
    return tail * np.sqrt(energy * 13.8 / (room.reverberation * RATE))

"""espeak-ng in process: formant synthesis, some 800 times as fast as real time on one core.

One process has one espeak-ng, which is not safe for use by several threads. It keeps the phase of its pulses from one
utterance to the next: the same calls from the start of a process give the same samples, a call repeated later gives
samples that sound the same.
"""

import ctypes
import functools
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path

import numpy as np

from ..voices import Speaker
from .sound import Manner, Sound, SynthesisError

# From espeak-ng/speak_lib.h.
_SYNCHRONOUS = 2
_UTF8 = 1
_RATE, _VOLUME, _PITCH, _RANGE, _GAP = 1, 2, 3, 4, 7

_WORDS_A_MINUTE = 175
_OWN = 50  # the value of pitch and range at which a variant sounds as it is described
_OCTAVE = 80  # as measured: the melody's range does not follow the pitch
_GAP_UNIT = 0.01
_QUIET_ENOUGH = 60  # the loudest variants clip at 100
_INVENTED = "invented"
_DATA = "/usr/lib/x86_64-linux-gnu/espeak-ng-data"

_OnSamples = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Espeak:
    def say(self, text: str, speaker: Speaker, manner: Manner, seed: int) -> Sound:
        return _library().say(text, speaker, manner, seed)

    def close(self) -> None:
        """The library stays: it can't be started twice in one process."""


@functools.cache
def _library() -> "_Library":
    return _Library()


class _Library:
    def __init__(self) -> None:
        self._data = tempfile.TemporaryDirectory(prefix="espeak-ng-")
        Finalize(None, self._data.cleanup, exitpriority=0)  # worker processes end without running atexit's functions
        self._variants = _linked(Path(_DATA), Path(self._data.name) / "espeak-ng-data")
        self._pcm: list[bytes] = []
        self._on_samples = _OnSamples(self._keep)
        self._espeak = ctypes.CDLL("libespeak-ng.so.1")
        self._libc = ctypes.CDLL(None)
        self._rate = self._espeak.espeak_Initialize(_SYNCHRONOUS, 0, self._data.name.encode(), 0)
        if self._rate <= 0:
            raise SynthesisError(f"libespeak-ng doesn't start with the data of {_DATA}")
        self._espeak.espeak_SetSynthCallback(self._on_samples)

    def _keep(self, samples, count: int, _events) -> int:
        if count > 0:
            self._pcm.append(ctypes.string_at(samples, 2 * count))
        return 0

    def say(self, text: str, speaker: Speaker, manner: Manner, seed: int) -> Sound:
        self._select(speaker)
        self._set(_RATE, np.clip(_WORDS_A_MINUTE * manner.pace, 80, 449))
        self._set(_VOLUME, _QUIET_ENOUGH)
        self._set(_PITCH, np.clip(_OWN + manner.pitch * _OCTAVE / 12, 0, 99))
        self._set(_RANGE, np.clip(_OWN * manner.liveliness, 0, 99))
        self._set(_GAP, manner.gap / _GAP_UNIT)
        self._libc.srand(seed)
        self._pcm.clear()
        encoded = text.encode()
        self._espeak.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _UTF8, None, None)
        return Sound(np.frombuffer(b"".join(self._pcm), "<i2").astype(np.float32) / 32768, self._rate)

    def _select(self, speaker: Speaker) -> None:
        variant = self._variants / (_INVENTED if speaker.voice.settings else speaker.voice.name)
        if speaker.voice.settings:
            variant.write_text(speaker.voice.settings)
        name = f"{speaker.accent}+{variant.name}"
        # It would speak without a variant that it doesn't find.
        if not variant.exists() or self._espeak.espeak_SetVoiceByName(name.encode()) != 0:
            raise SynthesisError(f"espeak-ng has no voice {name}")

    def _set(self, parameter: int, value: float) -> None:
        self._espeak.espeak_SetParameter(parameter, int(round(value)), 0)


def _linked(data: Path, to: Path) -> Path:
    """Links to all of espeak-ng's data; returns the directory of its variants, to which more can be added."""
    variants = to / "voices" / "!v"
    variants.mkdir(parents=True)
    for file in data.iterdir():
        if file.name != "voices":
            (to / file.name).symlink_to(file)
    for file in (data / "voices" / "!v").iterdir():
        (variants / file.name).symlink_to(file)
    return variants

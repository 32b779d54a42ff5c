"""espeak-ng in process: formant synthesis, some 800 times as fast as real time on one core.

One process has one espeak-ng, which is not safe for use by several threads. It keeps the phase of its pulses from one
utterance to the next: the same calls from the start of a process give the same samples, a call repeated later gives
samples that sound the same.
"""

import ctypes
import functools
import itertools
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

_PHONEME_EVENTS = 1  # an option of espeak_Initialize, and the type of those events
_END, _PHONEME = 0, 7

# What espeak-ng 1.51 calls the phones of its English accents; those of `_ALIKE` it calls as they are called here.
_ALIKE = "b d f k l m n p r s t v w z".split()
_PHONES = {name: name for name in _ALIKE} | dict(
    pair.split("=")
    for pair in """
    a=ae aa=aa 0=aa A:=aa A@=aa V=ah O:=ao O@=ao O2=ao o@=ao aU=aw @=ax @2=ax @5=ax @-=ax a#=ax aI=ay aI2=ay aI3=ay
    aI@=ay E=eh e@=eh 3=er 3:=er VR=er IR=er eI=ey I=ih I2=ih I#=ih i@=ih i@3=ih i:=iy i=iy oU=ow OI=oy U=uh U@=uh
    u:=uw tS=ch D=dh dZ=jh g=g h=hh N=ng S=sh T=th j=y Z=zh @L=l r-=r t#=t t2=t t[=t ?=t w#=w n-=n
    _=pau _:=pau _!=pau _|=pau
    """.split()
)


class _Event(ctypes.Structure):
    """espeak_EVENT of espeak-ng/speak_lib.h. `sample`: of all that comes out, where something begins."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    ]


_OnSamples = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


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
        self._begun: list[tuple[str, int]] = []
        self._on_samples = _OnSamples(self._keep)
        self._espeak = ctypes.CDLL("libespeak-ng.so.1")
        self._libc = ctypes.CDLL(None)
        self._rate = self._espeak.espeak_Initialize(_SYNCHRONOUS, 0, self._data.name.encode(), _PHONEME_EVENTS)
        if self._rate <= 0:
            raise SynthesisError(f"libespeak-ng doesn't start with the data of {_DATA}")
        self._espeak.espeak_SetSynthCallback(self._on_samples)

    def _keep(self, samples, count: int, events) -> int:
        if count > 0:
            self._pcm.append(ctypes.string_at(samples, 2 * count))
        for event in itertools.takewhile(lambda each: each.type != _END, events or ()):
            if event.type == _PHONEME:
                self._begun.append((event.name.decode(errors="replace"), event.sample))
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
        self._begun.clear()
        encoded = text.encode()
        self._espeak.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _UTF8, None, None)
        samples = np.frombuffer(b"".join(self._pcm), "<i2").astype(np.float32) / 32768
        return Sound(samples, self._rate, self._phones(len(samples)), pauses=False)

    def _phones(self, samples: int) -> list[tuple[str, float]]:
        ends = [begin for _, begin in self._begun[1:]] + [samples]
        return [(_PHONES.get(name, name), end / self._rate) for (name, _), end in zip(self._begun, ends)]

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

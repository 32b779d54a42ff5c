"""flite in process: diphones (kal16: 1000 times as fast as real time on one core), statistical voices (75 times).

Not safe for use by several threads.
"""

import ctypes
import functools
from collections.abc import Iterator

import numpy as np

from ..voices import Speaker
from .sound import Manner, Sound, SynthesisError


class _Wave(ctypes.Structure):
    """cst_wave of flite/cst_wave.h."""

    _fields_ = [
        ("type", ctypes.c_char_p),
        ("rate", ctypes.c_int),
        ("count", ctypes.c_int),
        ("channels", ctypes.c_int),
        ("samples", ctypes.c_void_p),
    ]


class _Voice(ctypes.Structure):
    """The beginning of cst_voice of flite/cst_voice.h."""

    _fields_ = [("name", ctypes.c_char_p), ("features", ctypes.c_void_p)]


class Flite:
    def __init__(self) -> None:
        self._flite = _library()
        self._libc = ctypes.CDLL(None)

    def say(self, text: str, speaker: Speaker, manner: Manner, seed: int) -> Sound:
        voice = _voice(speaker.voice.name)
        for feature, value in _features(speaker, manner).items():
            self._flite.flite_feat_set_float(voice.contents.features, feature.encode(), value)
        self._libc.srand(seed)
        utterance = self._flite.flite_synth_text(text.encode(), voice)
        if not utterance:
            raise SynthesisError(f"flite's {speaker.voice.name} makes nothing of {text!r}")
        try:
            return self._sound(utterance)
        finally:
            self._flite.delete_utterance(utterance)

    def _sound(self, utterance: int) -> Sound:
        wave = self._flite.utt_wave(utterance).contents
        pcm = np.frombuffer(ctypes.string_at(wave.samples, 2 * wave.count), "<i2")
        return Sound(pcm.astype(np.float32) / 32768, wave.rate, list(self._phones(utterance)))

    def _phones(self, utterance: int) -> Iterator[tuple[str, float]]:
        item = self._flite.relation_head(self._flite.utt_relation(utterance, b"Segment"))
        while item:
            yield self._flite.item_feat_string(item, b"name").decode(), self._flite.item_feat_float(item, b"end")
            item = self._flite.item_next(item)

    def close(self) -> None:
        """Voices stay loaded: the next synthesizer of this process takes them up."""


def _features(speaker: Speaker, manner: Manner) -> dict[str, float]:
    """Voices that make melodies out of learnt pieces (rms) heed nothing but the stretch."""
    features = {"duration_stretch": 1 / manner.pace}
    if speaker.voice.deviation:
        factor = 2 ** (manner.pitch / 12)
        features["int_f0_target_mean"] = speaker.voice.pitch * factor
        features["int_f0_target_stddev"] = speaker.voice.deviation * factor * manner.liveliness
    return features


@functools.cache
def _library() -> ctypes.CDLL:
    flite = ctypes.CDLL("libflite.so.1", mode=ctypes.RTLD_GLOBAL)
    for name in ("usenglish", "cmulex"):
        ctypes.CDLL(f"libflite_{name}.so.1", mode=ctypes.RTLD_GLOBAL)
    pointer, string, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float
    for name, result, *arguments in (
        ("flite_synth_text", pointer, string, ctypes.POINTER(_Voice)),
        ("flite_feat_set_float", None, pointer, string, number),
        ("utt_wave", ctypes.POINTER(_Wave), pointer),
        ("utt_relation", pointer, pointer, string),
        ("relation_head", pointer, pointer),
        ("item_next", pointer, pointer),
        ("item_feat_string", string, pointer, string),
        ("item_feat_float", number, pointer, string),
        ("delete_utterance", None, pointer),
    ):
        function = getattr(flite, name)
        function.restype, function.argtypes = result, arguments
    flite.flite_init()
    return flite


@functools.cache
def _voice(name: str):
    _library()
    register = getattr(ctypes.CDLL(f"libflite_cmu_us_{name}.so.1", mode=ctypes.RTLD_GLOBAL), f"register_cmu_us_{name}")
    register.restype = ctypes.POINTER(_Voice)
    register.argtypes = [ctypes.c_char_p]
    return register(None)

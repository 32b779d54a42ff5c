"""Festival in a process of its own: diphones (300 times as fast as real time on one core), an HTS voice (36 times)."""

import os
import re
import select
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np

from ..voices import Speaker, Voice
from .accents import ACCENTS, Accent
from .sound import Manner, Sound, SynthesisError

_LIMIT_S = 30
_UTTERANCES_A_PROCESS = 500
_HTS = "cmu_us_slt_arctic_hts"
_ENGLISH = "ked_diphone"
_STRETCH = 1.1  # what Festival's own diphone voices set

_DIPHONES = {
    "czech_dita": "czech/czech_dita/group/dita.group",
    "czech_krb": "czech/czech_krb/group/krb.group",
    "czech_machac": "czech/czech_machac/group/machac.group",
    "czech_ph": "czech/czech_ph/group/ph.group",
    "hindi_NSK_diphone": "hindi/hindi_NSK_diphone/group/NSKlpc.group",
    "hy_fi_mv_diphone": "finnish/hy_fi_mv_diphone/group/mvlpc.group",
    "lp_diphone": "italian/lp_diphone/group/lp_diphone.group",
    "pc_diphone": "italian/pc_diphone/group/pc_diphone.group",
    "suo_fi_lj_diphone": "finnish/suo_fi_lj_diphone/group/ljlpc.group",
}
_VOICES = Path("/usr/share/festival/voices")


class Festival:
    def __init__(self) -> None:
        self._directory = tempfile.TemporaryDirectory(prefix="festival-")
        self._process: subprocess.Popen | None = None
        self._utterances = 0

    def say(self, text: str, speaker: Speaker, manner: Manner, seed: int) -> Sound:
        """Draws nothing: `seed` is ignored."""
        file = Path(self._directory.name) / "speech.wav"
        file.unlink(missing_ok=True)
        say = f'(training_say "{_quoted(text)}" "{file}")'
        answer = self._ask(*_voice(speaker.voice), *_prosody(speaker.voice, manner), say)
        if not file.exists():
            raise SynthesisError(f"Festival's {speaker.voice.name} makes nothing of {text!r}")
        with wave.open(str(file)) as spoken:
            pcm = np.frombuffer(spoken.readframes(spoken.getnframes()), "<i2")
            return Sound(pcm.astype(np.float32) / 32768, spoken.getframerate(), _phones(answer))

    def _ask(self, *forms: str) -> str:
        """Evaluates the forms; returns what was printed once that is done or has failed."""
        process = self._started()
        try:
            process.stdin.write("\n".join([*forms, "(training_ready)", ""]).encode())
            return _read(process.stdout.fileno())
        except (OSError, SynthesisError) as problem:
            self._stop()
            raise SynthesisError("Festival stopped") from problem

    def _started(self) -> subprocess.Popen:
        """Festival, started again now and then: 350 MB with all its voices, it grows by some 0.5 MB an utterance."""
        self._utterances += 1
        if self._utterances % _UTTERANCES_A_PROCESS == 0:
            self._stop()
        if self._process is None:
            command = ["festival", "--pipe"]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            self._process = subprocess.Popen(command, bufsize=0, **pipes)
            self._process.stdin.write(f'(load "{Path(__file__).with_name("festival.scm")}")\n'.encode())
        return self._process

    def _stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def close(self) -> None:
        self._stop()
        self._directory.cleanup()


def _voice(voice: Voice) -> list[str]:
    """Forms that select a voice."""
    if not voice.accent:
        return [f"(voice_{voice.name})"]
    return [f"(voice_{_ENGLISH})", _accented(voice.name, ACCENTS[voice.accent])]


def _accented(name: str, accent: Accent) -> str:
    phones = " ".join(f'("{name}" {" ".join(map(_string, phones))})' for name, phones in accent.phones.items())
    left, right = (" ".join(f"({a} {b})" for a, b in pairs.items()) for pairs in (accent.left, accent.right))
    diphones = _VOICES / _DIPHONES[name]
    return f'(training_accented "{name}" "{diphones}" \'({phones}) \'({left}) \'({right}) "{accent.silence}")'


def _prosody(voice: Voice, manner: Manner) -> list[str]:
    if voice.name == _HTS:
        return [f'(set! hts_engine_params (cons \'("-r" {manner.pace:.3f}) {_HTS}::hts_engine_params))']
    factor = 2 ** (manner.pitch / 12)
    mean, deviation = voice.pitch * factor, voice.deviation * factor * manner.liveliness
    return [
        f"(Parameter.set 'Duration_Stretch {_STRETCH / manner.pace:.3f})",
        f"(set! int_lr_params '((target_f0_mean {mean:.1f}) (target_f0_std {deviation:.1f})"
        " (model_f0_mean 170) (model_f0_std 34)))",
    ]


def _read(pipe: int) -> str:
    """All that comes up to the word `ready`."""
    heard = b""
    while not heard.endswith(b"ready\n"):
        readable, _, _ = select.select([pipe], [], [], _LIMIT_S)
        piece = os.read(pipe, 1 << 16) if readable else b""
        if not piece:
            raise SynthesisError("Festival says nothing")
        heard += piece
    return heard.decode(errors="replace")


def _phones(answer: str) -> list[tuple[str, float]]:
    return [(name, float(end)) for name, end in re.findall(r'\("?([^"\s()]+)"? ([\d.]+)\)', answer)]


def _string(text: str) -> str:
    return f'"{_quoted(text)}"'


def _quoted(text: str) -> str:
    return text.replace("\\", " ").replace('"', " ").replace("\n", " ")

#!/usr/bin/env python3
"""Synthesises the demo's recordings (Ogg Opus) and the truth about them (truth.json). See README.md."""

import argparse
import json
import subprocess
import wave
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

import numpy as np
from scipy.signal import lfilter, resample_poly

from dialogues import RECORDINGS, WHOLE_SECONDS, Recording, Voice

RATE = 16_000
PACKET = RATE // 50
CONVERSATION_GAP_S = 120
SPEECH_RMS = 0.06
LEAD_S = 0.9
TAIL_S = 1.3

# y[n] = x[n] + pole * y[n-1]: the higher the pole, the darker the noise.
NOISE_POLES = {"white": 0.0, "room": 0.7, "hum": 0.85, "wind": 0.93}


@dataclass(frozen=True)
class Turn:
    """What one speaker says without a stop. Times in µs since the epoch."""

    start: int
    end: int
    speaker: str
    text: str
    conversation: int


def synthesise(text: str, voice: Voice) -> np.ndarray:
    """Speech at 16 kHz, float, from its first to its last audible sample."""
    command = ["espeak-ng", "--stdout", "-v", f"en+{voice.variant}", "-p", str(voice.pitch), "-s", str(voice.speed)]
    spoken = subprocess.run([*command, text], check=True, capture_output=True).stdout
    with wave.open(BytesIO(spoken)) as file:
        # espeak-ng writes to a pipe, so the header's length is a guess: take what is there.
        rate, pcm = file.getframerate(), spoken[44:]
    speech = np.frombuffer(pcm[: len(pcm) & ~1], "<i2") / 32768
    if rate != 22_050:
        raise SystemExit(f"espeak-ng spoke at {rate} Hz, not 22050: is this its formant synthesiser?")
    speech = resample_poly(speech, 320, 441)
    audible = np.flatnonzero(np.abs(speech) > 0.01 * np.abs(speech).max())
    return speech[audible[0] : audible[-1] + 1]


def at_level(speech: np.ndarray, gain_db: float) -> np.ndarray:
    rms = np.sqrt(np.mean(speech**2))
    return speech * (SPEECH_RMS / rms * 10 ** (gain_db / 20))


def stationary_noise(samples: int, kind: str, rng: np.random.Generator) -> np.ndarray:
    """Noise of unit power that goes on and on, as a fan or a street far away does."""
    noise = lfilter([1.0], [1.0, -NOISE_POLES[kind]], rng.standard_normal(samples))
    noise /= noise.std()
    if kind == "hum":
        t = np.arange(samples) / RATE
        noise += sum(np.sin(2 * np.pi * 50 * h * t + h) / h for h in (1, 2, 3)) * 0.7
    return noise / noise.std()


def pause(rng: np.random.Generator, same_speaker: bool) -> float:
    """Seconds between two turns: people go on sooner than they answer, and at times answer at once."""
    if same_speaker:
        return rng.uniform(0.2, 0.7)
    return rng.uniform(0.2, 0.5) if rng.random() < 0.03 else rng.uniform(0.7, 1.5)


def lay_out(recording: Recording, rng: np.random.Generator) -> tuple[np.ndarray, list[tuple[int, int, str, str]]]:
    """Clean speech of the whole recording, and its turns as (first sample, end, speaker, text)."""
    pieces, turns = [np.zeros(round(LEAD_S * RATE))], []
    at, silence, previous = len(pieces[0]), 0.0, None
    for line in filter(None, map(str.strip, recording.script.splitlines())):
        if line.startswith("..."):
            silence = float(line.removeprefix("..."))
            continue
        speaker, text = (part.strip() for part in line.split(":", 1))
        if turns:
            quiet = np.zeros(round((silence or pause(rng, speaker == previous)) * RATE))
            pieces.append(quiet)
            at += len(quiet)
        speech = at_level(synthesise(text, recording.voices[speaker]), rng.uniform(-2, 2))
        turns.append((at, at + len(speech), speaker, text))
        pieces.append(speech)
        at, silence, previous = at + len(speech), 0.0, speaker
    end = at + round(TAIL_S * RATE)
    pieces.append(np.zeros(end + -end % PACKET - at))
    return np.concatenate(pieces), turns


def with_noise(clean: np.ndarray, recording: Recording, rng: np.random.Generator) -> np.ndarray:
    noise = stationary_noise(len(clean), recording.noise, rng)
    return clean + noise * SPEECH_RMS * 10 ** (-recording.snr_db / 20)


def encode(pcm: np.ndarray, path: Path) -> None:
    """Ogg Opus, mono, 20 ms packets, about 20 kbit/s."""
    raw = np.round(np.clip(pcm, -1, 1) * 32767).astype("<i2").tobytes()
    command = ["ffmpeg", "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    command += ["-c:a", "libopus", "-b:a", "20k", "-frame_duration", "20", "-application", "voip"]
    subprocess.run([*command, "-bitexact", "-fflags", "+bitexact", str(path)], input=raw, check=True)


def micros(samples: int) -> int:
    return samples * 1_000_000 // RATE


def start_of(recording: Recording, last_word: dict[str, int]) -> int:
    """µs since the epoch; `follows NAME by S`: its first word comes S seconds after the last one of NAME."""
    if recording.start.startswith("follows "):
        _, name, _, seconds = recording.start.split()
        return last_word[name] + round((float(seconds) - LEAD_S) * 1e6)
    moment = datetime.fromisoformat(recording.start.replace("Z", "+00:00"))
    return round((moment - datetime.fromtimestamp(0, timezone.utc)).total_seconds() * 1e6)


def number_conversations(truth: list[dict]) -> None:
    """A new conversation of a stream begins where nobody has spoken for the gap; numbers are global, from 1."""
    streams: dict[tuple[str, str], list[dict]] = {}
    for recording in truth:
        streams.setdefault((recording["device_id"], recording["owner_id"]), []).extend(recording["turns"])
    number = 0
    for turns in (streams[key] for key in sorted(streams)):
        end = None
        for turn in sorted(turns, key=lambda turn: turn["start"]):
            if end is None or turn["start"] - end >= CONVERSATION_GAP_S * 1_000_000:
                number += 1
            end = max(end or 0, turn["end"])
            turn["conversation"] = number


def make(recording: Recording, seed: int, into: Path, last_word: dict[str, int]) -> dict:
    rng = np.random.default_rng([seed, *recording.name.encode()])
    clean, spoken = lay_out(recording, rng)
    encode(with_noise(clean, recording, rng), into / f"{recording.name}.opus")
    start = start_of(recording, last_word)
    turns = [asdict(Turn(start + micros(a), start + micros(b), who, text, 0)) for a, b, who, text in spoken]
    last_word[recording.name] = turns[-1]["end"]
    lengths = [(turn["end"] - turn["start"]) / 1e6 for turn in turns]
    print(f"{recording.name}: {len(clean) / RATE:.1f} s, {len(turns)} turns of {min(lengths):.2f}-{max(lengths):.2f} s")
    return {
        "file": f"{recording.name}.opus",
        "device_id": recording.device,
        "owner_id": recording.owner,
        "start": start,
        "clock_step": 1_000_000 if recording.device in WHOLE_SECONDS else 1,
        "turns": turns,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    last_word: dict[str, int] = {}
    truth = [make(recording, options.seed, options.into, last_word) for recording in RECORDINGS]
    number_conversations(truth)
    lines = json.dumps({"recordings": truth}, indent=1)
    (options.into / "truth.json").write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

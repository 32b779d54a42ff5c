"""Sets on disk: a folder of 16-bit WAV files and `clips.jsonl`, which says of each what it holds."""

import hashlib
import json
import wave
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

RATE = 16_000
FOLDER = Path(__file__).parent.parent / "data" / "evaluation"
_LIST = "clips.jsonl"


@dataclass(frozen=True)
class Clip:
    """One file of a set.

    `text`: what is said. `speaker`: who says it, two clips of one speaker having the same; `voice`: the synthesiser's
    voice. `background`: what else is heard. `spans`: samples from which to which somebody speaks.
    """

    file: str
    text: str = ""
    speaker: str = ""
    voice: str = ""
    background: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def write(folder: Path, clip: Clip, samples: np.ndarray) -> None:
    """`samples` float [n] in [-1, 1) in steps of 16 bits, so that nothing is lost."""
    folder.mkdir(parents=True, exist_ok=True)
    with wave.open(str(folder / clip.file), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.round(samples * 32768).astype("<i2").tobytes())


def write_list(folder: Path, clips: Iterable[Clip]) -> None:
    """The set is complete with this, and is not found without."""
    lines = (json.dumps(asdict(clip)) + "\n" for clip in clips)
    (folder / _LIST).write_text("".join(lines), encoding="ascii")


def read_list(folder: Path) -> list[Clip]:
    if not (folder / _LIST).exists():
        raise FileNotFoundError(f"{folder} holds no set; python3 -m training.evaluation.make makes it")
    lines = (folder / _LIST).read_text(encoding="ascii").splitlines()
    return [Clip(**{**fields, "spans": tuple(map(tuple, fields["spans"]))}) for fields in map(json.loads, lines)]


def read(folder: Path, clip: Clip) -> np.ndarray:
    """Float32 [n] in [-1, 1)."""
    with wave.open(str(folder / clip.file), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768


def digest(folder: Path) -> str:
    """Of all files of a set, names and bytes: two sets with the same are the same."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]

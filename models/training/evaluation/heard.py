"""What another engine made of clips with the same models: the JSON of `colloquy hear` or of `sherpa/hear.js`."""

import json
from pathlib import Path

import numpy as np

from .clips import Clip


class Heard:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._files = {Path(each["file"]).resolve(): each for each in json.loads(path.read_text())["files"]}

    def text(self, folder: Path, clip: Clip) -> str:
        return self._found(folder, clip)["text"]

    def speech(self, folder: Path, clip: Clip) -> list[tuple[int, int]]:
        """Samples from which to which somebody speaks."""
        return [(start, end) for start, end in self._found(folder, clip)["speech"]]

    def voiceprint(self, folder: Path, clip: Clip) -> np.ndarray:
        return np.array(self._found(folder, clip)["voiceprint"], np.float32)

    def _found(self, folder: Path, clip: Clip) -> dict:
        path = (folder / clip.file).resolve()
        if path not in self._files:
            raise SystemExit(f"{self._path} doesn't tell what {path} sounds like: have the engine hear all of {folder}")
        return self._files[path]


def is_heard(path: Path) -> bool:
    return path.suffix == ".json"

"""Exported models, run by onnxruntime as their users run them (it is imported with the first model)."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..features import BANDS
from ..text.pieces import Pieces

if TYPE_CHECKING:
    import onnxruntime

_WINDOW, _CONTEXT = 512, 64


def session(path: Path, threads: int) -> "onnxruntime.InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Recognizer:
    """A NeMo CTC model with its `tokens.txt`, decoded greedily."""

    def __init__(self, path: Path, tokens: Path, threads: int = 2) -> None:
        self._session = session(path, threads)
        self._pieces = Pieces.read(tokens)
        metadata = self._session.get_modelmeta().custom_metadata_map
        self._subsampling = int(metadata["subsampling_factor"])
        if int(metadata["vocab_size"]) != len(self._pieces):
            raise ValueError(f"{path} knows {metadata['vocab_size']} pieces, but {tokens} lists {len(self._pieces)}")

    def recognize(self, features: list[np.ndarray]) -> list[str]:
        """What is said in each clip [T,80] of a batch."""
        lengths = np.array([len(clip) for clip in features])
        signal = np.zeros((len(features), BANDS, max(lengths)), np.float32)
        for row, clip in zip(signal, features):
            row[:, : len(clip)] = clip.T
        names = [node.name for node in self._session.get_inputs()]
        (scores,) = self._session.run(None, {names[0]: signal, names[1]: lengths})
        best = scores.argmax(axis=2)
        return [greedy(row[: n // self._subsampling], self._pieces) for row, n in zip(best, lengths)]


class Transducer:
    """A NeMo TDT model, a folder of `encoder.onnx`, `decoder.onnx`, `joiner.onnx` and `tokens.txt`: decoded greedily."""

    _MOST_AT_A_FRAME = 5

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self._encoder = session(folder / "encoder.onnx", threads)
        self._decoder, self._joiner = (session(folder / f"{name}.onnx", 1) for name in ("decoder", "joiner"))
        self._pieces = Pieces.read(folder / "tokens.txt")
        metadata = self._encoder.get_modelmeta().custom_metadata_map
        if int(metadata["vocab_size"]) != len(self._pieces):
            raise ValueError(f"{folder} knows {metadata['vocab_size']} pieces, but tokens.txt lists {len(self._pieces)}")
        self._state = (int(metadata["pred_rnn_layers"]), 1, int(metadata["pred_hidden"]))

    def recognize(self, features: np.ndarray) -> str:
        """What is said in a clip [T,80]."""
        inputs = (np.ascontiguousarray(features.T)[None], np.array([len(features)]))
        outputs, lengths = _run(self._encoder, inputs)
        return self._pieces.decode(self._greedy(outputs[:, :, : lengths[0]]))

    def _greedy(self, frames: np.ndarray) -> list[int]:
        """Of frames [1,width,T]."""
        blank, pieces = len(self._pieces), []
        memory, state = self._remember(blank, [np.zeros(self._state, np.float32)] * 2)
        t = here = 0
        while t < frames.shape[2]:
            scores = _run(self._joiner, (frames[:, :, t : t + 1], memory))[0].ravel()
            piece, lasts = int(scores[: blank + 1].argmax()), int(scores[blank + 1 :].argmax())
            if piece != blank:
                pieces.append(piece)
                memory, state = self._remember(piece, state)
                here += 1
            if lasts == 0 and (piece == blank or here == self._MOST_AT_A_FRAME):
                lasts = 1
            here = 0 if lasts else here
            t += lasts
        return pieces

    def _remember(self, piece: int, state: list[np.ndarray]) -> tuple[np.ndarray, list[np.ndarray]]:
        inputs = (np.array([[piece]], np.int32), np.ones(1, np.int32), *state)
        memory, _, *state = _run(self._decoder, inputs)
        return memory, state


def _run(model: "onnxruntime.InferenceSession", inputs: tuple[np.ndarray, ...]) -> list[np.ndarray]:
    return model.run(None, {node.name: value for node, value in zip(model.get_inputs(), inputs)})


def greedy(best: np.ndarray, pieces: Pieces) -> str:
    """The sentence in the most probable piece of each frame [T]: repeats and blanks dropped (Graves et al. 2006)."""
    new = np.r_[True, best[1:] != best[:-1]] if len(best) else np.zeros(0, bool)
    return pieces.decode(best[new].tolist())


class VoiceActivityDetector:
    """Silero's layout, version 5; many clips in lockstep where the batch axis is open."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        self._session = session(path, threads)
        declared = [node.shape for node in self._session.get_inputs()]
        self._open = not isinstance(declared[0][0], int)
        self._rate = np.full([1] * len(declared[2]), 16_000, np.int64)

    def probabilities(self, clips: np.ndarray) -> np.ndarray:
        """Of speech in each window of 512 samples: clips [N,n] -> [N,ceil(n / 512)]."""
        if not self._open and len(clips) > 1:
            return np.concatenate([self.probabilities(clip[None]) for clip in clips])
        windows = -(-clips.shape[1] // _WINDOW)
        padded = np.pad(clips, ((0, 0), (_CONTEXT, windows * _WINDOW - clips.shape[1])))
        state = np.zeros((2, len(clips), 128), np.float32)
        names = [node.name for node in self._session.get_inputs()]
        found = []
        for at in range(0, windows * _WINDOW, _WINDOW):
            window = padded[:, at : at + _CONTEXT + _WINDOW]
            probability, state = self._session.run(None, dict(zip(names, (window, state, self._rate))))
            found.append(probability[:, 0])
        return np.stack(found, axis=1)


class Voiceprint:
    """WeSpeaker's layout; one clip at a time, since there is no input for lengths."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        self._session = session(path, threads)

    def embed(self, features: np.ndarray) -> np.ndarray:
        """[T,80] -> [d]."""
        (name,) = [node.name for node in self._session.get_inputs()]
        return self._session.run(None, {name: features[None]})[0][0]

"""Trains the recogniser on fresh data, on a GPU if there is one.

    python3 -m training.recognizer.train --minutes 150 --resume
"""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .. import learning
from ..evaluation import clips
from ..evaluation.metrics import word_error_rate
from ..evaluation.onnx import greedy
from ..features import recognizer_features
from ..text.pieces import Pieces, count_words, learn
from .data import STEP, Batch, Labelled, Mix, batches, pools, quarters
from .model import Encoder, Hearing, Size

JUDGED_BY = ("development/clean", "development/noise", "development/opus", "development/flite")
_JUDGED_CLIPS = 50
_SHARES = (0.3, 0.2, 0.5)
"""Of the loss: phones, draft, what is told."""


class Recognition:
    """Learns pieces with CTC (Graves et al. 2006), at the end and as a draft, and phones halfway, from masked features
    (Park et al. 2019)."""

    def __init__(self, size: Size, mix: Mix, pieces: Pieces, seed: int, sets: Path = clips.FOLDER) -> None:
        self.network: nn.Module = Encoder(size)
        self.settings: dict[str, Any] = {"size": asdict(size), "pieces": list(pieces.pieces)}
        self.setup: Callable = pools(pieces, seed, mix)
        self._pieces = pieces
        self._judged = {name: judged(sets / name, pieces, recognizer_features) for name in JUDGED_BY}

    def loss(self, batch: Batch, device: torch.device, rng: np.random.Generator) -> Tensor:
        signal = torch.from_numpy(batch.features).to(device).float()
        lengths = torch.from_numpy(batch.lengths).to(device)
        heard = self.network.hear(signal * visible(signal, lengths, rng), lengths)
        return recognition(self.network, heard, batch, self._pieces)

    def parts(self, batch: Batch, count: int) -> list[Batch]:
        return batch.parts(count)

    def seconds(self, batch: Batch) -> float:
        return batch.seconds

    @torch.no_grad()
    def judge(self, network: nn.Module, device: torch.device) -> dict[str, float]:
        """Word error rates on the first clips of development sets."""
        return {name.split("/")[1]: self._rate(network, device, said) for name, said in self._judged.items()}

    def _rate(self, network: nn.Module, device: torch.device, labelled: list[Labelled]) -> float:
        said, heard = [], []
        for batch in batches(labelled, 20_000):
            signal = torch.from_numpy(batch.features).to(device).float()
            best = network(signal, torch.from_numpy(batch.lengths).to(device)).argmax(-1).cpu().numpy()
            said += [self._pieces.decode(targets) for targets in batch.targets]
            heard += [greedy(row[: n // STEP], self._pieces) for row, n in zip(best, batch.lengths)]
        return word_error_rate(said, heard).value


def recognition(encoder: Encoder, heard: Hearing, batch: Batch, pieces: Pieces) -> Tensor:
    """The loss of all that an encoder learns without a transducer: phones, the draft, and what is told."""
    losses = (
        missed(encoder.quarters(heard.halfway), batch),
        ctc(heard.drafted, batch, pieces),
        ctc(encoder.told(heard.last), batch, pieces),
    )
    return sum(share * loss for share, loss in zip(_SHARES, losses))


def missed(scores: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of the phones, scores [N,T/8,4,len(PHONES)]."""
    phones = torch.from_numpy(batch.phones).to(scores.device).long()
    return functional.cross_entropy(scores.float().flatten(0, 2), phones.flatten(), ignore_index=-1)


def ctc(scores: Tensor, batch: Batch, pieces: Pieces) -> Tensor:
    """Of scores [N,T/4,V+1], per piece. Only whole outputs count, since only they are decoded."""
    targets = torch.tensor([number for each in batch.targets for number in each], dtype=torch.long)
    lengths = torch.tensor([len(each) for each in batch.targets])
    outputs = torch.from_numpy(batch.lengths) // STEP
    loss = functional.ctc_loss(
        scores.transpose(0, 1),
        targets.to(scores.device),
        outputs.to(scores.device),
        lengths.to(scores.device),
        blank=pieces.blank,
        reduction="sum",
        zero_infinity=True,
    )
    return loss / max(1, int(lengths.sum()))


def visible(signal: Tensor, lengths: Tensor, rng: np.random.Generator) -> Tensor:
    """[N,80,T] of ones, with noughts in two stripes of up to 8 bands, and in stripes of up to .12 s, one a clip and one
    more for each 8 s of the longest: little, since what is heard once is not learned by heart."""
    n, bands, frames = signal.shape
    stripes = 1 + frames // 800
    starts = rng.random((n, stripes)) * lengths.cpu().numpy()[:, None]
    times = _outside(frames, starts, rng.integers(0, 13, (n, stripes)))
    rows = _outside(bands, rng.integers(0, bands, (n, 2)), rng.integers(0, 9, (n, 2)))
    return torch.from_numpy(rows[:, :, None] & times[:, None]).to(signal)


def _outside(size: int, starts: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Bool [N,size]: what lies in none of the stripes [N,k]."""
    at = np.arange(size)[None, None] - starts[..., None]
    return ~((at >= 0) & (at < widths[..., None])).any(axis=1)


def judged(folder: Path, pieces: Pieces, features: Callable[[np.ndarray], np.ndarray]) -> list[Labelled]:
    """The first clips of a set."""
    listed = clips.read_list(folder)[:_JUDGED_CLIPS]
    heard = [(features(clips.read(folder, clip)), clip.text) for clip in listed]
    return [Labelled(each, pieces.encode(text), quarters([], len(each))) for each, text in heard]


def main() -> None:
    parser = learning.arguments("Trains the recogniser.", "recognizer", muon=2.0, peak=5e-4, average=0.998)
    for name, default in asdict(Size()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=default, help="of the encoder")
    parser.add_argument("--frames", type=int, default=Mix().frames, help="of 10 ms in a batch")
    parser.add_argument("--sets", type=Path, default=clips.FOLDER, help="where the development sets are")
    options = parser.parse_args()
    plan, checkpoint = learning.begin(options)
    settings = checkpoint["settings"] if checkpoint else _settings(options)
    pieces = Pieces(settings["pieces"])
    mix = replace(Mix(), frames=options.frames)
    lesson = Recognition(Size(**settings["size"]), mix, pieces, plan.seed, options.sets)
    weights = sum(weight.numel() for weight in lesson.network.parameters())
    print(f"{weights / 1e6:.2f} million weights, {settings['size']}", flush=True)
    learning.Training(lesson, plan, checkpoint).run()


def _settings(options) -> dict[str, Any]:
    size = Size(**{name: getattr(options, name) for name in asdict(Size())})
    pieces = learn(count_words(50_000, seed=1), size.vocabulary)
    return {"size": asdict(size), "pieces": list(pieces.pieces)}


if __name__ == "__main__":
    main()

"""Trains a transducer behind a trained recogniser's encoder, which goes on learning with it and keeps its own head, and
before a trained predictor, which stays as it is.

    python3 -m training.recognizer.train_transducer --minutes 60 --resume
"""

import argparse
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from .. import learning
from ..evaluation import clips
from ..evaluation.metrics import word_error_rate
from ..export import weights
from ..features import transducer_features
from ..text.pieces import Pieces
from .data import PAUSE, SUBSAMPLING, Batch, Labelled, Mix, pools
from .model import Size
from .train import JUDGED_BY, judged, recognition, visible
from .transducer import HeadSize, Transducer, greedy, joined, tdt

_RECOGNITION_SHARE = 0.3


class Transduction:
    """Some of what it hears has the features of CTC models, so that the encoder serves both."""

    def __init__(self, settings: dict[str, Any], mix: Mix, seed: int, sets: Path = clips.FOLDER) -> None:
        self.settings = settings
        self.network: nn.Module = Transducer(Size(**settings["size"]), HeadSize(**settings["head"]))
        self.network.predictor.requires_grad_(False)
        self._pieces = Pieces(settings["pieces"])
        self.setup: Callable = pools(self._pieces, seed, mix)
        self._judged = {name: judged(sets / name, self._pieces, transducer_features) for name in JUDGED_BY}

    def loss(self, batch: Batch, device: torch.device, rng: np.random.Generator) -> Tensor:
        signal = torch.from_numpy(batch.features).to(device).float()
        lengths = torch.from_numpy(batch.lengths).to(device)
        network = self.network
        heard = network.encoder.hear(signal * visible(signal, lengths, rng), lengths)
        pieces = nn.utils.rnn.pad_sequence([torch.tensor(each, dtype=torch.long) for each in batch.targets], True)
        pieces = pieces.to(device)
        spelled = torch.tensor([len(each) for each in batch.targets], device=device)
        frames = lengths // SUBSAMPLING
        by_then = expected(batch).to(device) * spelled[:, None]
        told = joined(network.joiner, heard.last, network.predictor(pieces), pieces, frames, spelled, by_then)
        lost = tdt(told, frames, spelled).sum() / max(1, int(spelled.sum()))
        recognized = recognition(network.encoder, heard, batch, self._pieces)
        return _RECOGNITION_SHARE * recognized + (1 - _RECOGNITION_SHARE) * lost

    def parts(self, batch: Batch, count: int) -> list[Batch]:
        return batch.parts(count)

    def seconds(self, batch: Batch) -> float:
        return batch.seconds

    @torch.no_grad()
    def judge(self, network: nn.Module, device: torch.device) -> dict[str, float]:
        """Word error rates on the first clips of development sets."""
        rates = {name.split("/")[1]: self._rate(network.cpu(), said) for name, said in self._judged.items()}
        network.to(device)
        return rates

    def _rate(self, network: nn.Module, labelled: list[Labelled]) -> float:
        said, heard = [], []
        for clip in labelled:
            signal = torch.from_numpy(clip.features.T.copy())[None]
            frames = network.encoder.hear(signal, torch.tensor([len(clip.features)])).last
            said.append(self._pieces.decode(clip.pieces))
            heard.append(self._pieces.decode(greedy(network, frames[0, : len(clip.features) // SUBSAMPLING])))
        return word_error_rate(said, heard).value


def expected(batch: Batch) -> Tensor:
    """[N,T/8]: which share of a clip's phones is over at each frame, and so of its pieces, about."""
    within = np.arange(batch.phones.shape[1]) < batch.lengths[:, None] / SUBSAMPLING
    spoken = ((batch.phones != PAUSE).sum(-1) * within).cumsum(1)
    return torch.from_numpy(spoken / np.maximum(1, spoken[:, -1:])).float()


def main() -> None:
    parser = learning.arguments("Trains a transducer.", "transducer", muon=2.0, peak=5e-4, hold=0.2)
    parser.set_defaults(seed=2)  # other data than the recogniser has heard
    parser.add_argument("--encoder", type=Path, default=learning.DATA / "recognizer", help="a recogniser's training")
    parser.add_argument("--exported", type=Path, help="instead of --encoder: what export_transducer wrote")
    own = f"default: {learning.DATA / 'predictor'}, or what was --exported"
    parser.add_argument("--predictor", type=Path, help=f"a predictor's training ({own})")
    parser.add_argument("--joint", type=int, default=HeadSize().joint, help="numbers that the joiner decides by")
    parser.add_argument("--frames", type=int, default=Mix().frames, help="of 10 ms in a batch")
    parser.add_argument("--sets", type=Path, default=clips.FOLDER, help="where the development sets are")
    options = parser.parse_args()
    plan, checkpoint = learning.begin(options)
    settings, known = (checkpoint["settings"], {}) if checkpoint else begun(options)
    mix = replace(Mix(), frames=options.frames, easy=0, transducer=0.7)
    lesson = Transduction(settings, mix, plan.seed, options.sets)
    if not checkpoint:
        begin_with(lesson.network, known)
    learning.Training(lesson, plan, checkpoint).run()


def begin_with(network: nn.Module, known: dict[str, Tensor]) -> None:
    """Phones, and what joins, are learned anew where none are known; all else must be, above all the predictor, which
    learns nothing here."""
    missing = network.load_state_dict(known, strict=False).missing_keys
    if needed := sorted(name for name in missing if not name.startswith(("encoder.phones.", "joiner."))):
        raise SystemExit(f"a transducer's training can't begin without: {', '.join(needed)}")


def begun(options: argparse.Namespace) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """The settings of what begins with an encoder and a predictor, and their weights. What was exported has no phones
    and 8 bits of a weight, and is gone on with all the same when the training that wrote it is lost; another predictor
    than its own has another memory, which is read anew."""
    settings, known = _exported(options.exported) if options.exported else _recognizer(options.encoder)
    if options.predictor or not options.exported:
        known = {name: known[name] for name in known if not name.startswith(("predictor.", "joiner.written."))}
        known |= _predictor(options.predictor or learning.DATA / "predictor", settings["pieces"])
    head = HeadSize(known["predictor.embedding.weight"].shape[1], options.joint)
    return {**settings, "head": asdict(head)}, known


def _predictor(folder: Path, pieces: list[str]) -> dict[str, Tensor]:
    checkpoint = learning.load(folder)
    if checkpoint["settings"]["pieces"] != pieces:
        raise SystemExit(f"{folder} was trained with other pieces")
    return {f"predictor.{name}": weight for name, weight in checkpoint["average"].items()}


def _recognizer(folder: Path) -> tuple[dict[str, Any], dict[str, Tensor]]:
    checkpoint = learning.load(folder)
    return checkpoint["settings"], {f"encoder.{name}": weight for name, weight in checkpoint["average"].items()}


def _exported(folder: Path) -> tuple[dict[str, Any], dict[str, Tensor]]:
    pieces = Pieces.read(folder / "tokens.txt").pieces
    known = {}
    for name in ("encoder", "decoder", "joiner"):
        known |= weights(folder / f"{name}.onnx")
    return {"size": asdict(Size(len(pieces))), "pieces": list(pieces)}, known


if __name__ == "__main__":
    main()

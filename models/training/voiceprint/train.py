"""Trains the voiceprint on fresh data, on a GPU if there is one.

    python3 -m training.voiceprint.train --minutes 60 --resume
"""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from .. import learning
from ..evaluation import clips
from ..evaluation.metrics import trials
from ..export import weights
from ..features import voiceprint_features
from .data import Batch, Mix, batches, cast
from .model import Identification, Size

JUDGED_BY = ("development/speakers", "development/siblings")


class Acquaintance:
    def __init__(self, size: Size, mix: Mix, seed: int, sets: Path = clips.FOLDER) -> None:
        speakers = cast(seed, mix)
        self.network: nn.Module = Identification(size, len(speakers))
        self.settings: dict[str, Any] = {"size": asdict(size), "speakers": len(speakers)}
        self.setup: Callable = batches(speakers, seed, mix)
        self._judged = {name: _judged(sets / name) for name in JUDGED_BY}

    def loss(self, batch: Batch, device: torch.device, rng: np.random.Generator) -> Tensor:
        features = torch.from_numpy(batch.features).to(device).float()
        speakers, pitches = torch.from_numpy(batch.speakers).to(device), torch.from_numpy(batch.pitches).to(device)
        return self.network(_masked(features, rng), speakers, pitches)

    def go_on_with(self, exported: dict[str, Tensor]) -> None:
        """Begins with what a file has learned, and so with the whole margin."""
        self.network.load_state_dict(exported, strict=False)
        if missing := {f"embedding.{name}" for name, _ in self.network.embedding.named_parameters()} - exported.keys():
            raise SystemExit(f"these are not the weights of a voiceprint: {', '.join(sorted(missing))} are missing")
        self.network.steps.fill_(self.network.GROWING)

    def parts(self, batch: Batch, count: int) -> list[Batch]:
        return [batch]

    def seconds(self, batch: Batch) -> float:
        return batch.seconds

    @torch.no_grad()
    def judge(self, network: nn.Module, device: torch.device) -> dict[str, float]:
        """Equal error rates on the development sets."""
        return {name.split("/")[1]: _rate(network, device, name, *judged) for name, judged in self._judged.items()}


def _rate(
    network: nn.Module, device: torch.device, name: str, listed: list[clips.Clip], features: list[np.ndarray]
) -> float:
    found = [network.embedding(torch.from_numpy(each)[None].to(device))[0].cpu().numpy() for each in features]
    speakers, voices = [clip.speaker for clip in listed], [clip.voice for clip in listed]
    return trials(np.stack(found), speakers, voices, within=name.endswith("siblings")).equal_error()[0]


def _masked(features: Tensor, rng: np.random.Generator) -> Tensor:
    """In every second batch without up to 10 neighbouring bands."""
    if rng.random() < 0.5:
        width = int(rng.integers(1, 11))
        at = int(rng.integers(0, features.shape[2] - width))
        features[:, :, at : at + width] = 0
    return features


def _judged(folder: Path) -> tuple[list[clips.Clip], list[np.ndarray]]:
    listed = clips.read_list(folder)
    return listed, [voiceprint_features(clips.read(folder, clip)) for clip in listed]


def main() -> None:
    tuned = {"peak": 2e-3, "muon": 1.0, "warmup": 200, "average": 0.998, "echoes": 2}
    parser = learning.arguments("Trains the voiceprint.", "voiceprint", **tuned)
    parser.add_argument("--speakers", type=int, default=Mix().speakers)
    parser.add_argument("--clips", type=int, default=Mix().clips, help="in a batch")
    for name, default in asdict(Size()).items():
        parser.add_argument(f"--{name}", type=int, default=default, help="of the network")
    parser.add_argument("--exported", type=Path, help="begin with the weights of this voiceprint.onnx")
    parser.add_argument("--sets", type=Path, default=clips.FOLDER, help="where the development sets are")
    options = parser.parse_args()
    plan, checkpoint = learning.begin(options)
    settings = checkpoint["settings"] if checkpoint else _settings(options)
    mix = replace(Mix(), speakers=settings["speakers"], clips=options.clips)
    lesson = Acquaintance(Size(**settings["size"]), mix, plan.seed, options.sets)
    if options.exported and not checkpoint:
        lesson.go_on_with(weights(options.exported))
    learning.Training(lesson, plan, checkpoint).run()


def _settings(options) -> dict[str, Any]:
    return {"size": {name: getattr(options, name) for name in asdict(Size())}, "speakers": options.speakers}


if __name__ == "__main__":
    main()

"""Trains the voice activity detector on fresh data, on a GPU if there is one.

    python3 -m training.vad.train --minutes 30 --resume
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .. import learning
from ..evaluation import clips
from ..evaluation.vad import decide, found, mistaken, speech_windows
from ..export import weights
from .data import Batch, Mix, batches
from .front import features
from .model import Detector

_THRESHOLD = 0.5


class Detection:
    def __init__(self, mix: Mix, seed: int, width: int, sets: Path = clips.FOLDER) -> None:
        self.network: nn.Module = Detector(width)
        self.settings: dict[str, Any] = {"width": width}
        self.setup: Callable = batches(seed, mix)
        self._speech = _judged(sets / "development" / "speech")
        self._speechless = _judged(sets / "development" / "speechless")

    def loss(self, batch: Batch, device: torch.device, rng: np.random.Generator) -> Tensor:
        seen = torch.from_numpy(batch.features).to(device).float() + _louder(len(batch.features), rng).to(device)
        return functional.binary_cross_entropy_with_logits(
            self.network(seen).float(), torch.from_numpy(batch.speech).to(device).float()
        )

    def go_on_with(self, exported: dict[str, Tensor]) -> None:
        """Begins with what a file has learned. The threshold that it was shifted to is soon forgotten."""
        prefix = "detector."
        known = {name.removeprefix(prefix): weight for name, weight in exported.items() if name.startswith(prefix)}
        if missing := self.network.state_dict().keys() - known.keys():
            raise SystemExit(f"these are not the weights of a detector: {', '.join(sorted(missing))} are missing")
        self.network.load_state_dict(known)

    def parts(self, batch: Batch, count: int) -> list[Batch]:
        return [batch]

    def seconds(self, batch: Batch) -> float:
        return batch.seconds

    @torch.no_grad()
    def judge(self, network: nn.Module, device: torch.device) -> dict[str, float]:
        """F1 on the development sets, and the speech found where there is none."""
        told = found(self._speech[1], self._decided(network, device, self._speech[0]))
        alarms = mistaken(self._decided(network, device, self._speechless[0]))
        return {
            **{name: told[name].value for name in ("F1", "F1 by window")},
            "false s": alarms["false s"],
            "false by window": alarms["false by window"].value,
        }

    def _decided(self, network: nn.Module, device: torch.device, seen: np.ndarray) -> np.ndarray:
        return decide(torch.sigmoid(network(torch.from_numpy(seen).to(device))).cpu().numpy(), _THRESHOLD)


def _louder(clips: int, rng: np.random.Generator) -> Tensor:
    """[N,1,1]: what up to 9 dB more or less make of the features, so that an echo isn't the same again."""
    return torch.from_numpy(rng.uniform(-0.4, 0.4, (clips, 1, 1))).float()


def _judged(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Features [N,T,120] and which windows are speech [N,T]."""
    listed = clips.read_list(folder)
    seen = np.stack([features(clips.read(folder, clip)) for clip in listed])
    return seen, np.stack([speech_windows(clip.spans, seen.shape[1] * 512) for clip in listed])


def main() -> None:
    tuned = {"peak": 2e-3, "warmup": 200, "average": 0.999, "echoes": 4}
    parser = learning.arguments("Trains the voice activity detector.", "vad", **tuned)
    parser.add_argument("--clips", type=int, default=Mix().clips, help="of 10 s in a batch")
    parser.add_argument("--width", type=int, default=128, help="of what the first layer is given")
    parser.add_argument("--exported", type=Path, help="begin with the weights of this vad.onnx")
    parser.add_argument("--sets", type=Path, default=clips.FOLDER, help="where the development sets are")
    options = parser.parse_args()
    plan, checkpoint = learning.begin(options)
    width = checkpoint["settings"]["width"] if checkpoint else options.width
    lesson = Detection(replace(Mix(), clips=options.clips), plan.seed, width, options.sets)
    if options.exported and not checkpoint:
        lesson.go_on_with(weights(options.exported))
    learning.Training(lesson, plan, checkpoint).run()


if __name__ == "__main__":
    main()

"""Writes the trained detector as `vad.onnx`.

    python3 -m training.vad.export FOLDER [--checkpoint training/data/vad]
"""

from pathlib import Path

import torch

from .. import learning
from ..export import arguments, export, tell
from .front import CONTEXT, NEW
from .model import STATE, Detector, Step


def main() -> None:
    options = arguments("vad").parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    checkpoint = learning.load(options.checkpoint)
    network = Detector(checkpoint["settings"]["width"])
    network.load_state_dict(checkpoint["average"])
    path = options.folder / "vad.onnx"
    write(network, path)
    tell(path)


def write(network: Detector, path: Path) -> None:
    """In the layout of Silero's version 5."""
    export(
        Step(network),
        {
            "input": 0.1 * torch.randn(2, CONTEXT + NEW),
            "state": torch.zeros(2, 2, STATE),
            "sr": torch.tensor(16_000),
        },
        ["output", "stateN"],
        {"input": {0: "N"}, "state": {1: "N"}, "output": {0: "N"}, "stateN": {1: "N"}},
        {"model_author": "Colloquy", "version": "2", "comment": "learned from synthetic voices alone"},
        path,
    )


if __name__ == "__main__":
    main()

"""Writes the trained detector as `vad.onnx`.

    python3 -m training.vad.export FOLDER [--checkpoint training/data/vad]
"""

import argparse
from pathlib import Path

import torch

from .. import learning
from ..export import export
from .front import CONTEXT, NEW
from .model import STATE, Detector, Step


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes vad.onnx.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--checkpoint", type=Path, default=learning.DATA / "vad", help="default: %(default)s")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    checkpoint = learning.load(options.checkpoint)
    network = Detector(checkpoint["settings"]["width"])
    network.load_state_dict(checkpoint["average"])
    path = options.folder / "vad.onnx"
    write(network, path)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


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

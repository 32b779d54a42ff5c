"""Writes the trained detector as `vad.onnx`.

    python3 -m training.vad.export FOLDER [--checkpoint training/data/vad] [--threshold 0.7]
"""

import math
from pathlib import Path

import torch

from .. import learning
from ..export import arguments, export, tell
from .front import CONTEXT, NEW
from .model import STATE, Detector, Step


def main() -> None:
    parser = arguments("vad")
    parser.add_argument(
        "--threshold", type=float, default=0.5, help="the probability that the file tells as .5, everybody's threshold"
    )
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    checkpoint = learning.load(options.checkpoint)
    network = Detector(checkpoint["settings"]["width"])
    network.load_state_dict(checkpoint["average"])
    shift(network, options.threshold)
    path = options.folder / "vad.onnx"
    write(network, path)
    tell(path)


def shift(network: Detector, threshold: float) -> None:
    """Makes .5 of what was so probable before."""
    with torch.no_grad():
        network.out.bias -= math.log(threshold / (1 - threshold))


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

"""Writes the trained voiceprint as `voiceprint.onnx`.

    python3 -m training.voiceprint.export FOLDER [--checkpoint training/data/voiceprint] [--half]
"""

from pathlib import Path

import torch
from torch import nn

from .. import learning
from ..export import arguments, export, halve, tell
from ..features import BANDS, RATE
from .model import Identification, Size


def main() -> None:
    parser = arguments("voiceprint")
    parser.add_argument("--half", action="store_true", help="weights in 16 bits")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    checkpoint = learning.load(options.checkpoint)
    size = Size(**checkpoint["settings"]["size"])
    network = Identification(size, checkpoint["settings"]["speakers"])
    network.load_state_dict(checkpoint["average"])
    path = options.folder / "voiceprint.onnx"
    write(halve(network.embedding) if options.half else network.embedding, size, path)
    tell(path)


def write(network: nn.Module, size: Size, path: Path) -> None:
    """In the layout of WeSpeaker, as sherpa-onnx loads it."""
    export(
        network,
        {"x": torch.randn(2, 200, BANDS)},
        ["embedding"],
        {"x": {0: "N", 1: "T"}, "embedding": {0: "N"}},
        {
            "framework": "wespeaker",
            "language": "English",
            "url": "",
            "comment": "learned from synthetic voices alone",
            "sample_rate": RATE,
            "output_dim": size.dimensions,
            "normalize_samples": 1,
            "feature_normalize_type": "global-mean",
        },
        path,
    )


if __name__ == "__main__":
    main()

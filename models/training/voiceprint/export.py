"""Writes the trained voiceprint as `voiceprint.onnx`.

    python3 -m training.voiceprint.export FOLDER [--checkpoint training/data/voiceprint] [--bits 16] [--distance 0.6]
        [--began voiceprint.onnx --share 0.3]
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from .. import learning
from ..export import add_bits, arguments, export, narrow, tell, weights
from ..features import BANDS, RATE
from .model import Embedding, Identification, Size


def main() -> None:
    parser = arguments("voiceprint")
    add_bits(parser)
    parser.add_argument(
        "--distance", type=float, default=0.5, help="the cosine distance that the file tells as .5, everybody's threshold"
    )
    parser.add_argument("--began", type=Path, help="the voiceprint.onnx that the training began with")
    parser.add_argument("--share", type=float, default=1.0, help="how far to go from there to what was learned since")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    checkpoint = learning.load(options.checkpoint)
    size = Size(**checkpoint["settings"]["size"])
    network = Identification(size, checkpoint["settings"]["speakers"])
    network.load_state_dict(checkpoint["average"])
    if options.began:
        go_back(network.embedding, weights(options.began), options.share)
    path = options.folder / "voiceprint.onnx"
    embedding = narrow(network.embedding, options.bits)
    write(Nearer(embedding, options.distance), path)
    tell(path)


@torch.no_grad()
def go_back(embedding: Embedding, began: Mapping[str, Tensor], share: float) -> None:
    """Leaves only a share of the way from the weights that a training began with, as in the file they came from, to those
    that it ended with. In between, what both know is often known better (Wortsman et al. 2022)."""
    for name, weight in embedding.state_dict().items():
        if weight.is_floating_point():
            weight.copy_(torch.lerp(began[f"embedding.{name}"], weight, share))


class Nearer(nn.Module):
    """Voiceprints of length 1 with one more dimension that is always the same: it makes all distances smaller by one
    factor, so that `distance` becomes .5."""

    def __init__(self, embedding: Embedding, distance: float) -> None:
        super().__init__()
        if not 0.5 <= distance < 2:
            raise ValueError(f"distances can be made smaller, so the one that becomes .5 can't be {distance}")
        self.embedding, self.constant = embedding, (2 * distance - 1) ** 0.5
        self.dimensions = embedding.out.out_features + 3

    def forward(self, features: Tensor) -> Tensor:
        return functional.pad(self.embedding(features), (0, 1), value=self.constant)


def write(network: Nearer, path: Path) -> None:
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
            "output_dim": network.dimensions,
            "normalize_samples": 1,
            "feature_normalize_type": "global-mean",
        },
        path,
    )


if __name__ == "__main__":
    main()

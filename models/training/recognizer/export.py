"""Writes the trained recogniser, also that of a transducer's training, as `recognizer.onnx` with its `tokens.txt`.

    python3 -m training.recognizer.export FOLDER [--checkpoint training/data/recognizer] [--bits 16]
"""

from pathlib import Path
from typing import Any

import torch

from .. import learning
from ..export import add_bits, arguments, export, narrow, tell
from ..features import BANDS
from ..text.pieces import Pieces
from .data import STEP
from .model import Encoder, Size


def main() -> None:
    parser = arguments("recognizer")
    add_bits(parser)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    checkpoint = learning.load(options.checkpoint)
    network = encoder(checkpoint)
    pieces = Pieces(checkpoint["settings"]["pieces"])
    pieces.write(options.folder / "tokens.txt")
    path = options.folder / "recognizer.onnx"
    write(narrow(network, options.bits), pieces, path)
    tell(path)


def encoder(checkpoint: dict[str, Any]) -> Encoder:
    """The averaged encoder of a recogniser's training, or of a transducer's."""
    settings, weights = checkpoint["settings"], checkpoint["average"]
    if "head" in settings:
        own = [name for name in weights if name.startswith("encoder.")]
        weights = {name.removeprefix("encoder."): weights[name] for name in own}
    network = Encoder(Size(**settings["size"]))
    network.load_state_dict(weights)
    return network


def write(network: Encoder, pieces: Pieces, path: Path) -> None:
    """In the layout of NeMo's CTC models, as sherpa-onnx loads them."""
    export(
        network,
        {"audio_signal": torch.randn(2, BANDS, 200), "length": torch.tensor([200, 160])},
        ["logprobs"],
        {"audio_signal": {0: "N", 2: "T"}, "length": {0: "N"}, "logprobs": {0: "N", 1: "outputs"}},
        {
            "vocab_size": len(pieces),
            "subsampling_factor": STEP,
            "normalize_type": "per_feature",
            "model_type": "EncDecCTCModelBPE",
            "version": "2",
            "model_author": "Colloquy",
            "comment": "learned from synthetic voices alone",
        },
        path,
    )


if __name__ == "__main__":
    main()

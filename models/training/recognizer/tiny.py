"""Writes recognisers that have learned nothing: all of their layout in few kilobytes, for tests of what reads them.

    python3 -m training.recognizer.tiny FOLDER

`encoder.onnx`, `decoder.onnx`, `joiner.onnx` and `tokens.txt` as `export_transducer` writes them; besides,
`decoder.fixed.onnx`, the same decoder with a batch of 1 declared for its second state, as in many public files;
`joiner.untimed.onnx`, the same joiner without durations, as plain transducers have it; and `rounding.onnx`, a CTC model
that rounds by the range of its whole batch, as public files with weights of 8 bits do.
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from ..export import export, narrow, tell
from ..features import BANDS
from ..text.pieces import BEGIN, Pieces
from .data import SUBSAMPLING
from .export_transducer import write, write_decoder, write_joiner
from .model import Size
from .transducer import DURATIONS, HeadSize, Transducer

_SEED = 29
_BEGINNINGS = "a be co de fi go hu in jo ka lo mi no or pa qu re so tu un".split()
_ENDINGS = "d er ing ly n r s st t th y z".split()


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes tiny recognisers of random weights.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    pieces = Pieces([*(BEGIN + piece for piece in _BEGINNINGS), *_ENDINGS])
    pieces.write(folder / "tokens.txt")
    network = talkative(pieces)
    paths = write(network, pieces, folder)
    fixed, untimed, rounding = (
        folder / f"{name}.onnx" for name in ("decoder.fixed", "joiner.untimed", "rounding")
    )
    write_decoder(network, fixed, open_cells=False)
    network.joiner.out = _without_durations(network.joiner.out)
    write_joiner(network, untimed)
    write_rounding(pieces, rounding)
    for path in (*paths, fixed, untimed, rounding):
        tell(path)


def talkative(pieces: Pieces) -> Transducer:
    """Random, but made to heed frames and memory, so that it says this and that at once and after a while."""
    torch.manual_seed(_SEED)
    size = Size(vocabulary=len(pieces), width=32, layers=2, expansion=2, kernel=5, heads=2, stem=16, fine=0)
    network = Transducer(size, HeadSize(memory=20, joint=24))
    with torch.no_grad():
        network.predictor.embedding.weight *= 3
        network.joiner.heard.weight *= 4
        network.joiner.written.weight *= 4
        network.joiner.out.weight *= 4
        network.joiner.out.bias[len(pieces)] += 6
    narrow(network.encoder, 16)
    return network


class Rounding(nn.Module):
    """Every eighth frame [N,80] -> ln of probabilities, of numbers rounded to 127 steps of the batch's largest."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.out = nn.Linear(BANDS, vocabulary + 1)

    def forward(self, signal: Tensor, lengths: Tensor) -> Tensor:
        step = signal.abs().amax() / 127
        frames = torch.round(signal[:, :, ::SUBSAMPLING] / step) * step
        # An input that nothing depends on would be left out of the file.
        return (self.out(frames.transpose(1, 2)) + 0 * lengths[:, None, None]).log_softmax(-1)


def write_rounding(pieces: Pieces, path: Path) -> None:
    export(
        Rounding(len(pieces)),
        {"audio_signal": torch.randn(2, BANDS, 64), "length": torch.tensor([64, 48])},
        ["logprobs"],
        {"audio_signal": {0: "N", 2: "T"}, "length": {0: "N"}, "logprobs": {0: "N", 1: "frames"}},
        {"vocab_size": len(pieces), "subsampling_factor": SUBSAMPLING, "normalize_type": "per_feature"},
        path,
    )


def _without_durations(out: nn.Linear) -> nn.Linear:
    kept = nn.Linear(out.in_features, out.out_features - DURATIONS)
    with torch.no_grad():
        kept.weight.copy_(out.weight[:-DURATIONS])
        kept.bias.copy_(out.bias[:-DURATIONS])
    return kept


if __name__ == "__main__":
    main()

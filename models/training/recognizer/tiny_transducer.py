"""Writes a transducer that has learned nothing: all of its layout in a few kilobytes, for tests of what reads it.

    python3 -m training.recognizer.tiny_transducer FOLDER

`encoder.onnx`, `decoder.onnx`, `joiner.onnx` and `tokens.txt` as `export_transducer` writes them; besides,
`decoder.fixed.onnx`, the same decoder with a batch of 1 declared for its second state, as in many public files, and
`joiner.untimed.onnx`, the same joiner without durations, as plain transducers have it.
"""

import argparse
from pathlib import Path

import torch
from torch import nn

from ..export import halve, tell
from ..text.pieces import BEGIN, Pieces
from .export_transducer import write, write_decoder, write_joiner
from .model import Size
from .transducer import DURATIONS, HeadSize, Transducer

_SEED = 7
_BEGINNINGS = "a be co de fi go hu in jo ka lo mi no or pa qu re so tu un".split()
_ENDINGS = "d er ing ly n r s st t th y z".split()


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a tiny transducer of random weights.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    pieces = Pieces([*(BEGIN + piece for piece in _BEGINNINGS), *_ENDINGS])
    pieces.write(folder / "tokens.txt")
    network = talkative(pieces)
    paths = write(network, pieces, folder)
    fixed, untimed = folder / "decoder.fixed.onnx", folder / "joiner.untimed.onnx"
    write_decoder(network, fixed, open_cells=False)
    network.joiner.out = _without_durations(network.joiner.out)
    write_joiner(network, untimed)
    for path in (*paths, fixed, untimed):
        tell(path)


def talkative(pieces: Pieces) -> Transducer:
    """Random, but made to heed frames and memory, so that it says this and that at once and after a while."""
    torch.manual_seed(_SEED)
    size = Size(vocabulary=len(pieces), width=32, layers=2, expansion=2, kernel=5, heads=2, stem=16)
    network = Transducer(size, HeadSize(memory=20, joint=24))
    with torch.no_grad():
        network.predictor.embedding.weight *= 3
        network.joiner.heard.weight *= 4
        network.joiner.written.weight *= 4
        network.joiner.out.weight *= 4
        network.joiner.out.bias[len(pieces)] += 6
    halve(network.encoder)
    return network


def _without_durations(out: nn.Linear) -> nn.Linear:
    kept = nn.Linear(out.in_features, out.out_features - DURATIONS)
    with torch.no_grad():
        kept.weight.copy_(out.weight[:-DURATIONS])
        kept.bias.copy_(out.bias[:-DURATIONS])
    return kept


if __name__ == "__main__":
    main()

"""Writes a trained transducer as `encoder.onnx`, `decoder.onnx` and `joiner.onnx`, with `tokens.txt`.

    python3 -m training.recognizer.export_transducer FOLDER [--checkpoint training/data/transducer] [--bits 16]
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from .. import learning
from ..export import add_bits, arguments, export, narrow, tell
from ..features import BANDS
from ..text.pieces import Pieces
from .data import SUBSAMPLING
from .model import Encoder, Size
from .transducer import HeadSize, Predictor, Transducer


class Frames(nn.Module):
    """`audio_signal` [N,80,T] and `length` [N] -> `outputs` [N,width,T'], `encoded_lengths` [N]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, signal: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        return self.encoder.hear(signal, lengths).last.transpose(1, 2), lengths // SUBSAMPLING


class Memory(nn.Module):
    """One more piece: `targets` [N,1], `target_length` [N] and an LSTM's two states [1,N,memory] ->
    `outputs` [N,memory+vocabulary,1], `prednet_lengths` and the states after it. The blank stands for the beginning."""

    def __init__(self, predictor: Predictor) -> None:
        super().__init__()
        self.predictor = predictor

    def forward(self, pieces: Tensor, lengths: Tensor, hidden: Tensor, cell: Tensor) -> tuple[Tensor, ...]:
        memory = self.predictor.memory
        gates = functional.linear(self.predictor.embedding(pieces[:, 0].long()), memory.weight_ih_l0, memory.bias_ih_l0)
        gates = gates + functional.linear(hidden[0], memory.weight_hh_l0, memory.bias_hh_l0)
        take, keep, new, show = gates.chunk(4, dim=1)
        cell = torch.sigmoid(keep) * cell[0] + torch.sigmoid(take) * torch.tanh(new)
        hidden = torch.sigmoid(show) * torch.tanh(cell)
        # An input that nothing depends on would be left out of the file.
        return self.predictor.told(hidden)[:, :, None], lengths + 0 * pieces[:, 0], hidden[None], cell[None]


class Joined(nn.Module):
    """`encoder_outputs` [N,width,T] and `decoder_outputs` [N,memory+vocabulary,U] -> `outputs`
    [N,T,U,vocabulary+1+5]."""

    def __init__(self, joiner: nn.Module) -> None:
        super().__init__()
        self.joiner = joiner

    def forward(self, frames: Tensor, told: Tensor) -> Tensor:
        return self.joiner(frames.transpose(1, 2), told.transpose(1, 2))


def main() -> None:
    parser = arguments("transducer")
    add_bits(parser)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    checkpoint = learning.load(options.checkpoint)
    settings = checkpoint["settings"]
    network = Transducer(Size(**settings["size"]), HeadSize(**settings["head"]))
    network.load_state_dict(checkpoint["average"])
    pieces = Pieces(settings["pieces"])
    pieces.write(options.folder / "tokens.txt")
    for path in write(narrow(network, options.bits), pieces, options.folder):
        tell(path)


def write(network: Transducer, pieces: Pieces, folder: Path) -> list[Path]:
    """In the layout of NeMo's TDT models, as sherpa-onnx loads them. It knows them by the word in `url`."""
    paths = [folder / name for name in ("encoder.onnx", "decoder.onnx", "joiner.onnx")]
    metadata = {
        "vocab_size": len(pieces),
        "subsampling_factor": SUBSAMPLING,
        "normalize_type": "per_feature",
        "pred_rnn_layers": 1,
        "pred_hidden": network.predictor.memory.hidden_size,
        "feat_dim": BANDS,
        "model_type": "EncDecRNNTBPEModel",
        "version": "2",
        "model_author": "Colloquy",
        "url": "tdt",
        "comment": "learned from synthetic voices alone",
    }
    export(
        Frames(network.encoder),
        {"audio_signal": torch.randn(2, BANDS, 200), "length": torch.tensor([200, 160])},
        ["outputs", "encoded_lengths"],
        {
            "audio_signal": {0: "N", 2: "T"},
            "length": {0: "N"},
            "outputs": {0: "N", 2: "frames"},
            "encoded_lengths": {0: "N"},
        },
        metadata,
        paths[0],
    )
    write_decoder(network, paths[1])
    write_joiner(network, paths[2])
    return paths


def write_decoder(network: Transducer, path: Path, open_cells: bool = True) -> None:
    """`open_cells`: whether the second state is declared for any batch; many public files declare 1."""
    rows = 2 if open_cells else 1
    state = torch.zeros(1, rows, network.predictor.memory.hidden_size)
    export(
        Memory(network.predictor),
        {
            "targets": torch.arange(rows, dtype=torch.int32)[:, None],
            "target_length": torch.ones(rows, dtype=torch.int32),
            "states": state,
            "cells": state,
        },
        ["outputs", "prednet_lengths", "next_states", "next_cells"],
        {
            "targets": {0: "N"},
            "target_length": {0: "N"},
            "states": {1: "N"},
            **({"cells": {1: "N"}} if open_cells else {}),
            "outputs": {0: "N"},
            "prednet_lengths": {0: "N"},
            "next_states": {1: "N"},
            "next_cells": {1: "N"},
        },
        {},
        path,
    )


def write_joiner(network: Transducer, path: Path) -> None:
    told = network.predictor(torch.zeros(2, 1, dtype=torch.long)).transpose(1, 2)
    export(
        Joined(network.joiner),
        {"encoder_outputs": torch.randn(2, network.encoder.size.width, 3), "decoder_outputs": told.detach()},
        ["outputs"],
        {
            "encoder_outputs": {0: "N", 2: "T"},
            "decoder_outputs": {0: "N", 2: "U"},
            "outputs": {0: "N", 1: "T", 2: "U"},
        },
        {},
        path,
    )


if __name__ == "__main__":
    main()

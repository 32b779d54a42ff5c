"""Trains a transducer's predictor on text, of which there is more than anybody can hear.

    python3 -m training.recognizer.train_predictor --minutes 15 --resume
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .. import learning
from ..stream import generator
from ..text.pieces import Pieces
from ..text.sentences import sentence
from ..text.split import Split
from .transducer import HeadSize, Predictor

_ROWS, _LONGEST = 64, 120
_JOINED = 0.3
_SECONDS = 0.2
"""That a piece takes to say, about."""


@dataclass(frozen=True, eq=False)
class Texts:
    """`pieces` int16 [N,U] of what one clip may hold, -1 behind it."""

    pieces: np.ndarray


class Writing:
    """Learns which piece comes next."""

    def __init__(self, settings: dict[str, Any], seed: int) -> None:
        self.settings = settings
        self._pieces = Pieces(settings["pieces"])
        self.network: nn.Module = Predictor(len(self._pieces), settings["memory"])
        self.setup: Callable = texts(self._pieces, seed)

    def loss(self, batch: Texts, device: torch.device, rng: np.random.Generator) -> Tensor:
        return unexpected(self.network, torch.from_numpy(batch.pieces).to(device).long())

    def parts(self, batch: Texts, count: int) -> list[Texts]:
        return [batch]

    def seconds(self, batch: Texts) -> float:
        return _SECONDS * int((batch.pieces >= 0).sum())

    @torch.no_grad()
    def judge(self, network: nn.Module, device: torch.device) -> dict[str, float]:
        """ln of the perplexity of a piece in sentences for development."""
        words = random.Random(0)
        said = [self._pieces.encode(sentence(words, Split.DEVELOPMENT)) for _ in range(200)]
        return {"development": unexpected(network, torch.from_numpy(together(said)).to(device).long()).item()}


def unexpected(predictor: Predictor, pieces: Tensor) -> Tensor:
    """Cross-entropy of a piece, of pieces [N,U], -1 behind each text."""
    expected = predictor(pieces.clamp(min=0))[:, :-1, predictor.memory.hidden_size :]
    return functional.nll_loss(expected.flatten(0, 1), pieces.flatten(), ignore_index=-1)


def texts(pieces: Pieces, seed: int) -> Callable[[], Callable[[int], list[Texts]]]:
    """What a `Stream` needs: each thing made is a few batches of texts of nearly one length."""

    def setup() -> Callable[[int], list[Texts]]:
        def make(number: int) -> list[Texts]:
            words = random.Random(int(generator(seed, number).integers(1 << 62)))
            said = sorted((pieces.encode(_text(words)) for _ in range(16 * _ROWS)), key=len)
            batches = [Texts(together(said[at : at + _ROWS])) for at in range(0, len(said), _ROWS)]
            words.shuffle(batches)
            return batches

        return make

    return setup


def _text(words: random.Random) -> str:
    said = [sentence(words)]
    while words.random() < _JOINED:
        said.append(sentence(words))
    return " ".join(said)


def together(said: list[list[int]]) -> np.ndarray:
    """int16 [N,U], -1 behind each; the longest are cut."""
    rows = np.full((len(said), min(_LONGEST, max(map(len, said)))), -1, np.int16)
    for row, each in zip(rows, said):
        row[: len(each)] = each[: len(row)]
    return rows


def main() -> None:
    parser = learning.arguments("Trains a transducer's predictor.", "predictor", peak=2e-3, hold=0.3, average=0.99)
    parser.add_argument("--tokens", type=Path, required=True, help="the pieces, as the recogniser's export writes them")
    parser.add_argument("--memory", type=int, default=HeadSize().memory, help="numbers that it remembers by")
    options = parser.parse_args()
    plan, checkpoint = learning.begin(options)
    settings = {"pieces": list(Pieces.read(options.tokens).pieces), "memory": options.memory}
    learning.Training(Writing(checkpoint["settings"] if checkpoint else settings, plan.seed), plan, checkpoint).run()


if __name__ == "__main__":
    main()

"""The detector: what a window sounds like, and two gated recurrent layers that remember what was before."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .front import BANDS, SPECTRA, Front

STATE = 128
"""Silero's is [2,N,128], which users allocate: there an LSTM's output and cell, here what each layer remembers."""


class Detector(nn.Module):
    """Features [N,T,120] -> [N,T], ln of the odds of speech in each window, given all windows before."""

    def __init__(self, width: int = 128) -> None:
        super().__init__()
        self.window = nn.Sequential(nn.Linear(SPECTRA * BANDS, 256), nn.ReLU(), nn.Linear(256, width), nn.ReLU())
        self.memory = nn.GRU(width, STATE, num_layers=2, batch_first=True)
        self.out = nn.Linear(STATE, 1)

    def forward(self, features: Tensor) -> Tensor:
        return self.out(functional.relu(self.memory(self.window(features))[0])).squeeze(-1)


class Step(nn.Module):
    """One window, as Silero's users call it: `input` [N,576], `state` [2,N,128] and the rate -> `output` [N,1] and
    `stateN`. The rate is always 16,000."""

    def __init__(self, detector: Detector) -> None:
        super().__init__()
        self.front, self.detector = Front(), detector

    def forward(self, window: Tensor, state: Tensor, rate: Tensor) -> tuple[Tensor, Tensor]:
        seen = self.detector.window(self.front(window))
        first = _gru(self.detector.memory, 0, seen, state[0])
        second = _gru(self.detector.memory, 1, first, state[1])
        odds = self.detector.out(functional.relu(second))
        # An input that nothing depends on would be left out of the file.
        return torch.sigmoid(odds) + 0.0 * rate.float(), torch.stack([first, second])


def _gru(memory: nn.GRU, layer: int, seen: Tensor, before: Tensor) -> Tensor:
    """What a layer remembers after a window (Cho et al. 2014), with the gates in PyTorch's order."""
    inner, outer, inner_bias, outer_bias = memory.all_weights[layer]
    from_seen = functional.linear(seen, inner, inner_bias).chunk(3, dim=1)
    from_before = functional.linear(before, outer, outer_bias).chunk(3, dim=1)
    reset, keep = (torch.sigmoid(a + b) for a, b in zip(from_seen[:2], from_before[:2]))
    new = torch.tanh(from_seen[2] + reset * from_before[2])
    return (1 - keep) * new + keep * before

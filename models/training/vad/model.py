"""The detector: what a window sounds like, and an LSTM that remembers what was before."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .front import BANDS, SPECTRA, Front

STATE = 128
"""Silero's, whose users allocate it."""


class Detector(nn.Module):
    """Features [N,T,120] -> [N,T], ln of the odds of speech in each window, given all windows before."""

    def __init__(self, width: int = 128) -> None:
        super().__init__()
        self.window = nn.Sequential(nn.Linear(SPECTRA * BANDS, 256), nn.ReLU(), nn.Linear(256, width), nn.ReLU())
        self.memory = nn.LSTM(width, STATE, batch_first=True)
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
        hidden, cell = _lstm(self.detector.memory, seen, state[0], state[1])
        odds = self.detector.out(functional.relu(hidden))
        # An input that nothing depends on would be left out of the file.
        return torch.sigmoid(odds) + 0.0 * rate.float(), torch.stack([hidden, cell])


def _lstm(memory: nn.LSTM, seen: Tensor, hidden: Tensor, cell: Tensor) -> tuple[Tensor, Tensor]:
    """Hochreiter and Schmidhuber 1997, with the gates in PyTorch's order."""
    gates = functional.linear(seen, memory.weight_ih_l0, memory.bias_ih_l0)
    gates = gates + functional.linear(hidden, memory.weight_hh_l0, memory.bias_hh_l0)
    take, keep, new, show = gates.chunk(4, dim=1)
    cell = torch.sigmoid(keep) * cell + torch.sigmoid(take) * torch.tanh(new)
    return torch.sigmoid(show) * torch.tanh(cell), cell

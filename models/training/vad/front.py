"""What the detector sees of a window of 576 samples: three spectra of 40 mel bands, 10 ms apart.

`features` is numpy's way for training, `Front` the same as a part of the exported network.
"""

import functools

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

NEW, CONTEXT = 512, 64
SPECTRA, BANDS = 3, 40
_SIZE, _SHIFT = 256, 160
_LEAST, _MEAN, _SCALE = 1e-7, -6.0, 0.2


def windows(samples: np.ndarray) -> np.ndarray:
    """[n] -> [n // 512, 576], a view: 512 new samples each, after 64 of what came before (zeros at first)."""
    count = len(samples) // NEW
    padded = np.pad(np.asarray(samples[: count * NEW], np.float32), (CONTEXT, 0))
    return np.lib.stride_tricks.sliding_window_view(padded, CONTEXT + NEW)[::NEW]


def features(samples: np.ndarray) -> np.ndarray:
    """[n] -> [n // 512, 120], float32."""
    frames = np.lib.stride_tricks.sliding_window_view(windows(samples), _SIZE, axis=1)[:, ::_SHIFT]
    spectrum = np.fft.rfft(frames * _hann())
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
    bands = np.log(power @ mel() + np.float32(_LEAST))
    return ((bands - _MEAN) * _SCALE).reshape(-1, SPECTRA * BANDS).astype(np.float32)


class Front(nn.Module):
    """[N,576] -> [N,120]; the Fourier transform as a convolution."""

    def __init__(self) -> None:
        super().__init__()
        turns = 2 * np.pi * np.outer(np.arange(_SIZE // 2 + 1), np.arange(_SIZE)) / _SIZE
        basis = np.concatenate([np.cos(turns), np.sin(turns)]) * _hann()
        self.register_buffer("basis", torch.tensor(basis[:, None], dtype=torch.float32))
        self.register_buffer("mel", torch.tensor(mel()))

    def forward(self, window: Tensor) -> Tensor:
        parts = functional.conv1d(window[:, None], self.basis, stride=_SHIFT).square()
        power = parts[:, : _SIZE // 2 + 1] + parts[:, _SIZE // 2 + 1 :]
        bands = torch.log(power.transpose(1, 2) @ self.mel + _LEAST)
        return ((bands - _MEAN) * _SCALE).flatten(1)


@functools.cache
def mel() -> np.ndarray:
    """[129,40]: triangles on HTK's mel scale over 60-7800 Hz, each with a sum of 1."""
    hertz = np.arange(_SIZE // 2 + 1) * 16_000 / _SIZE
    at, edges = _mel(hertz)[:, None], np.linspace(_mel(60), _mel(7800), BANDS + 2)
    low, peak, high = edges[:-2], edges[1:-1], edges[2:]
    # The lowest triangles are narrower than the distance of two frequencies, and would see neither.
    reach = _mel(hertz[1]) - _mel(hertz[0])
    weights = np.maximum(0, 1 - np.abs(at - peak) / np.maximum((high - low) / 2, reach * 0.6))
    return (weights / weights.sum(axis=0)).astype(np.float32)


def _mel(hertz):
    return 1127 * np.log(1 + hertz / 700)


def _hann() -> np.ndarray:
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_SIZE) / _SIZE)).astype(np.float32)

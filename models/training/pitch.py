"""How high a voice is, for clean speech alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

RATE = 16_000
_FRAME, _SHIFT, _FFT = 1024, 512, 2048
_LOWEST_HZ, _HIGHEST_HZ = 55.0, 450.0
_VOICED = 0.6
_NEARLY = 0.9


def octaves(samples: np.ndarray) -> float:
    """log2 of the median frequency in Hz at which the vocal folds swing in `samples` [n]; NaN where nothing is voiced.

    By autocorrelation (Rabiner 1977): of each frame the shortest period that explains it nearly as well as the best.
    """
    if len(samples) < _FRAME:
        return float("nan")
    frames = sliding_window_view(samples, _FRAME)[::_SHIFT] * np.hanning(_FRAME)
    alike = np.fft.irfft(np.abs(np.fft.rfft(frames, _FFT)) ** 2)[:, : _FRAME // 2]
    # The window itself makes distant samples less alike.
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(_FRAME), _FFT)) ** 2)[: _FRAME // 2]
    alike = alike / np.maximum(alike[:, :1], 1e-9) / (window / window[0])
    loud = (frames**2).sum(axis=1) > 0.05 * (frames**2).sum(axis=1).max()
    shortest, longest = int(RATE / _HIGHEST_HZ), int(RATE / _LOWEST_HZ)
    found = alike[:, shortest : longest + 1]
    peaks = (found[:, 1:-1] >= found[:, :-2]) & (found[:, 1:-1] > found[:, 2:])
    heights = np.where(peaks, found[:, 1:-1], 0)
    best = heights.max(axis=1)
    lags = (heights >= _NEARLY * best[:, None]).argmax(axis=1) + 1 + shortest
    voiced = loud & (best > _VOICED)
    return float(np.log2(RATE / np.median(lags[voiced]))) if voiced.any() else float("nan")

"""How high a voice is, for clean speech alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

RATE = 16_000
_FRAME, _SHIFT, _FFT = 1024, 512, 2048
_LOWEST_HZ, _HIGHEST_HZ = 55.0, 450.0
_VOICED = 0.6
_NEARLY = 0.9


def track(samples: np.ndarray, shift: int = 512) -> np.ndarray:
    """log2 of the frequency in Hz at which the vocal folds swing in the middle of every `shift` of `samples` [n]:
    [ceil(n/shift)], float32, NaN where nothing is voiced.

    By autocorrelation (Rabiner 1977): of each frame the shortest period that explains it nearly as well as the best.
    """
    count = -(-len(samples) // shift)
    found = np.full(count, np.nan, np.float32)
    if count == 0:
        return found
    before = (_FRAME - shift) // 2
    padded = np.pad(samples, (before, count * shift - len(samples) + _FRAME))
    frames = sliding_window_view(padded, _FRAME)[: count * shift : shift] * np.hanning(_FRAME)
    alike = np.fft.irfft(np.abs(np.fft.rfft(frames, _FFT)) ** 2)[:, : _FRAME // 2]
    # The window itself makes distant samples less alike.
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(_FRAME), _FFT)) ** 2)[: _FRAME // 2]
    alike = alike / np.maximum(alike[:, :1], 1e-9) / (window / window[0])
    power = (frames**2).sum(axis=1)
    shortest, longest = int(RATE / _HIGHEST_HZ), int(RATE / _LOWEST_HZ)
    lagged = alike[:, shortest : longest + 1]
    peaks = (lagged[:, 1:-1] >= lagged[:, :-2]) & (lagged[:, 1:-1] > lagged[:, 2:])
    heights = np.where(peaks, lagged[:, 1:-1], 0)
    best = heights.max(axis=1)
    lags = (heights >= _NEARLY * best[:, None]).argmax(axis=1) + 1 + shortest
    voiced = (power > 0.05 * power.max()) & (best > _VOICED)
    found[voiced] = np.log2(RATE / lags[voiced])
    return found

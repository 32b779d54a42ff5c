"""Log-mel features: 80 numbers for each 10 ms, as sherpa-onnx computes them for the models it runs.

Both filterbanks follow Kaldi's `compute-fbank-feats` with `snip_edges=false` and no dither: windows of 25 ms centred
on their 10 ms, the signal mirrored at its edges, pre-emphasis of .97 within each window (not over the whole signal),
power spectrum of 512 samples, 80 triangles, ln(max(x, float epsilon)). They differ in the window, the mel scale and
the mean. Samples are float32 in [-1, 1) at 16 kHz.
"""

import functools
from dataclasses import dataclass

import numpy as np
from scipy.fft import rfft

RATE = 16_000
BANDS = 80
SHIFT = 160
WINDOW = 400

_FFT = 512
_PREEMPHASIS = np.float32(0.97)
_LEAST = np.float32(np.finfo(np.float32).eps)


@dataclass(frozen=True, eq=False)
class Filterbank:
    """`window` [400]; `weights` [257,80]; `remove_mean`: whether each window loses its mean first."""

    window: np.ndarray
    weights: np.ndarray
    remove_mean: bool

    def of(self, samples: np.ndarray) -> np.ndarray:
        """Features [frames(n),80] of samples [n], float32, not normalised."""
        if frames(len(samples)) == 0:
            return np.zeros((0, BANDS), np.float32)
        windows = _windows(samples)
        if self.remove_mean:
            windows = windows - windows.mean(axis=1, keepdims=True)
        shaped = np.empty(windows.shape, np.float32)
        np.multiply(windows[:, :-1], -_PREEMPHASIS, out=shaped[:, 1:])
        shaped[:, 1:] += windows[:, 1:]
        shaped[:, 0] = windows[:, 0] * (1 - _PREEMPHASIS)
        shaped *= self.window
        spectrum = rfft(shaped, _FFT, overwrite_x=True)
        power = spectrum.real**2 + spectrum.imag**2
        return np.log(np.maximum(power @ self.weights, _LEAST))


def frames(samples: int) -> int:
    """How many frames so many samples make."""
    return (samples + SHIFT // 2) // SHIFT


def recognizer_features(samples: np.ndarray) -> np.ndarray:
    """What a NeMo CTC model of `normalize_type` per_feature is fed for samples [n]: [T,80], float32."""
    return standardize(nemo().of(samples))


def transducer_features(samples: np.ndarray) -> np.ndarray:
    """What a NeMo transducer of `normalize_type` per_feature is fed for samples [n]: [T,80], float32."""
    return standardize(nemo_transducer().of(samples))


def voiceprint_features(samples: np.ndarray) -> np.ndarray:
    """What a WeSpeaker model (`normalize_samples` 1, global-mean) is fed for samples [n]: [T,80], float32."""
    features = kaldi().of(samples)
    return features - features.mean(axis=0) if len(features) else features


def standardize(features: np.ndarray) -> np.ndarray:
    """Each band of [T,80] with mean 0 and deviation 1 over the clip (population variance, 1e-5 added)."""
    if len(features) == 0:
        return features
    mean = features.mean(axis=0, dtype=np.float64)
    deviation = features.std(axis=0, dtype=np.float64)
    return ((features - mean) / (deviation + 1e-5)).astype(np.float32)


@functools.cache
def nemo() -> Filterbank:
    """As for NeMo's CTC models: Slaney's mel scale over 0-8000 Hz, area-normalised; periodic Hann window."""
    return Filterbank(_hann(WINDOW), _slaney_weights(8000), False)


@functools.cache
def nemo_transducer() -> Filterbank:
    """As for NeMo's transducers: Slaney's mel scale over 0-7600 Hz, area-normalised; Povey's window."""
    return Filterbank(_povey(), _slaney_weights(7600), False)


@functools.cache
def kaldi() -> Filterbank:
    """As for WeSpeaker and 3D-Speaker: HTK's mel scale over 20-7600 Hz, windows without their mean, Povey's window."""
    edges = np.linspace(_htk(20), _htk(7600), BANDS + 2)
    return Filterbank(_povey(), _triangles(edges, _htk(_hertz())), True)


def _windows(samples: np.ndarray) -> np.ndarray:
    """[T,400], a view wherever the signal is long enough."""
    before = WINDOW // 2 - SHIFT // 2
    after = max(0, (frames(len(samples)) - 1) * SHIFT + WINDOW - before - len(samples))
    mirrored = np.pad(np.asarray(samples, np.float32), (before, after), mode="symmetric")
    return np.lib.stride_tricks.sliding_window_view(mirrored, WINDOW)[::SHIFT][: frames(len(samples))]


def _hann(period: int) -> np.ndarray:
    return _float32(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / period))


def _povey() -> np.ndarray:
    return _hann(WINDOW - 1) ** np.float32(0.85)


def _slaney_weights(highest: float) -> np.ndarray:
    edges = _from_slaney(np.linspace(_slaney(0), _slaney(highest), BANDS + 2))
    return _triangles(edges, _hertz()) * _float32(2 / (edges[2:] - edges[:-2]))


def _hertz() -> np.ndarray:
    return np.arange(_FFT // 2 + 1) * RATE / _FFT


def _triangles(edges: np.ndarray, bins: np.ndarray) -> np.ndarray:
    """[257,80]: band b rises from edge b to edge b+1 and falls to edge b+2; edges and bins on one scale."""
    low, peak, high = edges[:-2], edges[1:-1], edges[2:]
    at = bins[:, None]
    return _float32(np.maximum(0, np.minimum((at - low) / (peak - low), (high - at) / (high - peak))))


def _slaney(hertz: float) -> float:
    return hertz * 3 / 200 if hertz < 1000 else 15 + 27 * np.log(hertz / 1000) / np.log(6.4)


def _from_slaney(mel: np.ndarray) -> np.ndarray:
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))


def _htk(hertz):
    return 1127 * np.log(1 + hertz / 700)


def _float32(x) -> np.ndarray:
    return np.asarray(x, np.float32)

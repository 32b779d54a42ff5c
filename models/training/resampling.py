"""Resampling by any ratio near a small fraction, with the filters kept."""

import functools
from fractions import Fraction

import numpy as np
from scipy.signal import firwin, resample_poly

_TERMS = 200
_ZERO_CROSSINGS = 10


def resample(samples: np.ndarray, ratio: float | Fraction) -> np.ndarray:
    """`samples` [n] stretched to about n * `ratio`, float32; the ratio is rounded to a near fraction."""
    fraction = _fraction(ratio)
    if fraction == 1:
        return np.asarray(samples, np.float32)
    up, down = fraction.numerator, fraction.denominator
    return resample_poly(np.asarray(samples, np.float32), up, down, window=_filter(max(up, down)))


def _fraction(ratio: float | Fraction) -> Fraction:
    fraction = Fraction(ratio).limit_denominator(441)
    return fraction if max(fraction.as_integer_ratio()) <= 441 else Fraction(ratio).limit_denominator(_TERMS)


@functools.lru_cache(maxsize=512)
def _filter(terms: int) -> np.ndarray:
    """The low-pass that scipy's `resample_poly` would design anew on each call."""
    return firwin(2 * _ZERO_CROSSINGS * terms + 1, 1 / terms, window=("kaiser", 5.0)).astype(np.float32)

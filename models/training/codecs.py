"""What speech goes through on its way: Opus by libopus, the 8-bit codes of telephones, and lost packets.

All take and give float32 [n] at 16 kHz in [-1, 1], as long as what came in and in step with it.
"""

import ctypes
import functools

import numpy as np

RATE = 16_000

# From opus/opus_defines.h.
_VOIP, _AUDIO = 2048, 2049
_SET_BITRATE, _SET_COMPLEXITY, _SET_VBR, _GET_LOOKAHEAD = 4002, 4010, 4006, 4027
_LARGEST_PACKET = 1275 * 3


class CodecError(Exception):
    """libopus refused what it was asked to do."""


def opus(
    samples: np.ndarray,
    rng: np.random.Generator,
    bitrate: int | None = None,
    frame_ms: int | None = None,
    loss: float = 0.0,
    complexity: int = 8,
) -> np.ndarray:
    """Through Opus at `bitrate` bit/s (12-32 thousand by default) in packets of `frame_ms` (10, 20, 40 or 60).

    `complexity`: the highest of which one is drawn; above 1 it costs more than it changes. `loss`: the share of packets
    that never arrive, in bursts; the decoder conceals them.
    """
    bitrate = bitrate or int(rng.integers(12_000, 32_001))
    frame = RATE // 1000 * (frame_ms or int(rng.choice([10, 20, 20, 20, 40, 60])))
    drawn = int(rng.integers(0, complexity + 1)), bool(rng.random() < 0.5), bool(rng.random() < 0.7)
    with _Encoder(bitrate, *drawn) as encoder:
        lookahead = encoder.lookahead()
        frames = -(-(len(samples) + lookahead) // frame)
        padded = np.zeros(frames * frame, np.float32)
        padded[: len(samples)] = samples
        packets = [encoder.encode(padded[i : i + frame]) for i in range(0, len(padded), frame)]
    with _Decoder() as decoder:
        lost = bursts(frames, loss, rng)
        decoded = [decoder.decode(None if gone else packet, frame) for packet, gone in zip(packets, lost)]
    return np.concatenate(decoded)[lookahead : lookahead + len(samples)] if decoded else padded


def bursts(packets: int, loss: float, rng: np.random.Generator) -> np.ndarray:
    """[packets], bool: which are lost, about `loss` of them, two or three at a time (Gilbert's model)."""
    lost = np.zeros(packets, bool)
    at, leave = 0, 0.4
    enter = leave * loss / max(1 - loss, 1e-6)
    while loss > 0 and at < packets:
        at += int(rng.geometric(min(1.0, enter)))
        length = int(rng.geometric(leave))
        lost[at : at + length] = True
        at += length
    return lost


def dropouts(samples: np.ndarray, rng: np.random.Generator, loss: float, packet_ms: int = 20) -> np.ndarray:
    """Raw audio of which packets are lost: silence in their place."""
    packet = RATE // 1000 * packet_ms
    lost = np.repeat(bursts(-(-len(samples) // packet), loss, rng), packet)[: len(samples)]
    return np.where(lost, np.float32(0), samples)


def mu_law(samples: np.ndarray) -> np.ndarray:
    """ITU-T G.711's mu-law: 8 bits, 255 steps spaced by the logarithm."""
    return _companded(samples, lambda x: np.log1p(255 * x) / np.log(256), lambda y: np.expm1(y * np.log(256)) / 255)


def a_law(samples: np.ndarray) -> np.ndarray:
    """ITU-T G.711's A-law: 8 bits, straight below 1/87.6, logarithmic above."""
    scale = 1 + np.log(87.6)

    def compress(x):
        return np.where(x < 1 / 87.6, 87.6 * x, 1 + np.log(np.maximum(87.6 * x, 1))) / scale

    def expand(y):
        return np.where(y < 1 / scale, y * scale, np.exp(y * scale - 1)) / 87.6

    return _companded(samples, compress, expand)


def eight_bit(samples: np.ndarray) -> np.ndarray:
    """Linear PCM of 8 bits."""
    return np.round(np.clip(samples, -1, 127 / 128) * 128).astype(np.float32) / 128


def sixteen_bit(samples: np.ndarray) -> np.ndarray:
    """Linear PCM of 16 bits, which is what a device records."""
    return np.round(np.clip(samples, -1, 32767 / 32768) * 32768).astype(np.float32) / 32768


def _companded(samples: np.ndarray, compress, expand) -> np.ndarray:
    size = compress(np.minimum(np.abs(samples), 1))
    return (np.sign(samples) * expand(np.round(size * 127) / 127)).astype(np.float32)


@functools.cache
def _opus() -> ctypes.CDLL:
    library = ctypes.CDLL("libopus.so.0")
    for name in ("opus_encoder_create", "opus_decoder_create"):
        getattr(library, name).restype = ctypes.c_void_p
    return library


def _made(state: int | None, error: ctypes.c_int) -> ctypes.c_void_p:
    if not state or error.value:
        raise CodecError(f"libopus: error {error.value}")
    return ctypes.c_void_p(state)


class _Encoder:
    def __init__(self, bitrate: int, complexity: int, voip: bool, variable: bool) -> None:
        error = ctypes.c_int()
        self._state = _made(_opus().opus_encoder_create(RATE, 1, _VOIP if voip else _AUDIO, ctypes.byref(error)), error)
        self._packet = ctypes.create_string_buffer(_LARGEST_PACKET)
        for request, value in ((_SET_BITRATE, bitrate), (_SET_COMPLEXITY, complexity), (_SET_VBR, int(variable))):
            _opus().opus_encoder_ctl(self._state, request, ctypes.c_int(value))

    def lookahead(self) -> int:
        """Samples by which the decoded signal lags."""
        delay = ctypes.c_int()
        _opus().opus_encoder_ctl(self._state, _GET_LOOKAHEAD, ctypes.byref(delay))
        return delay.value

    def encode(self, frame: np.ndarray) -> bytes:
        size = _opus().opus_encode_float(
            self._state, frame.ctypes.data_as(ctypes.c_void_p), len(frame), self._packet, _LARGEST_PACKET
        )
        if size < 0:
            raise CodecError(f"libopus: error {size} in encoding")
        return self._packet.raw[:size]

    def __enter__(self) -> "_Encoder":
        return self

    def __exit__(self, *_) -> None:
        _opus().opus_encoder_destroy(self._state)


class _Decoder:
    def __init__(self) -> None:
        error = ctypes.c_int()
        self._state = _made(_opus().opus_decoder_create(RATE, 1, ctypes.byref(error)), error)

    def decode(self, packet: bytes | None, frame: int) -> np.ndarray:
        """`frame` samples; a packet that never came is None."""
        samples = np.empty(frame, np.float32)
        size = len(packet) if packet else 0
        count = _opus().opus_decode_float(self._state, packet, size, samples.ctypes.data_as(ctypes.c_void_p), frame, 0)
        if count != frame:
            raise CodecError(f"libopus: error {count} in decoding")
        return samples

    def __enter__(self) -> "_Decoder":
        return self

    def __exit__(self, *_) -> None:
        _opus().opus_decoder_destroy(self._state)

"""How well an exported voice activity detector tells speech from all else.

    python3 -m training.evaluation.vad vad.onnx [--threshold 0.5] [--json FILE]
    python3 -m training.evaluation.vad heard.json             # by another engine, with its threshold

Windows of 32 ms, each of which is speech if most of it is. Decisions as Colloquy takes them: speech begins at the
threshold and ends .15 below it.
"""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from . import clips, report
from .heard import Heard, is_heard
from .metrics import Figure, f1, ratio
from .onnx import VoiceActivityDetector

SETS = ("speech", "speechless")
Decide = Callable[[Path, Sequence[clips.Clip]], np.ndarray]
"""Which windows of the clips of a folder are taken for speech: bool [N,T]."""
WINDOW = 512
_BAND, _FLOOR = 0.15, 0.01
_WINDOW_S = WINDOW / clips.RATE


def speech_windows(spans: Sequence[tuple[int, int]], samples: int) -> np.ndarray:
    """Bool [ceil(n / 512)]: the windows of which more than half lies in spans."""
    inside = np.zeros(-(-samples // WINDOW) * WINDOW, bool)
    for start, end in spans:
        inside[start:end] = True
    return inside.reshape(-1, WINDOW).mean(axis=1) > 0.5


def decide(probabilities: np.ndarray, threshold: float) -> np.ndarray:
    """Bool [N,T] of probabilities [N,T]: from one that reaches the threshold to one below the lower threshold."""
    lower = max(threshold - _BAND, _FLOOR)
    speaking = np.zeros(probabilities.shape, bool)
    now = np.zeros(len(probabilities), bool)
    for t, column in enumerate(probabilities.T):
        now = np.where(now, column >= lower, column >= threshold)
        speaking[:, t] = now
    return speaking


def found(truth: np.ndarray, speaking: np.ndarray) -> report.Row:
    """Of bool [N,T] both: the windows' F1, precision and recall."""
    counts = np.stack([(truth & speaking).sum(1), (~truth & speaking).sum(1), (truth & ~speaking).sum(1)], axis=1)
    hits, false, missed = counts.sum(axis=0)
    return {"F1": f1(counts), "precision": hits / max(hits + false, 1), "recall": hits / max(hits + missed, 1)}


def mistaken(speaking: np.ndarray) -> report.Row:
    """Of bool [N,T] where nobody speaks: the share taken for speech, the seconds, and how many times."""
    shares: Figure = ratio(
        np.stack([speaking.sum(1), np.full(len(speaking), speaking.shape[1])], axis=1), lambda s: s[..., 0] / s[..., 1]
    )
    begun = speaking & ~np.pad(speaking, ((0, 0), (1, 0)))[:, :-1]
    return {"false alarms": shares, "false s": speaking.sum() * _WINDOW_S, "times": int(begun.sum())}


def main() -> None:
    parser = report.options("Speech found where it is, and where it isn't, by a detector of Silero's layout.", SETS)
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--detail", action="store_true", help="a line for each background of each set")
    options = parser.parse_args()
    decisions = _from_heard(Heard(options.model)) if is_heard(options.model) else _from_model(options)
    rows = []
    for name in options.sets:
        listed = clips.read_list(options.folder / name)
        rows += _judge(name, listed, decisions(options.folder / name, listed))
        if options.detail:
            for kind in sorted({clip.background for clip in listed}):
                some = [clip for clip in listed if clip.background == kind]
                rows += _judge(f"{name}: {kind}", some, decisions(options.folder / name, some))
    report.show(rows, options.json)


def _from_model(options: Namespace) -> Decide:
    model = VoiceActivityDetector(options.model, options.threads)

    def decisions(folder: Path, listed: Sequence[clips.Clip]) -> np.ndarray:
        samples = np.stack([clips.read(folder, clip) for clip in listed])
        return decide(model.probabilities(samples), options.threshold)

    return decisions


def _from_heard(heard: Heard) -> Decide:
    def decisions(folder: Path, listed: Sequence[clips.Clip]) -> np.ndarray:
        lengths = [len(clips.read(folder, clip)) for clip in listed]
        return np.stack([speech_windows(heard.speech(folder, clip), n) for clip, n in zip(listed, lengths)])

    return decisions


def _judge(name: str, listed: Sequence[clips.Clip], speaking: np.ndarray) -> list[report.Row]:
    common = {"set": name, "minutes": speaking.size * _WINDOW_S / 60}
    if any(clip.spans for clip in listed):
        truth = np.stack([speech_windows(clip.spans, speaking.shape[1] * WINDOW) for clip in listed])
        return [{**common, **found(truth, speaking)}]
    return [{**common, **mistaken(speaking)}]


if __name__ == "__main__":
    main()

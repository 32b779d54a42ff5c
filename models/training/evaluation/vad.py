"""How well an exported voice activity detector tells speech from all else.

    python3 -m training.evaluation.vad vad.onnx [--threshold 0.5] [--skip 64] [--json FILE]
    python3 -m training.evaluation.vad heard.json             # by another engine, with its threshold

Windows of 32 ms, each of which is speech if most of it is. Decisions as Colloquy takes them: speech begins at the
threshold and ends .15 below it. `F1` and `false alarms` are of utterances, as Colloquy and others make them of what a
detector says: pauses of less than .5 s are bridged (in the truth, too), what then lasts less than .25 s is dropped.
`by window` is without that.

One sound in hours is taken for speech where windows begin at one of its samples, and not at another: a threshold is
better chosen with windows that begin at several (`--skip`).
"""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
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
_MIN_SILENCE_S, _MIN_SPEECH_S = 0.5, 0.25
_THRESHOLD, _AROUND = 0.5, clips.RATE // 5


def speech_windows(spans: Sequence[tuple[int, int]], samples: int) -> np.ndarray:
    """Bool [ceil(n / 512)]: the windows of which more than half lies in spans."""
    inside = np.zeros(-(-samples // WINDOW) * WINDOW, bool)
    for start, end in spans:
        inside[start:end] = True
    return inside.reshape(-1, WINDOW).mean(axis=1) > 0.5


def skipped(clip: clips.Clip, samples: int) -> clips.Clip:
    """A clip without its first samples."""
    later = [(max(0, start - samples), end - samples) for start, end in clip.spans if end > samples]
    return replace(clip, spans=tuple(later))


def decide(probabilities: np.ndarray, threshold: float) -> np.ndarray:
    """Bool [N,T] of probabilities [N,T]: from one that reaches the threshold to one below the lower threshold."""
    lower = max(threshold - _BAND, _FLOOR)
    speaking = np.zeros(probabilities.shape, bool)
    now = np.zeros(len(probabilities), bool)
    for t, column in enumerate(probabilities.T):
        now = np.where(now, column >= lower, column >= threshold)
        speaking[:, t] = now
    return speaking


def bridged(speaking: np.ndarray) -> np.ndarray:
    """Bool [N,T] with pauses of less than .5 s made speech."""
    return ~_without_short(~speaking, _MIN_SILENCE_S, at_edges=False)


def utterances(speaking: np.ndarray) -> np.ndarray:
    """Bool [N,T] with short pauses bridged, and then what is shorter than .25 s dropped."""
    return _without_short(bridged(speaking), _MIN_SPEECH_S, at_edges=True)


def cut(samples: np.ndarray, detector: VoiceActivityDetector) -> list[np.ndarray]:
    """The utterances found in [n] samples, with up to .2 s around each, as Colloquy has them transcribed."""
    (said,) = utterances(decide(detector.probabilities(samples[None]), _THRESHOLD))
    bounds = WINDOW * np.flatnonzero(np.diff(np.r_[False, said, False])).reshape(-1, 2)
    return [samples[max(0, start - _AROUND) : end + _AROUND] for start, end in bounds]


def _without_short(marked: np.ndarray, least_s: float, at_edges: bool) -> np.ndarray:
    """Bool [N,T] without runs that are shorter; one at an edge may go on beyond it."""
    kept = marked.copy()
    for row in kept:
        bounds = np.flatnonzero(np.diff(np.r_[False, row, False]))
        for start, end in bounds.reshape(-1, 2):
            inside = start > 0 and end < len(row)
            if (at_edges or inside) and (end - start) * _WINDOW_S < least_s:
                row[start:end] = False
    return kept


def found(truth: np.ndarray, speaking: np.ndarray) -> report.Row:
    """Of bool [N,T] both: the F1 of utterances with its precision and recall, and that of bare windows."""
    counts = _counts(bridged(truth), utterances(speaking))
    hits, false, missed = counts.sum(axis=0)
    row = {"F1": f1(counts), "precision": hits / max(hits + false, 1), "recall": hits / max(hits + missed, 1)}
    return {**row, "F1 by window": f1(_counts(truth, speaking))}


def _counts(truth: np.ndarray, speaking: np.ndarray) -> np.ndarray:
    return np.stack([(truth & speaking).sum(1), (~truth & speaking).sum(1), (truth & ~speaking).sum(1)], axis=1)


def mistaken(speaking: np.ndarray) -> report.Row:
    """Of bool [N,T] where nobody speaks: the share taken for utterances, their seconds and number; also by window."""
    said = utterances(speaking)
    begun = said & ~np.pad(said, ((0, 0), (1, 0)))[:, :-1]
    row = {"false alarms": _share(said), "false s": said.sum() * _WINDOW_S, "utterances": int(begun.sum())}
    return {**row, "false by window": _share(speaking)}


def _share(speaking: np.ndarray) -> Figure:
    counts = np.stack([speaking.sum(1), np.full(len(speaking), speaking.shape[1])], axis=1)
    return ratio(counts, lambda s: s[..., 0] / s[..., 1])


def main() -> None:
    parser = report.options("Speech found where it is, and where it isn't, by a detector of Silero's layout.", SETS)
    parser.add_argument("--threshold", type=float, default=_THRESHOLD)
    parser.add_argument(
        "--skip", type=int, default=0, help="leave out so many samples of each clip, so that its windows begin elsewhere"
    )
    parser.add_argument("--detail", action="store_true", help="a line for each background of each set")
    options = parser.parse_args()
    if not 0 <= options.skip < WINDOW:
        parser.error(f"--skip takes less than a window: 0 to {WINDOW - 1} samples")
    if options.skip and is_heard(options.model):
        parser.error("--skip is for an ONNX file: what another engine heard, it heard from the beginning")
    decisions = _from_heard(Heard(options.model)) if is_heard(options.model) else _from_model(options)
    rows = []
    for name in options.sets:
        listed = [skipped(clip, options.skip) for clip in clips.read_list(options.folder / name)]
        rows += _judge(name, listed, decisions(options.folder / name, listed))
        if options.detail:
            for kind in sorted({clip.background for clip in listed}):
                some = [clip for clip in listed if clip.background == kind]
                rows += _judge(f"{name}: {kind}", some, decisions(options.folder / name, some))
    report.show(rows, options.json)


def _from_model(options: Namespace) -> Decide:
    model = VoiceActivityDetector(options.model, options.threads)

    def decisions(folder: Path, listed: Sequence[clips.Clip]) -> np.ndarray:
        samples = np.stack([clips.read(folder, clip)[options.skip :] for clip in listed])
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

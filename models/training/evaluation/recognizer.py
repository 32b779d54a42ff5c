"""Word error rates of an exported recogniser.

    python3 -m training.evaluation.recognizer recognizer.onnx [--tokens tokens.txt] [--json FILE]
    python3 -m training.evaluation.recognizer FOLDER          # of a transducer
    python3 -m training.evaluation.recognizer heard.json      # by another engine

With `--detector vad.onnx` it hears what that finds alone, as in Colloquy: of detectors, or thresholds, the better one
costs fewer words.
"""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from ..features import recognizer_features, transducer_features
from . import clips, report
from .heard import Heard, is_heard
from .metrics import word_error_rate
from .onnx import Recognizer, Transducer, VoiceActivityDetector
from .vad import cut

SETS = ("clean", "noise", "opus", "flite", "accented", "free_text")
Transcribe = Callable[[Path, Sequence[clips.Clip]], list[str]]
"""What is heard in the clips of a folder."""
Recognize = Callable[[Sequence[np.ndarray]], list[str]]
"""What is heard in samples [n] at 16 kHz."""
_FRAMES_A_BATCH = 20_000


def transcripts(model: Recognizer, recordings: Sequence[np.ndarray]) -> list[str]:
    """What the model hears in each recording, in batches of like lengths."""
    features = [recognizer_features(samples) for samples in recordings]
    heard = [""] * len(recordings)
    for batch in batches([len(each) for each in features], _FRAMES_A_BATCH):
        for index, text in zip(batch, model.recognize([features[index] for index in batch])):
            heard[index] = text
    return heard


def cut_first(recognize: Recognize, detector: VoiceActivityDetector) -> Recognize:
    """Hears the utterances that a detector finds, each by itself, and nothing else."""

    def heard(recordings: Sequence[np.ndarray]) -> list[str]:
        utterances = [cut(samples, detector) for samples in recordings]
        texts = iter(recognize([each for some in utterances for each in some]))
        return [" ".join(filter(None, (next(texts) for _ in some))) for some in utterances]

    return heard


def batches(lengths: Sequence[int], frames: int) -> Iterator[list[int]]:
    """Indices of clips of nearly one length, so many padded frames together at most."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > frames:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _from_model(options: Namespace) -> Transcribe:
    recognize = _recognize(options)
    if options.detector:
        recognize = cut_first(recognize, VoiceActivityDetector(options.detector, options.threads))
    return lambda folder, listed: recognize([clips.read(folder, clip) for clip in listed])


def _recognize(options: Namespace) -> Recognize:
    if options.model.is_dir():
        transducer = Transducer(options.model, options.threads)
        return lambda recordings: [transducer.recognize(transducer_features(samples)) for samples in recordings]
    tokens = options.tokens or options.model.with_name("tokens.txt")
    return partial(transcripts, Recognizer(options.model, tokens, options.threads))


def _from_heard(heard: Heard) -> Transcribe:
    return lambda folder, listed: [heard.text(folder, clip) for clip in listed]


def main() -> None:
    parser = report.options("Word error rates of a NeMo CTC recogniser, decoded greedily.", SETS)
    parser.add_argument("--tokens", type=Path, help="tokens.txt, by default beside the model")
    parser.add_argument("--detector", type=Path, help="a vad.onnx: hear only what it finds, with .2 s around")
    parser.add_argument("--errors", type=int, default=0, help="misheard sentences to show of each set")
    options = parser.parse_args()
    if options.detector and is_heard(options.model):
        parser.error("--detector is for models: what another engine heard, it heard whole")
    transcribe = _from_heard(Heard(options.model)) if is_heard(options.model) else _from_model(options)
    rows = []
    for name in options.sets:
        listed = clips.read_list(options.folder / name)
        heard = transcribe(options.folder / name, listed)
        said = [clip.text for clip in listed]
        exact = sum(a == b for a, b in zip(said, heard)) / len(listed)
        words = sum(len(text.split()) for text in said)
        rate = word_error_rate(said, heard)
        rows.append({"set": name, "clips": len(listed), "words": words, "word error rate": rate, "exact": exact})
        for clip, text in [pair for pair in zip(listed, heard) if pair[0].text != pair[1]][: options.errors]:
            print(f"{name} {clip.voice} {clip.background}\n  said  {clip.text}\n  heard {text}")
    report.show(rows, options.json)


if __name__ == "__main__":
    main()

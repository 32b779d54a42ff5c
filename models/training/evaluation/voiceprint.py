"""How well an exported voiceprint model tells speakers apart, by cosine.

    python3 -m training.evaluation.voiceprint voiceprint.onnx [--threshold 0.55] [--json FILE]
    python3 -m training.evaluation.voiceprint heard.json      # by another engine

In sets called `siblings` and `pitches` only clips of one voice are compared.
"""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ..features import voiceprint_features
from . import clips, report
from .heard import Heard, is_heard
from .metrics import trials
from .onnx import Voiceprint

SETS = ("speakers", "siblings", "pitches")
_OF_ONE_VOICE = ("siblings", "pitches")


def embedder(options: Namespace) -> Callable[[Path, clips.Clip], np.ndarray]:
    """The voiceprint of a clip in a folder, by a model or as another engine gave it."""
    if is_heard(options.model):
        return Heard(options.model).voiceprint
    model = Voiceprint(options.model, options.threads)
    return lambda folder, clip: model.embed(voiceprint_features(clips.read(folder, clip)))


def main() -> None:
    parser = report.options("Equal error rates of a voiceprint model of WeSpeaker's layout.", SETS)
    parser.add_argument("--threshold", type=float, help="also the errors at this cosine, chosen on development sets")
    options = parser.parse_args()
    embed = embedder(options)
    rows = []
    for name in options.sets:
        listed = clips.read_list(options.folder / name)
        embeddings = np.stack([embed(options.folder / name, clip) for clip in listed])
        speakers, voices = [clip.speaker for clip in listed], [clip.voice for clip in listed]
        made = trials(embeddings, speakers, voices, within=name.endswith(_OF_ONE_VOICE))
        row = {"set": name, "clips": len(listed), "speakers": len(set(speakers)), "pairs": len(made.scores)}
        row |= {"equal error rate": made.equal_error_rate(), "at cosine": made.equal_error()[1]}
        if options.threshold is not None:
            refused, accepted = made.errors_at(options.threshold)
            row |= {"owners refused": refused, "impostors accepted": accepted}
        rows.append(row)
    report.show(rows, options.json)


if __name__ == "__main__":
    main()

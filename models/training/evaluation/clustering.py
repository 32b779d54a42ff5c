"""How many seconds of conversations go to the wrong speaker, by the distances at which voices are told apart.

    python3 -m training.evaluation.clustering voiceprint.onnx [--sets conversations] [--utterances 0.5 --buckets 0.35]

As Colloquy clusters them: complete linkage of what lasts 1.5 s at least, the rest goes to the nearest centroid; the
centroids of several buckets of a conversation are then clustered again. Without distances it tries many, for choosing
them on the development set; with `heard.json` the voiceprints are another engine's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import pdist

from . import clips, report
from .metrics import Figure, ratio
from .voiceprint import embedder

_RELIABLE_S = 1.5
_BUCKET = 8


@dataclass(frozen=True, eq=False)
class Conversation:
    """Of its utterances in order: voiceprints [n,d] of length 1, their seconds [n], and who spoke [n]."""

    voices: np.ndarray
    seconds: np.ndarray
    speakers: np.ndarray


@dataclass(frozen=True)
class Distances:
    """The most that two voices of one speaker may lie apart, as 1 - cosine: `utterances` in a bucket, or centroids of
    `buckets`."""

    utterances: float
    buckets: float


def cluster(voices: np.ndarray, seconds: np.ndarray, distance: float) -> np.ndarray:
    """A number for each voice [n,d], equal where one person is taken to speak."""
    reliable = np.flatnonzero(seconds >= _RELIABLE_S)
    core = reliable if len(reliable) else np.arange(len(voices))
    labels = np.full(len(voices), -1)
    labels[core] = linked(voices[core], distance)
    names = np.unique(labels[core])
    centroids = np.stack([centroid(voices[labels == name], seconds[labels == name]) for name in names])
    rest = labels < 0
    labels[rest] = names[(voices[rest] @ centroids.T).argmax(axis=1)]
    return labels


def linked(voices: np.ndarray, distance: float) -> np.ndarray:
    """Complete linkage on cosine distance."""
    if len(voices) == 1:
        return np.zeros(1, int)
    apart = np.maximum(pdist(voices, "cosine"), 0)
    return fcluster(linkage(apart, "complete"), distance, "distance") - 1


def centroid(voices: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    mean = seconds @ voices
    return mean / np.linalg.norm(mean)


def in_buckets(one: Conversation, distances: Distances) -> np.ndarray:
    """As `cluster`, eight utterances at a time, and then the centroids of all these."""
    owners, voices, seconds = [], [], []
    for start in range(0, len(one.voices), _BUCKET):
        part = slice(start, start + _BUCKET)
        labels = cluster(one.voices[part], one.seconds[part], distances.utterances)
        for name in np.unique(labels):
            own = start + np.flatnonzero(labels == name)
            owners.append(own)
            voices.append(centroid(one.voices[own], one.seconds[own]))
            seconds.append(one.seconds[own].sum())
    told = np.zeros(len(one.voices), int)
    for own, label in zip(owners, cluster(np.stack(voices), np.array(seconds), distances.buckets)):
        told[own] = label
    return told


def wrong(one: Conversation, told: np.ndarray) -> float:
    """Seconds whose speaker is not the one that what they are told to be mostly stands for, one for one."""
    shared = np.zeros((told.max() + 1, one.speakers.max() + 1))
    np.add.at(shared, (told, one.speakers), one.seconds)
    return float(one.seconds.sum() - shared[linear_sum_assignment(shared, maximize=True)].sum())


def speaker_error(conversations: Sequence[Conversation], distances: Distances, buckets: bool) -> Figure:
    def told(one: Conversation) -> np.ndarray:
        return in_buckets(one, distances) if buckets else cluster(one.voices, one.seconds, distances.utterances)

    counts = np.array([[wrong(one, told(one)), one.seconds.sum()] for one in conversations])
    return ratio(counts, lambda sums: sums[..., 0] / sums[..., 1])


def main() -> None:
    parser = report.options("The share of speech that goes to the wrong speaker.", ("conversations",))
    parser.add_argument("--utterances", type=float, help="distance between utterances; without, many are tried")
    parser.add_argument("--buckets", type=float, help="distance between buckets' centroids; likewise")
    options = parser.parse_args()
    embed = embedder(options)
    rows: list[report.Row] = []
    for name in options.sets:
        folder = options.folder / name
        listed = clips.read_list(folder)
        voices = np.stack([embed(folder, clip) for clip in listed])
        seconds = np.array([len(clips.read(folder, clip)) / clips.RATE for clip in listed])
        conversations = list(_conversations(listed, voices, seconds))
        for utterances in [options.utterances] if options.utterances else np.arange(0.3, 0.81, 0.05):
            row = {"set": name, "conversations": len(conversations), "utterances": float(utterances)}
            row["wrong speaker"] = speaker_error(conversations, Distances(utterances, 0), False)
            tried = [options.buckets] if options.buckets else np.arange(0.2, 0.61, 0.05)
            by_buckets = {d: speaker_error(conversations, Distances(utterances, d), True) for d in tried}
            best = min(by_buckets, key=lambda d: by_buckets[d].value)
            rows.append({**row, "buckets": float(best), "in buckets": by_buckets[best]})
    report.show(rows, options.json)


def _conversations(listed: Sequence[clips.Clip], voices: np.ndarray, seconds: np.ndarray):
    unit = voices / np.maximum(np.linalg.norm(voices, axis=1, keepdims=True), 1e-9)
    for _, members in groupby(range(len(listed)), key=lambda at: listed[at].speaker.rsplit("-", 1)[0]):
        at = list(members)
        speakers = np.array([int(listed[each].speaker.rsplit("-", 1)[1]) for each in at])
        yield Conversation(unit[at], seconds[at], speakers)


if __name__ == "__main__":
    main()

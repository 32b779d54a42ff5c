"""Which sentences train, which choose, and which judge: a sentence's hash says it, so no list need be kept."""

from enum import Enum
from functools import cache
from hashlib import blake2b
from pathlib import Path

from recordings.dialogues import RECORDINGS


class Split(Enum):
    """Two hundredths of all sentences are never trained on: one to choose by, one to judge by."""

    TRAINING = "training"
    DEVELOPMENT = "development"
    EVALUATION = "evaluation"


_RESERVED = {0: Split.EVALUATION, 1: Split.DEVELOPMENT}


def split_of(sentence: str) -> Split:
    """Of a sentence in the form of a transcript: lower case, single spaces."""
    digest = blake2b(sentence.encode("ascii"), digest_size=8).digest()
    return _RESERVED.get(int.from_bytes(digest, "big") % 100, Split.TRAINING)


@cache
def free_text() -> tuple[str, ...]:
    """Sentences written by hand, for evaluation alone."""
    return tuple((Path(__file__).parent / "free_text.txt").read_text(encoding="ascii").splitlines())


@cache
def never_generated() -> frozenset[str]:
    """What is evaluated elsewhere, word for word: the free text, and what is said in the demo's recordings."""
    lines = (line.strip().partition(": ") for recording in RECORDINGS for line in recording.script.splitlines())
    return frozenset((*free_text(), *(text for _, colon, text in lines if colon)))

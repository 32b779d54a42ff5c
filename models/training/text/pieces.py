"""Words in pieces: byte-pair encoding (Sennrich et al., 2016) of letters within words, and its random variants.

A vocabulary is a `tokens.txt` as NeMo models and sherpa-onnx have it: a piece and its number on each line, U+2581 at
the beginning of what begins a word, `<blk>` last. The order of the pieces is the order of the merges, as in
SentencePiece: the file is all that is needed to encode.

    python3 -m training.text.pieces --size 512 tokens.txt
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

from training.text.sentences import sentence, vocabulary

BEGIN = "\u2581"
BLANK = "<blk>"
_ALPHABET = ("'", *ascii_lowercase, BEGIN)


class Pieces:
    """Pieces by number, 0 to `len(self) - 1`; the blank has the number after the last."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self.pieces = tuple(pieces)
        self._number = {piece: number for number, piece in enumerate(self.pieces)}
        self._known: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.pieces)

    @property
    def blank(self) -> int:
        return len(self.pieces)

    def encode(self, sentence: str, rng: random.Random | None = None, dropout: float = 0.0) -> list[int]:
        """The numbers of a sentence's pieces: always the same ones, or, with a `dropout` over 0, as `rng` has it.

        Each merge that could be made is left out with probability `dropout` each time (BPE-dropout, Provilkov et
        al., 2020), so that a word is now and then spelled in smaller pieces: 0.1 gives about a tenth more of them.
        """
        if rng is not None and dropout > 0:
            return [number for word in sentence.split() for number in self._merged(word, rng, dropout)]
        return [number for word in sentence.split() for number in self._word(word)]

    def decode(self, numbers: Iterable[int]) -> str:
        return "".join(self.pieces[number] for number in numbers if number != self.blank).replace(BEGIN, " ").strip()

    def _word(self, word: str) -> list[int]:
        if word not in self._known:
            self._known[word] = self._merged(word)
        return self._known[word]

    def _merged(self, word: str, rng: random.Random | None = None, dropout: float = 0.0) -> list[int]:
        parts = [BEGIN, *word]
        while merges := [
            (number, at)
            for at, (left, right) in enumerate(pairwise(parts))
            if (number := self._number.get(left + right)) is not None and (rng is None or rng.random() >= dropout)
        ]:
            _, at = min(merges)
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return [self._number[part] for part in parts]

    def write(self, path: Path) -> None:
        lines = (f"{piece} {number}\n" for number, piece in enumerate((*self.pieces, BLANK)))
        path.write_text("".join(lines), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Pieces":
        symbols = [line.split()[0] for line in path.read_text(encoding="utf-8").splitlines()]
        if symbols[-1] != BLANK:
            raise ValueError(f"{path}: {BLANK} isn't last")
        return cls(symbols[:-1])


class _Corpus:
    """Words in parts, and how often which parts are neighbours."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._words = [([BEGIN, *word], count) for word, count in sorted(counts.items())]
        self.pairs: Counter[tuple[str, str]] = Counter()
        self._where: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for index in range(len(self._words)):
            self._count(index, 1)

    def _count(self, index: int, sign: int) -> None:
        parts, count = self._words[index]
        for pair in pairwise(parts):
            self.pairs[pair] += sign * count
            self._where[pair].add(index)

    def merge(self, pair: tuple[str, str]) -> None:
        for index in self._where.pop(pair):
            self._count(index, -1)
            _merge_in(self._words[index][0], pair)
            self._count(index, 1)
        del self.pairs[pair]


def _merge_in(parts: list[str], pair: tuple[str, str]) -> None:
    at = 0
    while at < len(parts) - 1:
        if (parts[at], parts[at + 1]) == pair:
            parts[at : at + 2] = ["".join(pair)]
        at += 1


def learn(counts: Mapping[str, int], size: int) -> Pieces:
    """`size` pieces, the blank not among them, from words and how often they are said; ties go by the alphabet."""
    corpus = _Corpus(counts)
    pieces = dict.fromkeys(_ALPHABET)
    while len(pieces) < size:
        pair = min(corpus.pairs, key=lambda each: (-corpus.pairs[each], each))
        corpus.merge(pair)
        pieces["".join(pair)] = None
    return Pieces(pieces)


def count_words(sentences: int, seed: int) -> Counter[str]:
    """How often each word is said in so many training sentences; those of the vocabulary at least once."""
    rng = random.Random(seed)
    counts = Counter(word for _ in range(sentences) for word in sentence(rng).split())
    counts.update(word for word in vocabulary() if word not in counts)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description="Learns the pieces that words are spelled in, and writes tokens.txt.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--size", type=int, default=512, help="pieces, without the blank (default %(default)s)")
    parser.add_argument("--sentences", type=int, default=50_000, help="to learn from (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    learn(count_words(options.sentences, options.seed), options.size).write(options.path)


if __name__ == "__main__":
    main()

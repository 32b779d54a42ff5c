"""A transducer that tells each piece and how many frames it lasts (TDT; Xu et al. 2023), behind the same encoder.

The predictor remembers what was written so far, the joiner says from a frame and that memory which piece comes next
(or none, the blank), and how many frames further the next question is asked.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from .model import Encoder, Size

DURATIONS = 5
"""Frames that a piece or a blank may last: 0 to 4. A blank lasts 1 at least."""
_NEVER = -1e30


@dataclass(frozen=True)
class HeadSize:
    """`memory`: numbers in what the predictor remembers. `joint`: in what the joiner decides by."""

    memory: int = 256
    joint: int = 256


class Transducer(nn.Module):
    def __init__(self, size: Size, head: HeadSize = HeadSize()) -> None:
        super().__init__()
        self.encoder = Encoder(size)
        self.predictor = Predictor(size.vocabulary, head.memory)
        self.joiner = Joiner(size.width, head, size.vocabulary)


class Predictor(nn.Module):
    """Pieces [N,U] -> [N,U+1,memory]: what is remembered before the first piece, and after each."""

    def __init__(self, vocabulary: int, memory: int) -> None:
        super().__init__()
        self.blank = vocabulary
        self.embedding = nn.Embedding(vocabulary + 1, memory, padding_idx=vocabulary)
        self.memory = nn.LSTM(memory, memory, batch_first=True)

    def forward(self, pieces: Tensor) -> Tensor:
        return self.memory(self.embedding(functional.pad(pieces, (1, 0), value=self.blank)))[0]


class Joiner(nn.Module):
    """Frames [N,T,width] and memories [N,U,memory] -> [N,T,U,vocabulary+1+DURATIONS], not normalised."""

    def __init__(self, width: int, head: HeadSize, vocabulary: int) -> None:
        super().__init__()
        self.heard = nn.Linear(width, head.joint)
        self.written = nn.Linear(head.memory, head.joint)
        self.out = nn.Linear(head.joint, vocabulary + 1 + DURATIONS)

    def forward(self, frames: Tensor, memories: Tensor) -> Tensor:
        return self.out(functional.relu(self.heard(frames)[:, :, None] + self.written(memories)[:, None]))


def tdt(scores: Tensor, frames: Tensor, pieces: Tensor, lengths: Tensor) -> Tensor:
    """-ln of the probability of each clip's pieces, all ways of spreading them over its frames summed up: [N].

    `scores` [N,T,U+1,V+1+DURATIONS] as the joiner tells, the blank last of V+1; `frames` [N], each >= 1; `pieces`
    [N,U], `lengths` [N] of them. Walks along diagonals t + u, since every step goes to a later one.
    """
    n, t, u, _ = scores.shape
    blank, piece, lasts = _split(scores, pieces)
    skew = _Skew(t, u, scores.device)
    blank, piece, lasts = skew(blank), skew(piece), skew(lasts)
    reached = [torch.full((n, u), _NEVER, device=scores.device)]
    reached[0][:, 0] = 0.0
    blanks, written = [], []
    for diagonal in range(t + u - 1):
        if diagonal:
            ways = [blanks[diagonal - d][:, :, d] for d in range(1, DURATIONS) if d <= diagonal]
            ways += [_later(written[diagonal - d - 1][:, :, d]) for d in range(DURATIONS) if d < diagonal]
            reached.append(torch.logsumexp(torch.stack(ways), dim=0))
        ahead = reached[-1][:, :, None] + lasts[:, diagonal]
        blanks.append(ahead + blank[:, diagonal, :, None])
        written.append(ahead + piece[:, diagonal, :, None])
    return -_ended(torch.stack(blanks, dim=1), torch.stack(written, dim=1), frames, lengths)


def _split(scores: Tensor, pieces: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """ln of the probabilities of the blank [N,T,U+1], of the next piece [N,T,U+1], of durations [N,T,U+1,DURATIONS]."""
    told = scores[..., :-DURATIONS].float().log_softmax(-1)
    following = functional.pad(pieces, (0, 1))[:, None, :, None].expand(-1, scores.shape[1], -1, -1)
    piece = told.gather(-1, following).squeeze(-1)
    return told[..., -1], piece, scores[..., -DURATIONS:].float().log_softmax(-1)


class _Skew:
    """[N,T,U,...] -> [N,T+U-1,U,...]: row t + u of column u is what was row t; nothing is elsewhere."""

    def __init__(self, t: int, u: int, device: torch.device) -> None:
        at = torch.arange(t + u - 1, device=device)[:, None] - torch.arange(u, device=device)[None]
        self._inside = (at >= 0) & (at < t)
        self._at = at.clamp(0, t - 1)
        self._columns = torch.arange(u, device=device).expand_as(at)

    def __call__(self, grid: Tensor) -> Tensor:
        skewed = grid[:, self._at, self._columns]
        inside = self._inside.view(1, *self._inside.shape, *(1,) * (grid.dim() - 3))
        return skewed.masked_fill(~inside, _NEVER)


def _later(column: Tensor) -> Tensor:
    """What was true of u pieces, of u + 1."""
    return functional.pad(column[:, :-1], (1, 0), value=_NEVER)


def _ended(blanks: Tensor, written: Tensor, frames: Tensor, lengths: Tensor) -> Tensor:
    """[N]: from d frames before the end a blank leads to the end with all pieces written, or the last piece does.
    `blanks` and `written` [N,T+U,U+1,DURATIONS]."""
    rows = torch.arange(len(frames), device=blanks.device)
    ways = []
    for d in range(1, DURATIONS):
        at = frames - d
        for way, pieces in ((blanks, lengths), (written, lengths - 1)):
            odds = way[rows, (at + pieces).clamp(min=0), pieces.clamp(min=0), d]
            ways.append(odds.masked_fill((at < 0) | (pieces < 0), _NEVER))
    return torch.logsumexp(torch.stack(ways), dim=0)


def greedy(transducer: Transducer, frames: Tensor, most: int = 5) -> list[int]:
    """The pieces of one clip's frames [T,width], the best at each step; `most` pieces at one frame."""
    joiner, predictor = transducer.joiner, transducer.predictor
    pieces: list[int] = []
    state, memory = None, torch.zeros(1, 1, predictor.memory.input_size)
    memory, state = predictor.memory(memory)
    t = here = 0
    while t < len(frames):
        scores = joiner(frames[None, t : t + 1], memory)[0, 0, 0]
        piece, lasts = int(scores[:-DURATIONS].argmax()), int(scores[-DURATIONS:].argmax())
        if piece != predictor.blank:
            pieces.append(piece)
            memory, state = predictor.memory(predictor.embedding(torch.tensor([[piece]])), state)
            here += 1
        if lasts == 0 and (piece == predictor.blank or here == most):
            lasts = 1
        if lasts:
            here = 0
        t += lasts
    return pieces

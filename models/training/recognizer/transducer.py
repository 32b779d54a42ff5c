"""A transducer that tells each piece and how many frames it lasts (TDT; Xu et al. 2023), behind the same encoder.

The predictor remembers what was written so far, the joiner says from a frame and that memory which piece comes next
(or none, the blank), and how many frames further the next question is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from .model import Encoder, Size

DURATIONS = 5
"""Frames that a piece or a blank may last: 0 to 4. A blank lasts 1 at least."""
BAND = 16
"""Pieces: those of some two seconds."""

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


class Odds(NamedTuple):
    """ln of the probabilities of the `blank` [N,T,U+1], of the next `piece` [N,T,U+1], of what each of them `lasts`
    [N,T,U+1,DURATIONS]; after the last piece, `piece` is that of any."""

    blank: Tensor
    piece: Tensor
    lasts: Tensor


def joined(
    joiner: Joiner, heard: Tensor, memories: Tensor, pieces: Tensor, frames: Tensor, lengths: Tensor, expected: Tensor
) -> Odds:
    """The odds of `joiner(heard, memories)` for `pieces` [N,U], of which only one clip's scores are ever in memory: they
    are several hundred times what they are made of. Of each frame only `BAND` memories are looked at, those around how
    many pieces are `expected` [N,T] to be written by then (as Kuang et al. 2022 prune, but by what the synthesiser
    knows). All else, and what lies behind a clip's `frames` [N] and `lengths` [N] in pieces, can't happen.
    """
    weight, bias = joiner.out.weight, joiner.out.bias
    first = torch.minimum((expected - BAND / 2).round().long(), (lengths + 1 - BAND)[:, None]).clamp(min=0)
    at = first[:, :, None] + torch.arange(BAND, device=first.device)
    told = pieces, at, frames, lengths
    return Odds(*_Joined.apply(joiner.heard(heard), joiner.written(memories), weight, bias, *told))


class _Joined(torch.autograd.Function):
    """Each clip's scores once for the odds, and once more for their gradient."""

    @staticmethod
    def forward(
        ctx: Any, heard: Tensor, written: Tensor, weight: Tensor, bias: Tensor, *told: Tensor
    ) -> tuple[Tensor, ...]:
        ctx.save_for_backward(heard, written, weight, bias, *told)
        grid = (heard.shape[0], heard.shape[1], written.shape[1])
        blank, piece = (torch.full(grid, _NEVER, device=heard.device) for _ in range(2))
        lasts = torch.full((*grid, DURATIONS), _NEVER, device=heard.device)
        for row, at, following in _looked_at(*told):
            t, u = at.shape
            joint = _joint(heard[row, :t], written[row], at)
            scores = functional.linear(joint, weight.to(joint), bias.to(joint)).float()
            whole = scores[:, :-DURATIONS].logsumexp(-1, keepdim=True)
            blank[row, :t].scatter_(1, at, (scores[:, [-DURATIONS - 1]] - whole).view(t, u))
            piece[row, :t].scatter_(1, at, (scores.gather(1, following[:, None]) - whole).view(t, u))
            durations = scores[:, -DURATIONS:].log_softmax(-1).view(t, u, DURATIONS)
            lasts[row, :t].scatter_(1, at[..., None].expand_as(durations), durations)
        return blank, piece, lasts

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        heard, written, weight, bias, *told = ctx.saved_tensors
        of_heard, of_written = torch.zeros_like(heard), torch.zeros_like(written)
        of_weight, of_bias = torch.zeros_like(weight), torch.zeros_like(bias)
        narrow = weight.to(heard)
        for row, at, following in _looked_at(*told):
            t, u = at.shape
            joint = _joint(heard[row, :t], written[row], at)
            scores = functional.linear(joint, narrow, bias.to(joint)).float()
            blank, piece = (each[row, :t].gather(1, at).flatten() for each in gradients[:2])
            lasts = gradients[2][row, :t].gather(1, at[..., None].expand(t, u, DURATIONS)).flatten(0, 1)
            of_scores = _of_scores(scores, following, blank, piece, lasts).to(joint)
            of_weight += of_scores.T @ joint
            of_bias += of_scores.sum(0)
            of_joint = (of_scores @ narrow) * (joint > 0)
            of_heard[row, :t] = of_joint.view(t, u, -1).sum(1)
            of_written[row] = torch.zeros_like(written[row], dtype=torch.float32).index_add_(
                0, at.flatten(), of_joint.float()
            )
        return of_heard, of_written, of_weight, of_bias, None, None, None, None


def _looked_at(pieces: Tensor, at: Tensor, frames: Tensor, lengths: Tensor) -> Iterator[tuple[int, Tensor, Tensor]]:
    """Of each clip its number, the memories [T,U] that are looked at, and the pieces [T*U] that follow these."""
    following = functional.pad(pieces, (0, 1))
    for row, (t, u) in enumerate(zip(frames.tolist(), (lengths + 1).tolist())):
        looked_at = at[row, :t, :u]
        yield row, looked_at, following[row][looked_at].flatten()


def _joint(heard: Tensor, written: Tensor, at: Tensor) -> Tensor:
    """Frames [T,J] and memories [U,J], those looked at [T,B] -> [T*B,J], as the joiner joins them."""
    return functional.relu(heard[:, None] + written[at]).flatten(0, 1)


def _of_scores(scores: Tensor, following: Tensor, blank: Tensor, piece: Tensor, lasts: Tensor) -> Tensor:
    """The gradient of scores [M,V+1+DURATIONS] from that of their odds, [M], [M] and [M,DURATIONS]."""
    told, durations = scores[:, :-DURATIONS].softmax(-1), scores[:, -DURATIONS:].softmax(-1)
    told *= -(blank + piece)[:, None]
    told[:, -1] += blank
    told.scatter_add_(1, following[:, None], piece[:, None])
    return torch.cat([told, lasts - durations * lasts.sum(-1, keepdim=True)], dim=1)


def tdt(odds: Odds, frames: Tensor, lengths: Tensor) -> Tensor:
    """-ln of the probability of each clip's pieces, all ways of spreading them over its frames summed up: [N].

    `frames` [N], each >= 1; `lengths` [N] in pieces. Walks along diagonals t + u, since every step goes to a later one.
    """
    n, t, u = odds.blank.shape
    skew = _Skew(t, u, odds.blank.device)
    blank, piece, lasts = (skew(each) for each in odds)
    reached = [torch.full((n, u), _NEVER, device=blank.device)]
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

"""A transducer that tells each piece and how many frames it lasts (TDT; Xu et al. 2023), behind the same encoder.

The predictor remembers what was written so far and tells which piece it expects next, as it learned from text alone
(`train_predictor`). The joiner says from a frame and from both which piece comes next (or none, the blank), and how
many frames further the next question is asked.
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
_TRUST = 0.3


@dataclass(frozen=True)
class HeadSize:
    """`memory`: numbers in what the predictor remembers. `joint`: in what the joiner decides by."""

    memory: int = 384
    joint: int = 256


class Transducer(nn.Module):
    def __init__(self, size: Size, head: HeadSize = HeadSize()) -> None:
        super().__init__()
        self.encoder = Encoder(size)
        self.predictor = Predictor(size.vocabulary, head.memory)
        self.joiner = Joiner(size.width, head, size.vocabulary)


class Predictor(nn.Module):
    """A language model of pieces."""

    def __init__(self, vocabulary: int, memory: int) -> None:
        super().__init__()
        self.blank = vocabulary
        self.embedding = nn.Embedding(vocabulary + 1, memory, padding_idx=vocabulary)
        self.memory = nn.LSTM(memory, memory, batch_first=True)
        self.next = nn.Linear(memory, vocabulary)

    def forward(self, pieces: Tensor) -> Tensor:
        """Pieces [N,U] -> [N,U+1,memory+vocabulary]: before the first piece and after each, what is remembered, and ln
        of how probable each piece is to come next."""
        return self.told(self.memory(self.embedding(functional.pad(pieces, (1, 0), value=self.blank)))[0])

    def told(self, memories: Tensor) -> Tensor:
        return torch.cat([memories, self.next(memories).log_softmax(-1)], dim=-1)


class Joiner(nn.Module):
    """Frames [N,T,width] and what the predictor told [N,U,memory+vocabulary] -> [N,T,U,vocabulary+1+DURATIONS], not
    normalised.

    What is expected is added as it is, times how far it is to be trusted: a language model's shallow fusion, but
    learned with all the rest, so that nothing counts twice.
    """

    def __init__(self, width: int, head: HeadSize, vocabulary: int) -> None:
        super().__init__()
        self.heard = nn.Linear(width, head.joint)
        self.written = nn.Linear(head.memory, head.joint)
        self.out = nn.Linear(head.joint, vocabulary + 1 + DURATIONS)
        self.trust = nn.Parameter(torch.tensor(_TRUST))

    def forward(self, frames: Tensor, told: Tensor) -> Tensor:
        written, expected = self.read(told)
        scores = self.out(functional.relu(self.heard(frames)[:, :, None] + written[:, None]))
        return scores + functional.pad(expected, (0, self.out.out_features - expected.shape[-1]))[:, None]

    def read(self, told: Tensor) -> tuple[Tensor, Tensor]:
        """What the predictor told [N,U,memory+vocabulary] -> [N,U,joint], and what is added to the pieces' scores
        [N,U,vocabulary]."""
        memories, expected = told.split([self.written.in_features, told.shape[-1] - self.written.in_features], dim=-1)
        return self.written(memories), self.trust * expected


class Odds(NamedTuple):
    """ln of the probabilities of the `blank` [N,T,U+1], of the next `piece` [N,T,U+1], of what each of them `lasts`
    [N,T,U+1,DURATIONS]; after the last piece, `piece` is that of any."""

    blank: Tensor
    piece: Tensor
    lasts: Tensor


def joined(
    joiner: Joiner, heard: Tensor, told: Tensor, pieces: Tensor, frames: Tensor, lengths: Tensor, by_then: Tensor
) -> Odds:
    """The odds of `joiner(heard, told)` for `pieces` [N,U], of which only one clip's scores are ever in memory: they
    are several hundred times what they are made of. Of each frame only `BAND` memories are looked at, those around how
    many pieces should be written `by_then` [N,T] (as Kuang et al. 2022 prune, but by what the synthesiser knows). All
    else, and what lies behind a clip's `frames` [N] and `lengths` [N] in pieces, can't happen.
    """
    weight, bias = joiner.out.weight, joiner.out.bias
    first = torch.minimum((by_then - BAND / 2).round().long(), (lengths + 1 - BAND)[:, None]).clamp(min=0)
    at = first[:, :, None] + torch.arange(BAND, device=first.device)
    where = pieces, at, frames, lengths
    return Odds(*_Joined.apply(joiner.heard(heard), *joiner.read(told), weight, bias, *where))


class _Joined(torch.autograd.Function):
    """Each clip's scores once for the odds, and once more for their gradient."""

    @staticmethod
    def forward(
        ctx: Any, heard: Tensor, written: Tensor, expected: Tensor, weight: Tensor, bias: Tensor, *where: Tensor
    ) -> tuple[Tensor, ...]:
        ctx.save_for_backward(heard, written, expected, weight, bias, *where)
        grid = (heard.shape[0], heard.shape[1], written.shape[1])
        blank, piece = (torch.full(grid, _NEVER, device=heard.device) for _ in range(2))
        lasts = torch.full((*grid, DURATIONS), _NEVER, device=heard.device)
        for row, at, following in _looked_at(*where):
            t, u = at.shape
            joint = _joint(heard[row, :t], written[row], at)
            scores = _scores(joint, weight, bias, expected[row], at)
            whole = scores[:, :-DURATIONS].logsumexp(-1, keepdim=True)
            blank[row, :t].scatter_(1, at, (scores[:, [-DURATIONS - 1]] - whole).view(t, u))
            piece[row, :t].scatter_(1, at, (scores.gather(1, following[:, None]) - whole).view(t, u))
            durations = scores[:, -DURATIONS:].log_softmax(-1).view(t, u, DURATIONS)
            lasts[row, :t].scatter_(1, at[..., None].expand_as(durations), durations)
        return blank, piece, lasts

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        heard, written, expected, weight, bias, *where = ctx.saved_tensors
        of_heard, of_written, of_expected = (torch.zeros_like(each).float() for each in (heard, written, expected))
        of_weight, of_bias = torch.zeros_like(weight), torch.zeros_like(bias)
        narrow = weight.to(heard)
        for row, at, following in _looked_at(*where):
            t, u = at.shape
            joint = _joint(heard[row, :t], written[row], at)
            scores = _scores(joint, weight, bias, expected[row], at)
            blank, piece = (each[row, :t].gather(1, at).flatten() for each in gradients[:2])
            lasts = gradients[2][row, :t].gather(1, at[..., None].expand(t, u, DURATIONS)).flatten(0, 1)
            of_scores = _of_scores(scores, following, blank, piece, lasts)
            of_expected[row].index_add_(0, at.flatten(), of_scores[:, : expected.shape[-1]])
            of_scores = of_scores.to(joint)
            of_weight += of_scores.T @ joint
            of_bias += of_scores.sum(0)
            of_joint = ((of_scores @ narrow) * (joint > 0)).float()
            of_heard[row, :t] = of_joint.view(t, u, -1).sum(1)
            of_written[row].index_add_(0, at.flatten(), of_joint)
        return of_heard.to(heard), of_written.to(written), of_expected, of_weight, of_bias, None, None, None, None


def _looked_at(pieces: Tensor, at: Tensor, frames: Tensor, lengths: Tensor) -> Iterator[tuple[int, Tensor, Tensor]]:
    """Of each clip its number, the memories [T,U] that are looked at, and the pieces [T*U] that follow these."""
    following = functional.pad(pieces, (0, 1))
    for row, (t, u) in enumerate(zip(frames.tolist(), (lengths + 1).tolist())):
        looked_at = at[row, :t, :u]
        yield row, looked_at, following[row][looked_at].flatten()


def _joint(heard: Tensor, written: Tensor, at: Tensor) -> Tensor:
    """Frames [T,J] and memories [U,J], those looked at [T,B] -> [T*B,J], as the joiner joins them."""
    return functional.relu(heard[:, None] + written[at]).flatten(0, 1)


def _scores(joint: Tensor, weight: Tensor, bias: Tensor, expected: Tensor, at: Tensor) -> Tensor:
    """[M,V+1+DURATIONS], not normalised, of what is joined [M,J] and of what is `expected` [U,V] after each piece."""
    scores = functional.linear(joint, weight.to(joint), bias.to(joint)).float()
    scores[:, : expected.shape[-1]] += expected[at.flatten()]
    return scores


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
    memory, state = predictor.memory(predictor.embedding(torch.tensor([[predictor.blank]])))
    t = here = 0
    while t < len(frames):
        scores = joiner(frames[None, t : t + 1], predictor.told(memory))[0, 0, 0]
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

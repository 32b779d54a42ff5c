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
_BLANKS = DURATIONS - 1
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
    """The odds of `joiner(heard, told)` for `pieces` [N,U]. Of each frame only `BAND` memories are looked at, those
    around how many pieces should be written `by_then` [N,T] (as Kuang et al. 2022 prune, but by what the synthesiser
    knows). All else, and what lies behind a clip's `frames` [N] and `lengths` [N] in pieces, can't happen.
    """
    weight, bias = joiner.out.weight, joiner.out.bias
    first = torch.minimum((by_then - BAND / 2).round().long(), (lengths + 1 - BAND)[:, None]).clamp(min=0)
    at = first[:, :, None] + torch.arange(BAND, device=first.device)
    where = pieces, at, frames, lengths
    return Odds(*_Joined.apply(joiner.heard(heard), *joiner.read(told), weight, bias, *where))


class _Joined(torch.autograd.Function):
    """Clip by clip, so that what is worked on stays near the processor."""

    @staticmethod
    def forward(
        ctx: Any, heard: Tensor, written: Tensor, expected: Tensor, weight: Tensor, bias: Tensor, *where: Tensor
    ) -> tuple[Tensor, ...]:
        ctx.save_for_backward(heard, written, expected, weight, bias, *where)
        ctx.clips = []
        grid = (heard.shape[0], heard.shape[1], written.shape[1])
        blank, piece = (torch.full(grid, _NEVER, device=heard.device) for _ in range(2))
        lasts = torch.full((*grid, DURATIONS), _NEVER, device=heard.device)
        narrow, narrow_bias = weight.to(heard), bias.to(heard)
        for row, at, following in _looked_at(*where):
            t, u = at.shape
            joint = functional.relu(heard[row, :t, None] + written[row][at]).flatten(0, 1)
            scores = functional.linear(joint, narrow, narrow_bias).float()
            scores[:, : expected.shape[-1]] += expected[row][at.flatten()]
            whole = scores[:, :-DURATIONS].logsumexp(-1, keepdim=True)
            blank[row, :t].scatter_(1, at, (scores[:, [-DURATIONS - 1]] - whole).view(t, u))
            piece[row, :t].scatter_(1, at, (scores.gather(1, following[:, None]) - whole).view(t, u))
            durations = scores[:, -DURATIONS:].log_softmax(-1).view(t, u, DURATIONS)
            lasts[row, :t].scatter_(1, at[..., None].expand_as(durations), durations)
            ctx.clips.append((joint, scores, whole))
        return blank, piece, lasts

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        heard, written, expected, weight, bias, *where = ctx.saved_tensors
        of_heard, of_written, of_expected = (torch.zeros_like(each).float() for each in (heard, written, expected))
        of_weight, of_bias = torch.zeros_like(weight), torch.zeros_like(bias)
        narrow = weight.to(heard)
        for (row, at, following), (joint, scores, whole) in zip(_looked_at(*where), ctx.clips, strict=True):
            t, u = at.shape
            blank, piece = (each[row, :t].gather(1, at).flatten() for each in gradients[:2])
            lasts = gradients[2][row, :t].gather(1, at[..., None].expand(t, u, DURATIONS)).flatten(0, 1)
            of_scores = _of_scores(scores, whole, following, blank, piece, lasts)
            of_expected[row].index_add_(0, at.flatten(), of_scores[:, : expected.shape[-1]])
            of_bias += of_scores.sum(0)
            of_scores = of_scores.to(joint)
            of_weight += of_scores.T @ joint
            of_joint = ((of_scores @ narrow) * (joint > 0)).float()
            of_heard[row, :t] = of_joint.view(t, u, -1).sum(1)
            of_written[row].index_add_(0, at.flatten(), of_joint)
        del ctx.clips
        return of_heard.to(heard), of_written.to(written), of_expected, of_weight, of_bias, None, None, None, None


def _looked_at(pieces: Tensor, at: Tensor, frames: Tensor, lengths: Tensor) -> Iterator[tuple[int, Tensor, Tensor]]:
    """Of each clip its number, the memories [T,U] that are looked at, and the pieces [T*U] that follow these."""
    following = functional.pad(pieces, (0, 1))
    for row, (t, u) in enumerate(zip(frames.tolist(), (lengths + 1).tolist())):
        looked_at = at[row, :t, :u]
        yield row, looked_at, following[row][looked_at].flatten()


def _of_scores(
    scores: Tensor, whole: Tensor, following: Tensor, blank: Tensor, piece: Tensor, lasts: Tensor
) -> Tensor:
    """The gradient of scores [M,V+1+DURATIONS], written over them, from that of their odds, [M], [M] and [M,DURATIONS].
    `whole` [M,1]: ln of the sum of what the scores of pieces and blank are ln of."""
    told, durations = scores[:, :-DURATIONS], scores[:, -DURATIONS:]
    told.sub_(whole).exp_().mul_(-(blank + piece)[:, None])
    told[:, -1] += blank
    told.scatter_add_(1, following[:, None], piece[:, None])
    durations.copy_(lasts - durations.softmax(-1) * lasts.sum(-1, keepdim=True))
    return scores


def tdt(odds: Odds, frames: Tensor, lengths: Tensor) -> Tensor:
    """-ln of the probability of each clip's pieces, all ways of spreading them over its frames summed up: [N].

    `frames` [N], each >= 1; `lengths` [N] in pieces.
    """
    over = torch.arange(odds.lasts.shape[1], device=frames.device) >= frames[:, None]
    longest_first = odds.lasts.masked_fill(over[:, :, None, None], _NEVER).flip(-1)
    blanks, pieces = odds.blank[..., None] + longest_first[..., :-1], odds.piece[..., None] + longest_first
    steps = _by_diagonals(torch.cat([blanks, pieces], dim=-1))
    return -_Ways.apply(steps, frames + lengths, lengths)


def _by_diagonals(grid: Tensor) -> Tensor:
    """[N,T,U,K] -> [T+U,K,N,U]: row t + u of column u is what was at t; nothing is elsewhere."""
    t, u = grid.shape[1:3]
    columns = torch.arange(u, device=grid.device)
    at = torch.arange(t + u, device=grid.device)[:, None] - columns
    skewed = grid[:, at.clamp(0, t - 1), columns.expand_as(at)].permute(1, 3, 0, 2).contiguous()
    return skewed.masked_fill_(((at < 0) | (at >= t))[:, None, None], _NEVER)


class _Ways(torch.autograd.Function):
    """ln of the sum of all ways [N] from the first place to that in a row and a column [N].

    `steps` [D,K,N,U] lead from each place to a later row: in the same column, blanks that last 4 to 1 rows; to the
    next column, pieces that last 5 to 1, themselves counted. Each step's share in the sum is that of all ways to where
    it begins and from where it ends (Graves 2012); autograd would find it at several times the cost.
    """

    @staticmethod
    def forward(ctx: Any, steps: Tensor, row: Tensor, column: Tensor) -> Tensor:
        n, u = steps.shape[2:]
        last = steps.new_full((len(steps), n, u), _NEVER)
        last[row, torch.arange(n, device=row.device), column] = 0.0
        onwards = steps.flip(0, 3)
        whole = _summed(onwards, last.flip(0, 2))[-1, :, -1]
        ctx.save_for_backward(steps, onwards, whole)
        return whole

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        steps, onwards, whole = ctx.saved_tensors
        first = steps.new_full((len(steps), *steps.shape[2:]), _NEVER)
        first[0, :, 0] = 0.0
        arriving = torch.full_like(steps, _NEVER)
        for number in range(_BLANKS):
            lasts = _BLANKS - number
            arriving[lasts:, number] = steps[:-lasts, number]
        for number in range(DURATIONS):
            lasts = DURATIONS - number
            arriving[lasts:, _BLANKS + number, :, 1:] = steps[:-lasts, _BLANKS + number, :, :-1]
        through = onwards.flip(0, 3) + _summed(arriving, first)[:, None] - whole[:, None]
        shares = through.exp_().masked_fill_(whole[:, None] < _NEVER / 2, 0.0)  # which has no way at all
        return shares.mul_(gradient[:, None]), None, None


def _summed(steps: Tensor, ends: Tensor) -> Tensor:
    """ln of the sum of all ways [D,N,U] to each place from where `ends` [D,N,U] is 0, by the `steps` [D,K,N,U] that
    arrive there, to each of which all ways before it are added."""
    sums = steps.new_full((DURATIONS + len(steps), steps.shape[2], 1 + steps.shape[3]), _NEVER)
    for row, arriving in enumerate(steps):
        earlier = sums[row : row + DURATIONS]
        arriving[:_BLANKS] += earlier[-_BLANKS:, :, 1:]
        arriving[_BLANKS:] += earlier[:, :, :-1]
        sums[row + DURATIONS, :, 1:] = torch.maximum(arriving.logsumexp(0), ends[row])
    return sums[DURATIONS:, :, 1:]


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

"""The encoder: log-mel frames in, log probabilities of pieces out, two for every eight frames."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..features import BANDS
from ..synthesis.sound import PHONES
from .data import OUTPUTS, SUBSAMPLING


@dataclass(frozen=True)
class Size:
    """`vocabulary`: pieces, without the blank. `width`: numbers in a frame within the layers; `stem`: before them.
    `expansion`: how much wider each layer makes a frame. `attend_every`: which layers attend to the whole clip (0:
    none). `fine`: how many more layers look at neighbours alone at 20 ms, and at 40 ms, before frames are of 80 ms.
    """

    vocabulary: int = 512
    width: int = 256
    layers: int = 6
    expansion: int = 4
    kernel: int = 15
    heads: int = 4
    attend_every: int = 2
    stem: int = 160
    fine: int = 2


class Encoder(nn.Module):
    """Every frame's outcome depends on its own clip alone: whatever lies behind a clip's length is nought.

    As in Conformer (Gulati et al. 2020), each layer mixes neighbours by depthwise convolution, some mix all frames by
    attention, and all widen each frame by itself. Convolutions tell the places, so attention is told none. The last
    third reads what was drafted before it, so that pieces of a word agree (self-conditioned CTC, Nozaki and Komatsu
    2021). There is no dropout: data that never come twice leave nothing to learn by heart.
    """

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.stem = Stem(size)
        self.layers = nn.ModuleList(
            Layer(size, attends=size.attend_every > 0 and number % size.attend_every == size.attend_every - 1)
            for number in range(size.layers)
        )
        self.norm = nn.LayerNorm(size.width)
        self.out = nn.Linear(size.width, OUTPUTS * (size.vocabulary + 1))
        self.draft = nn.Linear(OUTPUTS * (size.vocabulary + 1), size.width, bias=False)
        nn.init.zeros_(self.draft.weight)
        with torch.random.fork_rng(devices=[]):  # so that what is exported begins the same with and without it
            self.phones = nn.Sequential(nn.LayerNorm(size.width), nn.Linear(size.width, 4 * len(PHONES)))

    def forward(self, signal: Tensor, lengths: Tensor) -> Tensor:
        """`signal` [N,80,T] and `lengths` [N] in its frames -> [N,2*ceil(T/8),vocabulary+1], ln of probabilities."""
        return self.told(self.hear(signal, lengths).last)

    def hear(self, signal: Tensor, lengths: Tensor) -> "Hearing":
        frames = self.stem(signal, lengths)
        mask = within(frames.shape[1], lengths, SUBSAMPLING)
        count = len(self.layers)
        for layer in self.layers[: count // 2]:
            frames = layer(frames, mask)
        halfway = frames
        for layer in self.layers[count // 2 : count * 2 // 3]:
            frames = layer(frames, mask)
        drafted = self.told(self.norm(frames))
        frames = frames + self.draft(drafted.exp().unflatten(1, (-1, OUTPUTS)).flatten(2))
        for layer in self.layers[count * 2 // 3 :]:
            frames = layer(frames, mask)
        return Hearing(halfway, drafted, self.norm(frames))

    def told(self, frames: Tensor) -> Tensor:
        """`frames` [N,T/8,width] -> [N,2*T/8,vocabulary+1], ln of probabilities."""
        outputs = self.out(frames).unflatten(-1, (OUTPUTS, -1)).flatten(1, 2)
        return outputs.float().log_softmax(-1)

    def quarters(self, halfway: Tensor) -> Tensor:
        """Of each quarter of a frame [N,T/8,width] which of `PHONES` it is: [N,T/8,4,len(PHONES)], not normalised."""
        return self.phones(halfway).unflatten(-1, (4, -1))


class Hearing(NamedTuple):
    """`halfway` [N,ceil(T/8),width]; what is `drafted` after two thirds, as `told`; of the `last` layer, normalised,
    [N,ceil(T/8),width].

    From the phones that synthesisers know, the lower layers learn more quickly than from pieces; exported models do
    without.
    """

    halfway: Tensor
    drafted: Tensor
    last: Tensor


def within(frames: int, lengths: Tensor, step: int) -> Tensor:
    """[N,frames], bool: which frames of `step` begin within lengths [N]."""
    return torch.arange(frames, device=lengths.device)[None] * step < lengths[:, None]


class Stem(nn.Module):
    """[N,80,T] -> [N,ceil(T/8),width]: three convolutions that leave out every second frame, and layers between them."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        widths = (BANDS, size.stem, size.stem, size.width)
        self.steps = nn.ModuleList(Downsampling(*pair, kernel=5) for pair in zip(widths, widths[1:]))
        self.layers = nn.ModuleList(
            nn.ModuleList(Neighbours(size.stem, kernel=9) for _ in range(fine)) for fine in (size.fine, size.fine, 0)
        )

    def forward(self, signal: Tensor, lengths: Tensor) -> Tensor:
        frames = signal.transpose(1, 2)
        mask = within(frames.shape[1], lengths, 1)
        for number, (step, layers) in enumerate(zip(self.steps, self.layers)):
            frames = step(frames * mask[..., None])
            mask = within(frames.shape[1], lengths, 2 << number)
            for layer in layers:
                frames = frames + layer(frames, mask)
        return frames


class Downsampling(nn.Module):
    """[N,T,a] -> [N,ceil(T/2),b]."""

    def __init__(self, before: int, after: int, kernel: int) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(before, after, (1, kernel), (1, 2), (0, kernel // 2))
        self.norm = nn.LayerNorm(after)

    def forward(self, frames: Tensor) -> Tensor:
        return functional.silu(self.norm(over_time(self.convolution, frames)))


def over_time(convolution: nn.Conv2d, frames: Tensor) -> Tensor:
    """A convolution over time of [N,T,C]: as an image one pixel high, channels last, of which nothing is copied."""
    return convolution(frames.transpose(1, 2).unsqueeze(2)).squeeze(2).transpose(1, 2)


class Layer(nn.Module):
    """[N,T,width] -> the same, each part added to what it is given."""

    def __init__(self, size: Size, attends: bool) -> None:
        super().__init__()
        self.neighbours = Neighbours(size.width, size.kernel)
        self.attention = Attention(size) if attends else None
        self.wider = nn.Sequential(
            nn.LayerNorm(size.width),
            nn.Linear(size.width, size.expansion * size.width),
            nn.SiLU(),
            nn.Linear(size.expansion * size.width, size.width),
        )

    def forward(self, frames: Tensor, mask: Tensor) -> Tensor:
        frames = frames + self.neighbours(frames, mask)
        if self.attention is not None:
            frames = frames + self.attention(frames, mask)
        return frames + self.wider(frames)


class Neighbours(nn.Module):
    """A gated depthwise convolution."""

    def __init__(self, width: int, kernel: int) -> None:
        super().__init__()
        self.before = nn.LayerNorm(width)
        self.gated = nn.Linear(width, 2 * width)
        self.depthwise = nn.Conv2d(width, width, (1, kernel), padding=(0, kernel // 2), groups=width)
        self.after = nn.LayerNorm(width)
        self.out = nn.Linear(width, width)

    def forward(self, frames: Tensor, mask: Tensor) -> Tensor:
        gated = functional.glu(self.gated(self.before(frames)), dim=-1) * mask[..., None]
        return self.out(functional.silu(self.after(over_time(self.depthwise, gated))))


class Attention(nn.Module):
    """Of every frame to all frames of its clip."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.norm = nn.LayerNorm(size.width)
        self.inner = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)

    def forward(self, frames: Tensor, mask: Tensor) -> Tensor:
        n, t, width = frames.shape
        split = self.inner(self.norm(frames)).view(n, t, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = split[0], split[1], split[2]
        scores = query @ key.transpose(2, 3) / math.sqrt(width // self.heads)
        shares = scores.masked_fill(~mask[:, None, None], -1e4).softmax(-1)
        return self.out((shares.to(value.dtype) @ value).transpose(1, 2).reshape(n, t, width))

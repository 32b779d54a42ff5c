"""The voiceprint's network: what each moment tells of the voice, then its mean and deviation over the clip."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..features import BANDS
from ..recognizer.model import Downsampling, over_time


@dataclass(frozen=True)
class Size:
    """`width` of a frame within the layers, which look `kernel` frames of 20 ms around; `dimensions` of a voiceprint."""

    width: int = 192
    layers: int = 5
    kernel: int = 9
    expansion: int = 2
    pooled: int = 384
    dimensions: int = 128


class Embedding(nn.Module):
    """Features [N,T,80] without their mean -> [N,dimensions+2], of length 1: a direction that is learned, and the mean
    pitch as a point on a circle.

    Siblings differ in little but pitch, which a learned direction keeps too little of: with the circle, their equal error
    rate on the development set was 12.9 % instead of 15.8 %. Its share served them best, and strangers no worse; an octave
    is two radians, so that voices within three octaves have a point each.
    """

    PITCH, OCTAVE = 0.8, 2.0

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.stem = Downsampling(BANDS, size.width, kernel=5)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.wide = nn.Sequential(nn.LayerNorm(size.width), nn.Linear(size.width, size.pooled), nn.SiLU())
        self.attention = nn.Sequential(nn.Linear(size.pooled, 64), nn.Tanh(), nn.Linear(64, size.pooled))
        self.norm = nn.BatchNorm1d(2 * size.pooled)
        self.out = nn.Linear(2 * size.pooled, size.dimensions)
        self.pitch = nn.Linear(size.width, 1)

    def forward(self, features: Tensor) -> Tensor:
        frames = self.frames(features)
        return self.voiceprints(frames, self.pitches(frames))

    def frames(self, features: Tensor) -> Tensor:
        """[N,ceil(T/2),width]: of every 20 ms, what is told by it and the clip around it."""
        frames = self.stem(features)
        for layer in self.layers:
            frames = layer(frames)
        return frames

    def pitches(self, frames: Tensor) -> Tensor:
        """[N,ceil(T/2)], in octaves above a usual one."""
        return self.pitch(frames).squeeze(-1).float()

    def voiceprints(self, frames: Tensor, pitches: Tensor) -> Tensor:
        """[N,dimensions+2]"""
        direction = functional.normalize(self.out(self.norm(self._statistics(self.wide(frames).float()))).float())
        angle = self.OCTAVE * pitches.mean(dim=1, keepdim=True)
        circle = self.PITCH**0.5 * torch.cat([angle.cos(), angle.sin()], dim=1)
        return torch.cat([direction, circle], dim=1) / (1 + self.PITCH) ** 0.5

    def _statistics(self, frames: Tensor) -> Tensor:
        """Attentive statistics (Okabe et al. 2018): each channel says which moments count for it."""
        shares = self.attention(frames).float().softmax(dim=1)
        mean = (shares * frames).sum(dim=1)
        variance = (shares * frames.square()).sum(dim=1) - mean.square()
        return torch.cat([mean, variance.clamp(min=1e-5).sqrt()], dim=1)


class Layer(nn.Module):
    """[N,T,width] -> the same: neighbours, then each frame by itself and by what the whole clip is like."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        width, inner = size.width, size.expansion * size.width
        self.depthwise = nn.Conv2d(width, width, (1, size.kernel), padding=(0, size.kernel // 2), groups=width)
        self.norm = nn.LayerNorm(width)
        self.wider = nn.Linear(width, inner)
        self.squeeze = nn.Sequential(nn.Linear(inner, 48), nn.ReLU(), nn.Linear(48, inner), nn.Sigmoid())
        self.out = nn.Linear(inner, width)

    def forward(self, frames: Tensor) -> Tensor:
        inner = functional.silu(self.wider(self.norm(over_time(self.depthwise, frames))))
        # Squeeze and excitation (Hu et al. 2018).
        return frames + self.out(inner * self.squeeze(inner.mean(dim=1, keepdim=True)))


class Identification(nn.Module):
    """Tells the training's own speakers apart, by the angle between a voiceprint and each one's place.

    A place is where its speaker is first heard, and learned from there on; until then nobody is taken for them. So an
    embedding that knows other speakers already isn't led astray by places that mean nothing. The right one's angle
    counts as wider by a margin (ArcFace, Deng et al. 2019), which grows in the beginning. To tell the pitch as well is
    learned besides, that of each frame and the clip's own: of two speakers who differ in nothing else, it is all that
    can be told by, and hard to find.
    """

    SCALE, MARGIN, GROWING = 30.0, 0.1, 5000
    PITCH_SHARE, FRAMES_SHARE, USUAL_PITCH = 5.0, 5.0, 7.2
    LENGTH = 0.5

    def __init__(self, size: Size, speakers: int) -> None:
        super().__init__()
        self.embedding = Embedding(size)
        self.places = nn.Parameter(torch.zeros(speakers, size.dimensions + 2))
        self.register_buffer("placed", torch.zeros(speakers, dtype=torch.bool))
        self.register_buffer("steps", torch.zeros(()))

    def forward(self, features: Tensor, speakers: Tensor, pitches: Tensor) -> Tensor:
        """The loss of features [N,T,80] by speakers [N] and the pitches [N,ceil(T/2)] of their frames, in octaves, NaN
        where none is known."""
        frames = self.embedding.frames(features)
        told = self.embedding.pitches(frames)
        voiceprints = self.embedding.voiceprints(frames, told)
        self._place(voiceprints.detach(), speakers)
        of_frames = self._out_of_tune(told, pitches)
        of_clips = self._out_of_tune(told.mean(dim=1), pitches.nanmedian(dim=1).values)
        mistaken = self._mistaken(voiceprints, speakers)
        return mistaken + self.PITCH_SHARE * of_clips + self.FRAMES_SHARE * of_frames

    def _out_of_tune(self, told: Tensor, pitches: Tensor) -> Tensor:
        """By how many octaves, on average, what is told [...] is beside the pitches [...]."""
        known = ~pitches.isnan()
        octaves = self.USUAL_PITCH + told[known]
        lost = functional.smooth_l1_loss(octaves, pitches[known], reduction="sum", beta=0.1)
        return lost / known.sum().clamp(min=1)

    @torch.no_grad()
    def _place(self, voiceprints: Tensor, speakers: Tensor) -> None:
        new = ~self.placed[speakers]
        self.places[speakers[new]] = self.LENGTH * voiceprints[new]
        self.placed[speakers] = True

    def _mistaken(self, voiceprints: Tensor, speakers: Tensor) -> Tensor:
        with torch.autocast(voiceprints.device.type, enabled=False):  # in 16 bits, .9999 is 1, where acos is too steep
            cosines = functional.linear(voiceprints, functional.normalize(self.places)).clamp(-0.9999, 0.9999)
        self.steps += 1
        margin = self.MARGIN * (self.steps / self.GROWING).clamp(max=1)
        right = functional.one_hot(speakers, len(self.places)).bool()
        angles = torch.where(right, torch.cos(torch.acos(cosines) + margin), cosines)
        return functional.cross_entropy((self.SCALE * angles).masked_fill(~self.placed, -torch.inf), speakers)

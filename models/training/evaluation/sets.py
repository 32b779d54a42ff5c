"""What the sets hold. Each shard of them is a function of its number alone, if it is made in a process of its own.

Recogniser: `clean`, `noise` (anything, 10 dB below the speech) and `opus` (16 kbit/s) are the same utterances, held-out
sentences by held-out variants of espeak-ng; `flite` and `accented` are held-out sentences by recordings of people who
are not trained on; `free_text` was written by hand. VAD: `speech` (10 dB) and `speechless` (music, noises, silence).
Voiceprint: `speakers`, anybody unseen; `siblings`, speakers of one voice who differ in pitch, accent and size; `pitches`,
who differ in nothing but the pitch; `conversations` of one to four people.
"""

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from .. import augmentation, codecs, voices
from ..augmentation import Recipe
from ..noises import NOISES, Babble, white
from ..synthesis import SynthesisError, Synthesizer, Utterance
from ..text import split as sentences
from ..text.figures import letter_names
from ..text.sentences import sentence
from ..variants import ACCENTS
from ..voices import Shares, Speaker, Split, Voice
from .clips import RATE, Clip

SNR = 10.0
OPUS_BITRATE = 16_000

Made = Iterator[tuple[str, Clip, np.ndarray]]
"""The set, the clip and its samples."""


@dataclass(frozen=True)
class Recipient:
    """Which half of what is kept from training: `prefix` of its sets' names, its sentences and its voices."""

    prefix: str
    sentences: sentences.Split
    voices: Split


EVALUATION = Recipient("", sentences.Split.EVALUATION, Split.HELD_OUT)
DEVELOPMENT = Recipient("development/", sentences.Split.DEVELOPMENT, Split.DEVELOPMENT)


@dataclass(frozen=True)
class Shard:
    """`count` clips of one kind; `number` tells it from its kind's others."""

    kind: str
    recipient: Recipient
    number: int
    count: int

    def make(self) -> Made:
        with Studio(self) as studio:
            yield from _KINDS[self.kind](studio, self)


class Studio:
    """Who speaks, and the chance that a shard has of its own."""

    def __init__(self, shard: Shard) -> None:
        self._seed = [zlib.crc32(f"{shard.recipient.prefix}{shard.kind}".encode()), shard.number]
        self.begin()
        self.babble = Babble()
        self._recipient = shard.recipient
        self._synthesizer = Synthesizer()

    def begin(self, *numbers: int) -> None:
        """From now on all chance is that of these numbers: where a synthesiser, as flite does once in some hundred
        sentences, doesn't repeat itself, what comes later is the same."""
        seed = [*self._seed, *numbers]
        self.rng = np.random.default_rng(seed)
        self.words = random.Random(str(seed))

    def __enter__(self) -> "Studio":
        return self

    def __exit__(self, *_) -> None:
        self._synthesizer.close()

    def sentence(self) -> str:
        return sentence(self.words, self._recipient.sentences)

    def speaker(self, shares: Shares) -> Speaker:
        return voices.draw_speaker(self._recipient.voices, self.rng, shares)

    def utter(self, text: str, speaker: Speaker) -> Utterance:
        utterance = self._synthesizer.utter(letter_names(text), speaker, self.rng)
        self.babble.hear(utterance.samples)
        return utterance

    def say_anything(self, speaker: Speaker) -> tuple[str, Utterance]:
        while True:
            text = self.sentence()
            try:
                return text, self.utter(text, speaker)
            except SynthesisError:
                continue

    def silence(self, least_s: float, most_s: float) -> np.ndarray:
        return np.zeros(int(self.rng.uniform(least_s, most_s) * RATE), np.float32)

    def background(self, samples: int) -> tuple[str, np.ndarray]:
        weights = Recipe().backgrounds
        name = str(self.rng.choice(list(weights), p=np.array(list(weights.values())) / sum(weights.values())))
        return name, self.hear_only(name, samples)

    def hear_only(self, name: str, samples: int) -> np.ndarray:
        return augmentation.background(samples, self.rng, Recipe(backgrounds={name: 1.0}), self.babble)

    def record(self, heard: np.ndarray) -> np.ndarray:
        """By a good microphone: -34 to -18 dB, which leaves room for peaks; hiss at -80 dB; 16 bits."""
        levelled = augmentation.at_level(heard, float(self.rng.uniform(-34, -18)))
        return codecs.sixteen_bit(levelled + white(len(heard), self.rng) * np.float32(1e-4))


_VARIANTS = Shares(variants=1, invented=0, recorded=0)


def _spoken(studio: Studio, shard: Shard) -> Made:
    for number in range(shard.count):
        studio.begin(number)
        yield from _three_ways(studio, shard, number)


def _three_ways(studio: Studio, shard: Shard, number: int) -> Made:
    speaker = studio.speaker(_VARIANTS)
    text, utterance = studio.say_anything(speaker)
    heard = _framed(studio, utterance.samples)
    clip = Clip(_file(shard, number), text, voice=speaker.voice.name)
    clean = studio.record(heard)
    yield f"{shard.recipient.prefix}clean", clip, clean
    name, noise = studio.background(len(heard))
    noisy = studio.record(augmentation.mix(heard, noise, SNR))
    yield f"{shard.recipient.prefix}noise", replace(clip, background=name), noisy
    coded = codecs.opus(clean, studio.rng, OPUS_BITRATE, frame_ms=20)
    yield f"{shard.recipient.prefix}opus", clip, codecs.sixteen_bit(coded)


def _recorded(name: str) -> Callable[[Studio, Shard], Made]:
    def make(studio: Studio, shard: Shard) -> Made:
        voice = next(voice for voice in voices.RECORDED[shard.recipient.voices] if voice.engine.value == name)
        for number in range(shard.count):
            studio.begin(number)
            text, utterance = studio.say_anything(voices.with_traits(voice, studio.rng))
            clip = Clip(_file(shard, number), text, voice=voice.name)
            recording = studio.record(_framed(studio, utterance.samples))
            yield f"{shard.recipient.prefix}{shard.kind}", clip, recording

    return make


def _free_text(studio: Studio, shard: Shard) -> Made:
    """Each sentence once by somebody in each shard."""
    for number, text in enumerate(sentences.free_text()[: shard.count]):
        studio.begin(number)
        speaker = studio.speaker(_VARIANTS)
        heard = _framed(studio, studio.utter(text, speaker).samples)
        yield "free_text", Clip(_file(shard, number), text, voice=speaker.voice.name), studio.record(heard)


def _framed(studio: Studio, samples: np.ndarray) -> np.ndarray:
    return np.concatenate([studio.silence(0.1, 0.5), samples, studio.silence(0.1, 0.5)])


_RECORDING_S = 30


def _speech(studio: Studio, shard: Shard) -> Made:
    """30 s in which one or two people speak, with pauses of .3-4 s between."""
    for number in range(shard.count):
        studio.begin(number)
        heard, spans = _talk(studio)
        name, noise = studio.background(len(heard))
        clip = Clip(_file(shard, number), background=name, spans=spans)
        recording = studio.record(augmentation.mix(heard, noise, SNR))
        yield f"{shard.recipient.prefix}speech", clip, recording


def _talk(studio: Studio) -> tuple[np.ndarray, tuple[tuple[int, int], ...]]:
    people = [studio.speaker(Shares(variants=0.8, invented=0, recorded=0.2)) for _ in range(2)]
    heard, spans = np.zeros(_RECORDING_S * RATE, np.float32), []
    at = int(studio.rng.uniform(0.5, 3) * RATE)
    while True:
        _, utterance = studio.say_anything(people[studio.rng.integers(2)])
        end = at + len(utterance.samples)
        if end > len(heard):
            return heard, tuple(spans)
        heard[at:end] = utterance.samples
        spans += [(int(a), int(b)) for a, b in utterance.spans + at]
        at = end + int(studio.rng.uniform(0.3, 4) * RATE)


def _speechless(studio: Studio, shard: Shard) -> Made:
    """30 s each: a third music, a tenth hiss alone, and every noise in turn."""
    kinds = list(NOISES)
    for number in range(shard.count):
        studio.begin(number)
        at = shard.number * shard.count + number
        name = "music" if at % 3 == 0 else "silence" if at % 10 == 1 else kinds[at % len(kinds)]
        size = _RECORDING_S * RATE
        recording = _hiss(studio, size) if name == "silence" else studio.record(studio.hear_only(name, size))
        clip = Clip(_file(shard, number), background=name)
        yield f"{shard.recipient.prefix}speechless", clip, recording


def _hiss(studio: Studio, size: int) -> np.ndarray:
    return codecs.sixteen_bit(white(size, studio.rng) * np.float32(10 ** (studio.rng.uniform(-90, -50) / 20)))


_CLIPS_A_SPEAKER = 6


def _speakers(studio: Studio, shard: Shard) -> Made:
    shares = Shares(variants=0.85, invented=0, recorded=0.15)
    speakers = voices.draw_distinct(shard.recipient.voices, shard.count, studio.rng, shares)
    yield from _heard(studio, shard, speakers)


def _siblings(studio: Studio, shard: Shard) -> Made:
    """Four of each variant, 2.6 semitones apart or so, in an accent each, some of them a twelfth smaller or larger."""
    speakers: list[Speaker] = []
    for number in range(shard.count):
        studio.begin(number)
        voice = voices.VARIANTS[shard.recipient.voices][number // 4]
        accent = ACCENTS[(number + 2 * (number % 4)) % len(ACCENTS)]
        formants = float(studio.rng.choice([1 / 1.08, 1.0, 1.08]))
        pitch = (-3.75, -0.75, 1.8, 4.5)[number % 4] + studio.rng.uniform(-0.6, 0.6) + 12 * np.log2(formants)
        speakers.append(Speaker(voice, accent, float(pitch), formants=formants))
    yield from _heard(studio, shard, speakers)


def _pitches(studio: Studio, shard: Shard) -> Made:
    """Each variant at four pitches, four semitones apart, in one accent."""
    steps = (-6.0, -2.0, 2.0, 6.0)
    variants = voices.VARIANTS[shard.recipient.voices][: -(-shard.count // len(steps))]
    speakers = [Speaker(voice, pitch=pitch) for voice in variants for pitch in steps]
    yield from _heard(studio, shard, speakers[: shard.count])


def _heard(studio: Studio, shard: Shard, speakers: list[Speaker]) -> Made:
    for number, speaker in enumerate(speakers):
        for repeat in range(_CLIPS_A_SPEAKER):
            studio.begin(number, repeat)
            file = _file(shard, number * _CLIPS_A_SPEAKER + repeat)
            clip = Clip(file, speaker=f"{shard.number}-{number}", voice=_voice_name(speaker.voice))
            length = int(studio.rng.uniform(2, 4) * RATE)
            recording = augmentation.augment(_excerpt(studio, speaker, length), studio.rng, _SOMEWHERE, studio.babble)
            yield f"{shard.recipient.prefix}{shard.kind}", clip, recording


def _conversations(studio: Studio, shard: Shard) -> Made:
    """10-40 utterances of .6-7 s in each, by one to four people who take turns, all in one place."""
    made = 0
    for number in range(shard.count):
        studio.begin(number)
        shares = Shares(variants=0.8, invented=0, recorded=0.2)
        people = voices.draw_distinct(shard.recipient.voices, int(studio.rng.integers(1, 5)), studio.rng, shares)
        snr = float(studio.rng.uniform(10, 35))
        somewhere = replace(_SOMEWHERE, snr=(snr, snr), background=float(studio.rng.random() < 0.7))
        for turn in range(int(studio.rng.integers(10, 41))):
            studio.begin(number, turn)
            who = int(studio.rng.integers(len(people)))
            length = int(0.6 * RATE * (7 / 0.6) ** studio.rng.random())
            said = augmentation.augment(_excerpt(studio, people[who], length), studio.rng, somewhere, studio.babble)
            speaker, voice = f"{shard.number}-{number}-{who}", _voice_name(people[who].voice)
            clip = Clip(_file(shard, made), speaker=speaker, voice=voice)
            yield f"{shard.recipient.prefix}{shard.kind}", clip, said
            made += 1


_SOMEWHERE = Recipe(speed=0, snr=(8.0, 45.0))


def _excerpt(studio: Studio, speaker: Speaker, length: int) -> np.ndarray:
    """[length] samples of somebody's speech."""
    said = np.zeros(0, np.float32)
    while len(said) < length:
        said = np.concatenate([said, studio.say_anything(speaker)[1].samples, studio.silence(0, 0.15)])
    return said[:length]


def _voice_name(voice: Voice) -> str:
    return f"{voice.engine.value} {voice.name}"


def _file(shard: Shard, number: int) -> str:
    return f"{shard.number:02}-{number:03}.wav"


_KINDS: dict[str, Callable[[Studio, Shard], Made]] = {
    "spoken": _spoken,
    "flite": _recorded("flite"),
    "accented": _recorded("festival"),
    "free_text": _free_text,
    "speech": _speech,
    "speechless": _speechless,
    "speakers": _speakers,
    "siblings": _siblings,
    "pitches": _pitches,
    "conversations": _conversations,
}


def _shards(kind: str, recipient: Recipient, shards: int, each: int) -> list[Shard]:
    return [Shard(kind, recipient, number, each) for number in range(shards)]


SHARDS: tuple[Shard, ...] = (
    *_shards("spoken", EVALUATION, 16, 100),
    *_shards("flite", EVALUATION, 10, 100),
    *_shards("accented", EVALUATION, 2, 100),
    *_shards("free_text", EVALUATION, 4, 150),
    *_shards("speech", EVALUATION, 4, 15),
    *_shards("speechless", EVALUATION, 4, 15),
    *_shards("speakers", EVALUATION, 1, 120),
    *_shards("siblings", EVALUATION, 1, 48),
    *_shards("pitches", EVALUATION, 1, 48),
    *_shards("conversations", EVALUATION, 4, 15),
    *_shards("spoken", DEVELOPMENT, 3, 100),
    *_shards("flite", DEVELOPMENT, 3, 100),
    *_shards("accented", DEVELOPMENT, 1, 100),
    *_shards("speech", DEVELOPMENT, 2, 15),
    *_shards("speechless", DEVELOPMENT, 16, 15),
    *_shards("speakers", DEVELOPMENT, 1, 60),
    *_shards("siblings", DEVELOPMENT, 1, 32),
    *_shards("pitches", DEVELOPMENT, 1, 32),
    *_shards("conversations", DEVELOPMENT, 4, 15),
)

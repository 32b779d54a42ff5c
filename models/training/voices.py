"""Who can be heard: the synthesisers' voices, which of them are for training, and the speakers made of them.

A *voice* is what a synthesiser offers. A *speaker* is a voice with a pitch, a melody, a size of vocal tract and a
pace of its own: what stays the same from one utterance to the next.

The split is fixed, and goes by the person who was recorded, so that nobody who is heard in training is judged later,
not even through another synthesiser. Of English recordings there are five, one of them a woman's: flite can hold out
one man (rms) and keep another for development (awb).
"""

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from . import variants


class Split(Enum):
    TRAINING = "training"
    DEVELOPMENT = "development"
    HELD_OUT = "held out"


class Engine(Enum):
    ESPEAK = "espeak"
    FLITE = "flite"
    FESTIVAL = "festival"


@dataclass(frozen=True)
class Voice:
    """What a synthesiser offers.

    `name` is the synthesiser's own word for it (for espeak: of the variant). `person`: whose sound it is. `pitch` and
    `deviation`: mean and deviation in Hz, where the synthesiser must be told. `settings`: the text of an invented
    variant of espeak. `accent`: where it is a recording of another language, whose sounds stand in for those of
    English.
    """

    engine: Engine
    name: str
    person: str
    pitch: float = 0.0
    deviation: float = 0.0
    settings: str = ""
    accent: str = ""


@dataclass(frozen=True)
class Speaker:
    """Somebody with a voice. Equal speakers are one person.

    `accent`: of espeak's English. `pitch`: semitones above the voice's own. `liveliness`: factor on the range of its
    melody. `formants`: factor on its resonances, > 1 for a shorter vocal tract. `pace`: factor on its speaking rate.
    """

    voice: Voice
    accent: str = variants.ACCENTS[0]
    pitch: float = 0.0
    liveliness: float = 1.0
    formants: float = 1.0
    pace: float = 1.0


@dataclass(frozen=True)
class Shares:
    """How often a training speaker has a voice of each kind. Only training has invented ones."""

    variants: float = 0.35
    invented: float = 0.30
    recorded: float = 0.35


def _espeak(name: str) -> Voice:
    return Voice(Engine.ESPEAK, name, f"espeak {name}")


def _festival(name: str, person: str, pitch: float, deviation: float, accent: str = "") -> Voice:
    return Voice(Engine.FESTIVAL, name, person, pitch, deviation, accent=accent)


def _flite(name: str, person: str, pitch: float, deviation: float) -> Voice:
    return Voice(Engine.FLITE, name, person, pitch, deviation)


VARIANTS: dict[Split, tuple[Voice, ...]] = {
    Split.TRAINING: tuple(map(_espeak, variants.TRAINING)),
    Split.DEVELOPMENT: tuple(map(_espeak, variants.DEVELOPMENT)),
    Split.HELD_OUT: tuple(map(_espeak, variants.HELD_OUT)),
}

# Voices cut or learnt from recordings of people, and how often each is drawn among those of its split.
RECORDED: dict[Split, dict[Voice, float]] = {
    Split.TRAINING: {
        _flite("slt", "slt", 173, 27): 14,
        _flite("kal16", "kal", 95, 11): 5,
        _festival("kal_diphone", "kal", 105, 14): 3,
        _festival("ked_diphone", "ked", 105, 15): 6,
        _festival("cmu_us_slt_arctic_hts", "slt", 169, 0): 3,
        _festival("lp_diphone", "lp", 200, 24, "italian"): 1.5,
        _festival("pc_diphone", "pc", 115, 15, "italian"): 1,
        _festival("czech_dita", "dita", 222, 25, "czech"): 1.5,
        _festival("czech_krb", "krb", 258, 28, "czech"): 1,
        _festival("suo_fi_lj_diphone", "lj", 185, 22, "finnish"): 1.5,
        _festival("hy_fi_mv_diphone", "mv", 110, 18, "fluent finnish"): 1,
        _festival("hindi_NSK_diphone", "nsk", 110, 16, "hindi"): 1,
    },
    Split.DEVELOPMENT: {
        _flite("awb", "awb", 131, 25): 3,
        _festival("czech_ph", "ph", 136, 16, "czech"): 1,
    },
    Split.HELD_OUT: {
        _flite("rms", "rms", 105, 0): 3,
        _festival("czech_machac", "machac", 90, 12, "czech"): 1,
    },
}


def draw_speaker(split: Split, rng: np.random.Generator, shares: Shares = Shares()) -> Speaker:
    """Anybody of this split. Those to learn from are few where they were recorded, so most of them are disguised."""
    speaker = with_traits(draw_voice(split, rng, shares), rng)
    if split is Split.TRAINING and speaker.voice.engine is not Engine.ESPEAK and rng.random() < 0.6:
        return disguised(speaker, rng)
    return speaker


def draw_voice(split: Split, rng: np.random.Generator, shares: Shares = Shares()) -> Voice:
    invented = shares.invented if split is Split.TRAINING else 0.0
    kinds = np.array([shares.variants, invented, shares.recorded])
    match rng.choice(3, p=kinds / kinds.sum()):
        case 0:
            return VARIANTS[split][rng.integers(len(VARIANTS[split]))]
        case 1:
            settings = variants.invent(rng)
            return Voice(Engine.ESPEAK, "invented", "espeak invented", settings=settings)
    choices = RECORDED[split]
    weights = np.array(list(choices.values()), float)
    return list(choices)[rng.choice(len(choices), p=weights / weights.sum())]


def with_traits(voice: Voice, rng: np.random.Generator) -> Speaker:
    """Somebody with this voice: mostly near the voice's own traits, a few of quite another build."""
    formants = float(np.clip(rng.normal(1, 0.05), 0.88, 1.14))
    pitch = float(np.clip(rng.normal(0, 2.5), -6, 6))
    if rng.random() < 0.2:
        formants = float(rng.uniform(0.86, 1.2))
        pitch += 24 * float(np.log2(formants))
    return Speaker(
        voice,
        accent=variants.ACCENTS[rng.integers(len(variants.ACCENTS))] if voice.engine is Engine.ESPEAK else "",
        pitch=pitch,
        liveliness=float(np.clip(rng.lognormal(0, 0.25), 0.5, 1.7)),
        formants=1.0 if voice.settings else formants,
        pace=float(np.clip(rng.lognormal(-0.05, 0.15), 0.65, 1.5)),
    )


def disguised(speaker: Speaker, rng: np.random.Generator) -> Speaker:
    """As a man, a woman or a child would speak who talks as they do."""
    formants = float(np.exp(rng.uniform(np.log(0.8), np.log(1.25))))
    return replace(speaker, formants=formants, pitch=24 * float(np.log2(formants)) + float(rng.normal(0, 2.5)))


def draw_distinct(
    split: Split, count: int, rng: np.random.Generator, shares: Shares = Shares(), siblings: float = 0.0
) -> list[Speaker]:
    """So many speakers, each of whom can be told from every other (see `distinct`). Of those with invented voices, a
    share `siblings` have one that was invented for somebody before."""
    known: dict[tuple[str, str], list[Speaker]] = {}
    speakers: list[Speaker] = []
    invented: list[Voice] = []
    for _ in range(50 * count):
        if len(speakers) == count:
            break
        one = draw_speaker(split, rng, shares)
        if one.voice.settings and invented and rng.random() < siblings:
            one = with_traits(invented[rng.integers(len(invented))], rng)
        alike = known.setdefault((one.voice.person, one.voice.settings), [])
        if all(distinct(one, other) for other in alike):
            if one.voice.settings and not alike:
                invented.append(one.voice)
            alike.append(one)
            speakers.append(one)
    if len(speakers) < count:
        raise ValueError(f"the {split.value} voices don't make {count} distinct speakers, but {len(speakers)}")
    return speakers


def distinct(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers sound like two people.

    Pace, melody and accent are habits, not identity. Two recordings or variants differ; two invented voices are taken
    to; one voice at two pitches is two people from 3 semitones on, with two vocal tracts from 6 % on.
    """
    if one.voice.person != other.voice.person or one.voice.settings != other.voice.settings:
        return True
    semitones = abs(one.pitch - other.pitch)
    return semitones >= 3 or abs(np.log(one.formants / other.formants)) >= 0.06

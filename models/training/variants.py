"""The voice variants of espeak-ng 1.51: which may be heard in training, and how to invent more.

A variant is a small text file (docs/voices.md of espeak-ng) that changes the formants, the glottal source and the
melody of an accent. Several of those that come with espeak-ng are nearly one voice under two names. Those that sound
like a held-out one (by shared settings, or a long-term spectrum closer than .25 in ln) are in no list but `TWINS`.
"""

import numpy as np

ACCENTS = (
    "gmw/en-US",
    "gmw/en",
    "gmw/en-GB-x-rp",
    "gmw/en-GB-scotland",
    "gmw/en-GB-x-gbclan",
    "gmw/en-GB-x-gbcwmd",
    "gmw/en-029",
    "gmw/en-US-nyc",
)

HELD_OUT = tuple("m4 f4 steph2 adam michel linda victor klatt3 Andy grandma Alicia paul".split())
DEVELOPMENT = tuple("m5 f3 belinda Marco zac quincy Lee Annie".split())
TRAINING = tuple(
    """Alex Andrea Denis Gene Gene2 Henrique Jacky Mario Michael Mike Nguyen RicishayMax RicishayMax2 RicishayMax3 anika
    announcer antonio benjamin boris david ed edward edward2 f1 f2 f5 grandpa gustave iven iven2 iven3 iven4 john
    klatt klatt2 m1 m2 m3 m6 m7 m8 marcelo max norbert pablo pedro rob robert sandro shelby travis
    """.split()
)
TWINS = tuple("steph steph3 caleb klatt4 klatt5 klatt6 aunty miguel Diogo Hugo AnxiousAndy".split())
# Whispers, robots and other voices of which hardly a word can be understood.
UNNATURAL = tuple("whisper whisperf croak Demonic UniRobot anikaRobot Tweaky fast Storm kaukovalta".split()) + (
    "Mr serious",
    *("robosoft" + number for number in ("", "2", "3", "4", "5", "6", "7", "8")),
)


def invent(rng: np.random.Generator, odd: float = 0.35) -> str:
    """The text of a variant nobody has heard before: another vocal tract, larynx and melody, such as people have, or,
    a share `odd` of them, such as nobody has: half of espeak-ng's own are like that."""
    is_odd = rng.random() < odd
    tract = float(np.clip(rng.normal(1.05, 0.1), 0.84, 1.28))  # formants over those of espeak-ng's own man
    if is_odd:
        tract = float(np.exp(rng.uniform(np.log(0.8), np.log(1.45))))
    lines = ["language variant", "name invented", _pitch(tract, rng)]
    lines += [(_odd_formant if is_odd else _formant)(number, tract, rng) for number in range(9)]
    lines += [line for line, chance in _larynx(rng) if rng.random() < chance]
    if is_odd:
        lines += [line for line, chance in _oddities(rng) if rng.random() < chance]
    return "\n".join(lines) + "\n"


def _pitch(tract: float, rng: np.random.Generator) -> str:
    """`pitch BASE TOP` in Hz: the shorter the tract, the higher, as a rule."""
    base = float(np.clip(82 * tract**4 * 2 ** rng.normal(0, 0.22), 60, 250))
    return f"pitch {base:.0f} {base * rng.uniform(1.25, 1.65):.0f}"


def _formant(number: int, tract: float, rng: np.random.Generator) -> str:
    """`formant N FREQUENCY HEIGHT WIDTH`, each in % of the accent's own."""
    frequency = 100 * tract * rng.normal(1, 0.035)
    height = np.clip(rng.normal(100, 18 if number < 4 else 30), 40, 150)
    width = np.clip(rng.normal(100, 20), 60, 160)
    return f"formant {number} {frequency:.0f} {height:.0f} {width:.0f}"


def _odd_formant(number: int, tract: float, rng: np.random.Generator) -> str:
    """Of no tract there is; the higher ones may be missing."""
    frequency = 100 * tract * np.clip(rng.normal(1, 0.12), 0.7, 1.4)
    height = 0 if number > 2 and rng.random() < 0.12 else np.clip(rng.normal(100, 35), 30, 200)
    width = np.clip(100 * rng.lognormal(0, 0.4), 50, 250)
    return f"formant {number} {frequency:.0f} {height:.0f} {width:.0f}"


def _oddities(rng: np.random.Generator) -> list[tuple[str, float]]:
    """Lines and the chance of each; they come after those of the larynx, and so are what counts."""
    return [
        (f"voicing {rng.integers(35, 180)}", 0.3),
        (f"roughness {rng.integers(3, 8)}", 0.2),
        (f"stressAdd {' '.join(str(rng.integers(-50, 256)) for _ in range(8))}", 0.3),
        (f"stressAmp {' '.join(str(rng.integers(14, 40)) for _ in range(8))}", 0.3),
        (f"echo {rng.integers(20, 230)} {rng.integers(10, 80)}", 0.25),
    ]


def _larynx(rng: np.random.Generator) -> list[tuple[str, float]]:
    """Lines and the chance of each."""
    low, middle, high = rng.integers(120, 256), rng.integers(70, 200), rng.integers(20, 140)
    return [
        (f"tone 600 {low} 1200 {middle} 2500 {high}", 0.6),
        (f"flutter {rng.integers(0, 12)}", 0.7),
        (f"roughness {rng.integers(0, 5)}", 0.4),
        (f"voicing {rng.integers(60, 160)}", 0.5),
        (f"consonants {rng.integers(60, 130)} {rng.integers(60, 130)}", 0.6),
        (f"breath {rng.integers(0, 8)} {rng.integers(0, 8)}", 0.2),
        (f"klatt {rng.integers(1, 7)}", 0.15),
        (f"intonation {rng.integers(1, 5)}", 0.3),
        (f"stressAdd {' '.join(str(rng.integers(-25, 26)) for _ in range(6))} 0 {rng.integers(20, 110)}", 0.4),
        (f"stressAmp {' '.join(str(rng.integers(14, 25)) for _ in range(8))}", 0.4),
        (f"echo {rng.integers(20, 130)} {rng.integers(5, 20)}", 0.05),
    ]

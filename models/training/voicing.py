"""What all streams of training data begin with: somebody who says something new."""

import random

import numpy as np

from .noises import Babble
from .stream import generator
from .synthesis import SynthesisError, Synthesizer, Utterance
from .text.figures import letter_names
from .text.sentences import sentence
from .voices import Shares, Speaker, Split, draw_speaker


class Studio:
    """A worker's synthesisers, what it remembers for babble, and the chance of what it is making."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.synthesizer = Synthesizer()
        self.babble = Babble()
        self.begin(0)

    def begin(self, *numbers: int) -> None:
        """From now on all chance is that of these numbers. What was drawn before, which may depend on what espeak-ng
        said before, leaves no trace but in the babble."""
        self.rng: np.random.Generator = generator(self.seed, *numbers)
        self.words = random.Random(int(self.rng.integers(1 << 62)))

    def speaker(self, shares: Shares = Shares()) -> Speaker:
        return draw_speaker(Split.TRAINING, self.rng, shares)

    def say(self, speaker: Speaker) -> tuple[str, Utterance]:
        """A training sentence and how it sounds."""
        while True:
            text = sentence(self.words)
            try:
                utterance = self.synthesizer.utter(letter_names(text), speaker, self.rng)
            except SynthesisError:
                continue
            self.babble.hear(utterance.samples)
            return text, utterance

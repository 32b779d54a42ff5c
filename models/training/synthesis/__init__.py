"""Speech from the free synthesisers of Debian, behind one interface."""

from .sound import SynthesisError
from .synthesizer import LEAD, RATE, TAIL, Synthesizer, Utterance

__all__ = ["LEAD", "RATE", "TAIL", "SynthesisError", "Synthesizer", "Utterance"]

"""Finite verbs: tenses, auxiliaries, agreement, negation and contraction."""

from collections.abc import Callable
from typing import NamedTuple

from training.text.choices import Choices
from training.text.lexicon import BE, Verb
from training.text.talk import THIRD_SINGULAR, NounPhrase, Talk

MODALS = Choices([("can", 10), ("could", 7), ("would", 6), ("should", 8), ("might", 4), ("must", 3), ("may", 1.5)])
_STATIVE = frozenset(
    "know like love want need have prefer understand believe mean own owe seem sound hate deserve belong".split()
)


def _is(person: str) -> str:
    return "am" if person == "i" else "is" if person in THIRD_SINGULAR else "are"


def _was(person: str) -> str:
    return "was" if person == "i" or person in THIRD_SINGULAR else "were"


def _has(person: str) -> str:
    return "has" if person in THIRD_SINGULAR else "have"


def _present(verb: Verb, person: str, talk: Talk) -> tuple[str, str]:
    if verb is BE:
        return _is(person), ""
    return "", verb.third if person in THIRD_SINGULAR else verb.base


def _past(verb: Verb, person: str, talk: Talk) -> tuple[str, str]:
    return (_was(person), "") if verb is BE else ("", verb.past)


def _going_to(verb: Verb, person: str, talk: Talk) -> tuple[str, str]:
    return _is(person), f"{talk.formula('going to')} {verb.base}"


def _modal(verb: Verb, person: str, talk: Talk) -> tuple[str, str]:
    return talk.draw(MODALS), verb.base


def _modal_perfect(verb: Verb, person: str, talk: Talk) -> tuple[str, str]:
    return talk.one_of(("could", "should", "would", "might", "must")), f"have {verb.participle}"


def _obliged(verb: Verb, person: str, talk: Talk) -> tuple[str, str]:
    return _is(person), f"{talk.formula('supposed to')} {verb.base}"


class Tense(NamedTuple):
    """`about`: the phrase of time that fits. `form`: the auxiliary ("" if there is none) and the rest of the verb."""

    about: str
    form: Callable[[Verb, str, Talk], tuple[str, str]]


_PRESENT = Tense("habit", _present)
_NOW = Tense("now", lambda verb, person, talk: (_is(person), verb.gerund))
_PERFECT = Tense("duration", lambda verb, person, talk: (_has(person), verb.participle))
_PAST = Tense("past", _past)
_WILL = Tense("future", lambda verb, person, talk: ("will", verb.base))
_TENSES = {
    "present": Choices(
        [
            (_PRESENT, 46),
            (_NOW, 16),
            (_PERFECT, 16),
            (Tense("duration", lambda verb, person, talk: (_has(person), f"been {verb.gerund}")), 5),
            (Tense("habit", _modal), 10),
            (Tense("now", _obliged), 4),
        ]
    ),
    "past": Choices(
        [
            (_PAST, 60),
            (Tense("past", lambda verb, person, talk: (_was(person), verb.gerund)), 12),
            (Tense("", lambda verb, person, talk: ("had", verb.participle)), 7),
            (Tense("past", _modal_perfect), 6),
            (Tense("", lambda verb, person, talk: ("", f"used to {verb.base}")), 4),
            (
                Tense(
                    "past",
                    lambda verb, person, talk: (
                        _was(person),
                        f"{talk.one_of(('going to', 'about to', 'supposed to'))} {verb.base}",
                    ),
                ),
                4,
            ),
        ]
    ),
    "future": Choices(
        [
            (_WILL, 40),
            (Tense("future", _going_to), 30),
            (Tense("future", _modal), 24),
            (Tense("future", lambda verb, person, talk: (_is(person), verb.gerund)), 10),
            (Tense("future", lambda verb, person, talk: ("will", f"be {verb.gerund}")), 3),
        ]
    ),
    "simple present": Choices([(_PRESENT, 1)]),
    "simple past": Choices([(_PAST, 1)]),
}
_GROUPS = Choices([("present", 40), ("past", 36), ("future", 24)])
_ONGOING = ("now", "past", "future", "duration")


def tense(talk: Talk, group: str, verb: Verb) -> Tense:
    """A tense of the group ("" for any); verbs of state and "be" have no -ing form here."""
    while True:
        chosen = talk.draw(_TENSES[group or talk.draw(_GROUPS)])
        if not (verb is BE or verb.base in _STATIVE) or not chosen.form(verb, "i", talk)[1].endswith(verb.gerund):
            return chosen


_NEGATED = {
    **{verb: f"{verb}n't" for verb in "is are was were have has had do does did would could should must".split()},
    **{"am": "am not", "will": "won't", "can": "can't", "might": "might not", "may": "may not"},
}
_CONTRACTED = {
    "am": "'m", "is": "'s", "are": "'re", "has": "'s", "have": "'ve", "had": "'d", "will": "'ll", "would": "'d"
}  # fmt: skip
_PRONOUNS = frozenset("i you he she it we they".split())


class Finite(NamedTuple):
    """A subject and its verb, not yet in their order. `rest` follows the verb."""

    subject: NounPhrase
    auxiliary: str
    main: str
    rest: str
    about: str
    verb: Verb

    def _supported(self) -> tuple[str, str]:
        """With an auxiliary, if need be "do"."""
        if self.auxiliary:
            return self.auxiliary, self.main
        if self.main.startswith("used to"):
            return "did", "use" + self.main[4:]
        if self.main == self.verb.past and self.about == "past":
            return "did", self.verb.base
        return "does" if self.subject.person in THIRD_SINGULAR else "do", self.verb.base

    def statement(self, talk: Talk, adverb: str = "") -> str:
        return f"{_joined(talk, self.subject.text, self.auxiliary)} {adverb} {self.main} {self.rest}"

    def negative(self, talk: Talk, adverb: str = "") -> str:
        auxiliary, main = self._supported()
        whole = (
            auxiliary in ("am", "is", "are")
            and (auxiliary == "am" or talk.chance(0.4))
            and self.subject.text in _PRONOUNS
        )
        if whole:
            return f"{self.subject.text}{_CONTRACTED[auxiliary]} not {adverb} {main} {self.rest}"
        negated = _negated(talk, auxiliary)
        return f"{self.subject.text} {negated} {adverb} {main} {self.rest}"

    def question(self, adverb: str = "") -> str:
        """Without its question word, if it has one: "did she come"."""
        auxiliary, main = self._supported()
        return f"{auxiliary} {self.subject.text} {adverb} {main} {self.rest}"

    def negative_question(self) -> str:
        auxiliary, main = self._supported()
        negated = "aren't" if auxiliary == "am" else _NEGATED[auxiliary].replace(" not", "")
        return f"{negated} {self.subject.text} {main} {self.rest}"

    def tag(self, negative: bool) -> str:
        """What turns the statement (or its negative) into a question: "isn't it", "did they"."""
        auxiliary, _ = self._supported()
        pronoun = "they" if self.subject.person == "one" else self.subject.person
        auxiliary = (
            {"is": "are", "was": "were", "has": "have", "does": "do"}.get(auxiliary, auxiliary)
            if pronoun == "they"
            else auxiliary
        )
        if not negative:
            auxiliary = (
                "aren't" if auxiliary == "am" else _NEGATED[auxiliary].replace(" not", "n't").replace("mayn't", "won't")
            )
        return f"{auxiliary} {pronoun}".replace("mightn't", "won't")


def _negated(talk: Talk, auxiliary: str) -> str:
    return f"{auxiliary} not" if talk.chance(0.08) else _NEGATED[auxiliary]


def _joined(talk: Talk, subject: str, auxiliary: str) -> str:
    if auxiliary in _CONTRACTED and talk.chance(0.75 if subject in _PRONOUNS else 0.06 if auxiliary == "is" else 0):
        return subject + _CONTRACTED[auxiliary]
    return f"{subject} {auxiliary}"


def finite(talk: Talk, subject: NounPhrase, verb: Verb, rest: str, group: str = "") -> Finite:
    chosen = tense(talk, group, verb)
    auxiliary, main = chosen.form(verb, subject.person, talk)
    return Finite(subject, auxiliary, main, rest, chosen.about, verb)

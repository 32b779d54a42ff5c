"""The words that are spoken, by part of speech and topic, and how common they are.

Each line of the files in `words/` is a weight, 5 (said all the time) to 1 (said seldom), and words that share it;
an underscore joins the parts of a compound ("ice_cream" is spoken as two words). A word may be marked:

- nouns: `~` isn't counted ("water~"), `=` has no singular ("scissors=");
- adjectives: `+` has -er and -est, `~` has an adverb in -ly, `=` isn't used with "very" or "more".

Verbs stand under what may follow them: `[subject > frame | frame]`, each frame a series of complements. A complement
is a class of nouns ("food"), a preposition and a class ("with:person"), a word that is said as it is ("=up"), or one of
the constructions that `clauses.py` knows ("to.do", "that", "where"). "-" is an empty frame. Without `subject >` the
subject is a person.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from training.text import inflection
from training.text.choices import Choices
from training.text.sections import read_sections, word_files

# The share of the draws in which all words of a class are alike, and how much more often each weight is drawn else.
EVEN = 0.4
_TIMES_MORE_COMMON = 3.0

UNIONS = {
    "person": "role family",
    "place": "place_at place_in place_on",
    "portable": "object tool clothes device document kitchenware",
    "thing": "portable furniture food drink vehicle plant animal media car_part building_part weather instrument",
    "matter": "work thought event weather illness tech feeling money sound law politics letters",
    "topic": "work thought event school sport media money law politics hobby travel feeling holiday tech quality",
    "any": "person thing place matter topic nature way body time room group shape sport_thing material medical",
}

# The adjectives that go with a class of nouns, besides the general ones.
_ADJECTIVES = {
    "person": "person animal group",
    "food": "food drink meal",
    "place": "room nature way place_at place_in place_on",
    "idea": "work illness money school law politics event media thought feeling quality time sound travel holiday "
    "sport tech matter topic",
    "weather": "weather",
}
_ADJECTIVES_OF = {
    kind: group for group, kinds in _ADJECTIVES.items() for kind in (*kinds.split(), *UNIONS.get(group, "").split())
}


@dataclass(frozen=True)
class Noun:
    """`singular` is empty for what is said in the plural alone, `plural` for what isn't counted."""

    singular: str
    plural: str
    kind: str

    @property
    def countable(self) -> bool:
        return bool(self.singular and self.plural)


@dataclass(frozen=True)
class Verb:
    base: str
    third: str
    past: str
    participle: str
    gerund: str


BE = Verb("be", "is", "was", "been", "being")


@dataclass(frozen=True)
class Adjective:
    """`comparative` is empty where "more" is said; what is `gradable` may follow "very" and "more"."""

    positive: str
    comparative: str
    superlative: str
    gradable: bool


Frame = tuple[str, ...]


@dataclass(frozen=True)
class VerbEntry:
    """A verb and the frames that it is used in, of subjects of one class."""

    verb: Verb
    frames: tuple[Frame, ...]
    subject: str


def spoken(word: str) -> str:
    return word.replace("_", " ")


def weighted_words(lines: Iterable[str]) -> list[tuple[str, float]]:
    """Words as the file writes them, each with its weight. Those of a line without a number weigh 1."""
    pairs = []
    for line in lines:
        first, *words = line.split()
        if first.isdigit():
            pairs += [(word, _TIMES_MORE_COMMON ** (int(first) - 1)) for word in words]
        else:
            pairs += [(word, 1.0) for word in (first, *words)]
    return pairs


def _noun(word: str, kind: str) -> Noun:
    bare = word.rstrip("~=")
    if word.endswith("~"):
        return Noun(spoken(bare), "", kind)
    if word.endswith("="):
        return Noun("", spoken(bare), kind)
    return Noun(spoken(bare), spoken(inflection.plural(bare)), kind)


@cache
def verb(base: str) -> Verb:
    forms = inflection.third_person, inflection.past, inflection.participle, inflection.gerund
    return Verb(spoken(base), *(spoken(form(base)) for form in forms))


def _adjective(word: str) -> Adjective:
    bare = word.rstrip("+~=")
    comparative = inflection.comparative(bare) if "+" in word else ""
    superlative = inflection.superlative(bare) if "+" in word else ""
    return Adjective(spoken(bare), comparative, superlative, "=" not in word)


def base_kinds(kind: str) -> set[str]:
    """The classes that a union is made of; a class that is none is made of itself."""
    if kind not in UNIONS:
        return {kind}
    return set().union(*(base_kinds(part) for part in UNIONS[kind].split()))


def _read_nouns() -> dict[str, list[tuple[Noun, float]]]:
    nouns: dict[str, list[tuple[Noun, float]]] = {}
    for file in word_files("nouns/*.txt"):
        for kind, lines in read_sections(file).items():
            nouns[kind] = [(_noun(word, kind), weight) for word, weight in weighted_words(lines)]
    for union in UNIONS:
        nouns[union] = [pair for kind in sorted(base_kinds(union)) for pair in nouns[kind]]
    return nouns


def _read_verbs() -> list[tuple[VerbEntry, float]]:
    entries = []
    for heading, lines in read_sections("verbs.txt").items():
        subject, _, frames = heading.rpartition(" > ")
        parsed = tuple(tuple(frame.replace("-", "").split()) for frame in frames.split(" | "))
        entries += [
            (VerbEntry(verb(base), parsed, subject or "person"), weight) for base, weight in weighted_words(lines)
        ]
    return entries


def _alike(*parts: list[tuple[Adjective, float]]) -> list[tuple[Adjective, float]]:
    """The parts joined, each of them drawn as often as the others."""
    return [(item, weight / sum(w for _, w in part)) for part in parts for item, weight in part]


class Lexicon:
    """All words of `words/`, ready to be drawn."""

    def __init__(self) -> None:
        nouns = _read_nouns()
        self.nouns = {kind: Choices(pairs, EVEN) for kind, pairs in nouns.items()}
        self.countable = {
            kind: Choices([(noun, weight) for noun, weight in pairs if noun.countable], EVEN)
            for kind, pairs in nouns.items()
            if any(noun.countable for noun, _ in pairs)
        }
        self._set_adjectives(set(nouns))
        self._set_verbs(_read_verbs())
        self.adverbs = {kind: _choices(lines) for kind, lines in read_sections("adverbs.txt").items()}
        self.names = {kind: _choices(lines) for kind, lines in read_sections("names.txt").items()}
        # Set phrases; "-" in the file is none at all.
        self.formulas = {kind: _formulas(lines) for kind, lines in read_sections("formulas.txt").items()}
        self.places = {kind: _choices(lines) for kind, lines in read_sections("places.txt").items()}
        self.function_words = sorted(
            {word for lines in read_sections("function.txt").values() for word, _ in weighted_words(lines)}
        )

    def _set_adjectives(self, kinds: set[str]) -> None:
        marked = {group: weighted_words(lines) for group, lines in read_sections("adjectives.txt").items()}
        groups = {group: [(_adjective(word), weight) for word, weight in pairs] for group, pairs in marked.items()}
        self.adjectives = {
            kind: Choices(
                _alike(*([groups["general"]] * (kind != "weather")), groups[_ADJECTIVES_OF.get(kind, "thing")]), EVEN
            )
            for kind in kinds
        }
        manner = {
            inflection.adverb(word.rstrip("+~=")): weight
            for pairs in marked.values()
            for word, weight in pairs
            if "~" in word
        }
        self.manner = Choices([(spoken(word), weight) for word, weight in manner.items()], EVEN)

    def _set_verbs(self, entries: list[tuple[VerbEntry, float]]) -> None:
        by_subject: dict[str, list[tuple[VerbEntry, float]]] = defaultdict(list)
        taking: dict[str, list[tuple[VerbEntry, float]]] = defaultdict(list)
        for entry, weight in entries:
            by_subject[entry.subject].append((entry, weight))
            for kind in sorted({frame[0] for frame in entry.frames if frame and frame[0] in self.nouns}):
                frames = tuple(frame[1:] for frame in entry.frames if frame and frame[0] == kind)
                for base in sorted(base_kinds(kind)):
                    taking[base].append((VerbEntry(entry.verb, frames, entry.subject), weight))
        self.verbs = {subject: Choices(pairs, EVEN) for subject, pairs in by_subject.items()}
        # Verbs by the class of their object; the frames are what follows the object.
        self.verbs_taking = {kind: Choices(pairs, EVEN) for kind, pairs in taking.items()}

    def words(self) -> set[str]:
        """Every word, in every form."""
        forms = set(self.function_words)
        for nouns in self.nouns.values():
            forms.update(form for noun in nouns.items for form in (noun.singular, noun.plural))
        for verbs in self.verbs.values():
            forms.update(form for entry in verbs.items for form in vars(entry.verb).values())
        for adjectives in self.adjectives.values():
            forms.update(
                form for each in adjectives.items for form in (each.positive, each.comparative, each.superlative)
            )
        for texts in (
            *self.formulas.values(),
            *self.adverbs.values(),
            *self.names.values(),
            *self.places.values(),
            self.manner,
        ):
            forms.update(texts.items)
        return {word for form in forms for word in form.split()} - {"*", "+", "'s"}


def _choices(lines: list[str]) -> Choices[str]:
    return Choices([(spoken(word), weight) for word, weight in weighted_words(lines)], EVEN)


def _formulas(lines: list[str]) -> Choices[str]:
    return Choices([("" if word == "-" else spoken(word), weight) for word, weight in weighted_words(lines)])


@cache
def lexicon() -> Lexicon:
    """The one lexicon; it is read when it is first asked for."""
    return Lexicon()

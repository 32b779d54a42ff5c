"""How people get a sentence out: fillers, words said twice, false starts, and words that lead in or trail off."""

from training.text.talk import Talk


def framed(talk: Talk, sentence: str) -> str:
    """Now and then with a word before it, a name, or a word after it."""
    chance = talk.rng.random()
    if chance < 0.07:
        return f"{talk.formula('lead')} {sentence}"
    if chance < 0.1:
        return f"{talk.draw(talk.lexicon.adverbs['opener'])} {sentence}"
    if chance < 0.14:
        return f"{sentence} {talk.formula('trail')}"
    if chance < 0.17:
        name = talk.draw(talk.lexicon.names["first"])
        return f"{name} {sentence}" if talk.chance(0.5) else f"{sentence} {name}"
    return sentence


def _filled(talk: Talk, words: list[str]) -> list[str]:
    at = talk.rng.randrange(len(words))
    return [*words[:at], talk.formula("filler"), *words[at:]]


def _repeated(talk: Talk, words: list[str]) -> list[str]:
    """One to three words said twice, mostly at the beginning."""
    at = 0 if talk.chance(0.5) else talk.rng.randrange(len(words))
    said = words[at : at + talk.one_of((1, 1, 1, 2, 2, 3))]
    between = [talk.one_of(("um", "uh"))] if talk.chance(0.2) else []
    return [*words[:at], *said, *between, *words[at:]]


def _restarted(talk: Talk, words: list[str]) -> list[str]:
    """Begun, broken off, and begun again, at times because a wrong word slipped in."""
    begun = talk.rng.randrange(1, min(5, len(words) + 1))
    other = talk.draw(talk.lexicon.countable["any"]).singular if talk.chance(0.3) else ""
    return [*words[:begun], other, talk.formula("correction"), *words[begun if talk.chance(0.2) else 0 :]]


def hesitating(talk: Talk, sentence: str) -> str:
    """Nine times in ten as it is; else with fillers, repeats or a false start."""
    if not talk.chance(0.1):
        return sentence
    words = sentence.split()
    words = talk.one_of((_filled, _filled, _filled, _repeated, _repeated, _restarted))(talk, words)
    return " ".join(_filled(talk, words) if talk.chance(0.15) else words)

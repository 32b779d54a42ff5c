"""Phrases of time."""

from collections.abc import Callable

from training.text import figures
from training.text.talk import Talk

_NAMED = (*figures.DAYS, *figures.MONTHS, *figures.SEASONS)
_UNITS = ("minutes", "hours", "days", "weeks", "months", "years")
_BEGINNINGS = ("yesterday", "last week", "last year", "this morning", "i was a child", "then", "we met")

_MADE: dict[str, tuple[Callable[[Talk], str], ...]] = {
    "past": (
        lambda talk: f"last {talk.one_of(_NAMED)}",
        lambda talk: f"{figures.span(talk.rng)} ago",
        lambda talk: f"in {talk.one_of(figures.MONTHS)}",
        lambda talk: f"in {figures.any_year(talk.rng)}",
        lambda talk: f"on {figures.date(talk.rng)}",
        lambda talk: f"at {figures.clock(talk.rng)}",
        lambda talk: f"for {figures.span(talk.rng)}",
        lambda talk: f"from {figures.clock(talk.rng)} to {figures.clock(talk.rng)}",
    ),
    "future": (
        lambda talk: f"next {talk.one_of(_NAMED)}",
        lambda talk: f"in {figures.span(talk.rng)}",
        lambda talk: f"{talk.one_of(('on', 'by', 'until', 'before', 'after', 'this'))} {talk.one_of(figures.DAYS)}",
        lambda talk: f"on {figures.date(talk.rng)}",
        lambda talk: (
            f"{talk.one_of(('at', 'at', 'by', 'before', 'after', 'around', 'until'))} {figures.clock(talk.rng)}"
        ),
        lambda talk: f"in {talk.one_of(figures.MONTHS)}",
        lambda talk: f"tomorrow at {figures.clock(talk.rng)}",
    ),
    "habit": (
        lambda talk: f"every {talk.one_of((*figures.DAYS, *figures.SEASONS, 'morning', 'night', 'month'))}",
        lambda talk: f"on {talk.one_of(figures.DAYS)}s",
        lambda talk: f"every {figures.count(talk.rng)} {talk.one_of(_UNITS)}",
        lambda talk: f"{figures.count(talk.rng)} times a {talk.one_of(('day', 'week', 'month', 'year'))}",
        lambda talk: f"at {figures.clock(talk.rng)}",
        lambda talk: f"in {talk.one_of(figures.MONTHS)}",
    ),
    "duration": (
        lambda talk: f"for {figures.span(talk.rng)}",
        lambda talk: f"for {figures.span(talk.rng)}",
        lambda talk: f"since {talk.one_of((*figures.DAYS, *figures.MONTHS, *_BEGINNINGS))}",
        lambda talk: f"since {figures.any_year(talk.rng)}",
        lambda talk: f"for the last {figures.count(talk.rng)} {talk.one_of(_UNITS)}",
    ),
}


def time(talk: Talk, about: str) -> str:
    """When: past, future, habit, now or duration; nothing if `about` is empty."""
    if not about:
        return ""
    if about in _MADE and talk.chance(0.5):
        return talk.one_of(_MADE[about])(talk)
    return talk.draw(talk.lexicon.adverbs[about])

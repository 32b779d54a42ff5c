"""Numbers as they are spoken, in words and without hyphens: amounts, times, prices, telephone numbers, spellings."""

import random
import re
from collections.abc import Callable, Sequence
from string import ascii_lowercase
from typing import TypeVar

from training.text.choices import Choices

T = TypeVar("T")

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_POWERS = ((1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
SEASONS = "spring summer fall autumn winter".split()


def one_of(rng: random.Random, items: Sequence[T]) -> T:
    return items[int(rng.random() * len(items))]


def cardinal(n: int, joined: bool = False) -> str:
    """0 <= n < 10^12. `joined`: with the "and" of "two hundred and five"."""
    if n < 20:
        return _ONES[n]
    if n < 100:
        return _TENS[n // 10] + (" " + _ONES[n % 10] if n % 10 else "")
    size, name = next(power for power in _POWERS if power[0] <= n)
    rest = n % size
    return f"{cardinal(n // size, joined)} {name}" + (
        f" {'and ' * (joined and rest < 100)}{cardinal(rest, joined)}" if rest else ""
    )


def ordinal(n: int) -> str:
    """1 <= n < 10^12."""
    head, space, last = cardinal(n).rpartition(" ")
    return head + space + (_ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th"))


def year(n: int) -> str:
    """1100 <= n < 2100, as years are said: "nineteen oh five", "two thousand eight", "twenty twenty six"."""
    century, rest = divmod(n, 100)
    if n // 10 == 200:
        return cardinal(n)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' * (rest < 10)}{cardinal(rest)}"


_MAGNITUDES = Choices([((2, 11), 60), ((11, 21), 14), ((20, 100), 20), ((100, 1000), 5), ((1000, 100_000), 1)])


def count(rng: random.Random) -> str:
    """How many there are of something: two or more, mostly few."""
    low, high = _MAGNITUDES.draw(rng)
    n = rng.randrange(low, high)
    return cardinal(n if n < 200 or rng.random() < 0.3 else n // 100 * 100)


_WIDE = Choices([((0, 13), 4), ((13, 100), 6), ((100, 1000), 4), ((1000, 10_000), 3), ((10_000, 10_000_000), 2)])


def number(rng: random.Random) -> str:
    """Any number."""
    n = rng.randrange(*_WIDE.draw(rng))
    if n > 1000 and rng.random() < 0.6:
        n = n // 10 ** (len(str(n)) - 2) * 10 ** (len(str(n)) - 2)
    if n >= 100 and str(n)[0] == "1" and rng.random() < 0.3:
        return cardinal(n, rng.random() < 0.4).replace("one ", "a ", 1)
    return cardinal(n, rng.random() < 0.3)


def decimal(rng: random.Random) -> str:
    return f"{cardinal(rng.randrange(0, 100))} point {digits(rng, rng.choice((1, 1, 2, 3)))}"


def digits(rng: random.Random, how_many: int) -> str:
    zero = "oh" if rng.random() < 0.4 else "zero"
    return " ".join(one_of(rng, (zero, *_ONES[1:10])) for _ in range(how_many))


def phone(rng: random.Random) -> str:
    """Seven to eleven digits, at times with a "double"."""
    spoken = digits(rng, one_of(rng, (7, 7, 7, 8, 9, 10, 10, 11))).split()
    if rng.random() < 0.2:
        at = rng.randrange(len(spoken) - 1)
        spoken[at : at + 2] = ["double", spoken[at]]
    return " ".join(spoken)


def clock(rng: random.Random) -> str:
    hour = _ONES[rng.randrange(1, 13)]
    kind = rng.random()
    if kind < 0.22:
        return f"{hour} o'clock"
    if kind < 0.4:
        return one_of(rng, ("half past ", "quarter past ", "quarter to ", "a quarter past ", "a quarter to ")) + hour
    if kind < 0.5:
        minutes = one_of(rng, ("five", "ten", "twenty", "twenty five"))
        return f"{minutes} {one_of(rng, ('past', 'to', 'after', 'before'))} {hour}"
    part = one_of(
        rng,
        ("", "", "", " a m", " p m", " in the morning", " in the afternoon", " in the evening", " at night", " sharp"),
    )
    if kind < 0.65:
        return hour + part
    minute = rng.choice((15, 30, 45, rng.randrange(5, 12) * 5, rng.randrange(1, 60)))
    return f"{hour} {'oh ' * (minute < 10)}{cardinal(minute)}{part}"


def any_year(rng: random.Random) -> str:
    return year(rng.choice((rng.randrange(1990, 2040), rng.randrange(1900, 2030), rng.randrange(1400, 2030))))


def day_of_month(rng: random.Random) -> str:
    month, day = one_of(rng, MONTHS), ordinal(rng.randrange(1, 32))
    return one_of(
        rng, (f"{month} {day}", f"{month} the {day}", f"the {day} of {month}", f"{month} {day}", f"the {day}")
    )


def date(rng: random.Random) -> str:
    """A day without its preposition: "monday", "may the third", "friday the tenth of june nineteen ninety"."""
    kind = rng.random()
    if kind < 0.4:
        return one_of(rng, DAYS)
    if kind < 0.55:
        return f"{one_of(rng, DAYS)} {one_of(rng, ('morning', 'afternoon', 'evening', 'night'))}"
    return (
        (f"{one_of(rng, DAYS)} " if rng.random() < 0.15 else "")
        + day_of_month(rng)
        + (f" {any_year(rng)}" if rng.random() < 0.2 else "")
    )


_CURRENCIES = Choices(
    [(("dollar", "cent"), 6), (("euro", "cent"), 3), (("pound", "pence"), 2), (("buck", ""), 1), (("dollar", ""), 2)]
)


def money(rng: random.Random) -> str:
    unit, small = _CURRENCIES.draw(rng)
    kind = rng.random()
    if kind < 0.15 and small:
        return f"{cardinal(rng.randrange(2, 100))} {small if small == 'pence' else small + 's'}"
    if kind < 0.3:
        return f"{cardinal(rng.randrange(1, 100))} {cardinal(rng.randrange(20, 100))}"
    n = rng.choice(
        (rng.randrange(1, 20), rng.randrange(5, 100), rng.randrange(1, 20) * 50, rng.randrange(1, 100) * 1000)
    )
    amount = f"{cardinal(n)} {unit}{'s' * (n != 1)}"
    if kind < 0.45 and small:
        return f"{amount} and {cardinal(rng.randrange(2, 100))} {small if small == 'pence' else small + 's'}"
    return f"{one_of(rng, ('two', 'three', 'five', 'ten', 'a hundred'))} million {unit}s" if kind > 0.97 else amount


def percent(rng: random.Random) -> str:
    n = cardinal(rng.choice((rng.randrange(1, 101), rng.randrange(1, 11) * 10))) if rng.random() < 0.8 else decimal(rng)
    return f"{n} percent"


def fraction(rng: random.Random) -> str:
    below = one_of(rng, ("third", "quarter", "fifth", "sixth", "eighth", "tenth"))
    above = rng.randrange(1, 5)
    whole = f"{cardinal(rng.randrange(1, 10))} and " if rng.random() < 0.4 else ""
    simple = f"{one_of(rng, ('one', 'a'))} {below}" if above == 1 else f"{cardinal(above)} {below}s"
    return whole + one_of(rng, ("a half", simple, simple))


_SPANS = Choices(
    [("second", 1), ("minute", 4), ("hour", 4), ("day", 4), ("week", 4), ("month", 3), ("year", 4), ("decade", 0.3)]
)


def span(rng: random.Random) -> str:
    """How long: "two hours", "half an hour", "a few days"."""
    unit, kind = _SPANS.draw(rng), rng.random()
    if kind < 0.18:
        return f"{'an' if unit == 'hour' else 'a'} {unit}"
    if kind < 0.26:
        return one_of(rng, ("half an hour", "a year and a half", "an hour and a half", "half a year", "half a day"))
    if kind < 0.5:
        return f"{one_of(rng, ('a few', 'a couple of', 'several', 'many', 'about ten', 'more than two'))} {unit}s"
    return f"{count(rng)} {unit}s"


def temperature(rng: random.Random) -> str:
    n = cardinal(rng.randrange(0, 105))
    unit = one_of(rng, ("degrees", "degrees", "below zero", "degrees celsius", "degrees fahrenheit"))
    return f"{'minus ' * (rng.random() < 0.2)}{n} {unit}"


def score(rng: random.Random) -> str:
    most = one_of(rng, (5, 30, 120))
    return f"{cardinal(rng.randrange(most))} to {cardinal(rng.randrange(most))}"


def sum_of_two(rng: random.Random) -> str:
    a, b = rng.randrange(1, 100), rng.randrange(1, 20)
    sign, result = one_of(rng, (("plus", a + b), ("minus", a - b), ("times", a * b)))
    is_ = one_of(rng, ("is", "equals", "makes"))
    return f"{cardinal(a)} {sign} {cardinal(b)} {is_} {'minus ' * (result < 0)}{cardinal(abs(result))}"


def letters(rng: random.Random, how_many: int) -> str:
    return " ".join(one_of(rng, ascii_lowercase) for _ in range(how_many))


def code(rng: random.Random) -> str:
    """Letters and digits: of a ticket, a license plate, a gate."""
    parts: tuple[Callable[[], str], ...] = (
        lambda: letters(rng, rng.randrange(1, 4)),
        lambda: digits(rng, rng.randrange(1, 5)),
        lambda: cardinal(rng.randrange(10, 1000)),
    )
    return " ".join(one_of(rng, parts)() for _ in range(rng.randrange(2, 4)))


_LETTER_A = re.compile(r"\ba(?= [b-hj-z]\b)|(?<=\b[b-hj-z] )a\b")


def letter_names(sentence: str) -> str:
    """The sentence for a synthesiser, which would say the letter in "a m" as it says the article: "eigh m"."""
    return _LETTER_A.sub("eigh", sentence)


def words() -> set[str]:
    """The words for numbers, and other words that this module says and that stand nowhere else."""
    parts = ("third", "quarter", "fifth", "sixth", "eighth", "tenth")
    return {
        *(word for n in range(101) for word in cardinal(n).split()),
        *(word for n in range(1, 101) for word in ordinal(n).split()),
        *(word + s for word in (*_SPANS.items, *parts, *DAYS) for s in ("", "s")),
        *(*MONTHS, *SEASONS, *ascii_lowercase),
    }

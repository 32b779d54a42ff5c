import random
import unittest

from training.text import figures


class FiguresTest(unittest.TestCase):
    def test_counts(self):
        self.assertEqual(figures.cardinal(0), "zero")
        self.assertEqual(figures.cardinal(45), "forty five")
        self.assertEqual(figures.cardinal(20_000), "twenty thousand")
        self.assertEqual(figures.cardinal(1205), "one thousand two hundred five")
        self.assertEqual(figures.cardinal(1205, joined=True), "one thousand two hundred and five")
        self.assertEqual(figures.cardinal(3_000_017), "three million seventeen")

    def test_orders(self):
        spoken = [figures.ordinal(n) for n in (1, 2, 5, 8, 12, 20, 23, 100)]
        self.assertEqual(
            spoken,
            ["first", "second", "fifth", "eighth", "twelfth", "twentieth", "twenty third", "one hundredth"],
        )

    def test_says_years_as_people_do(self):
        spoken = [figures.year(n) for n in (1985, 1900, 1905, 2000, 2008, 2026)]
        self.assertEqual(spoken[:3], ["nineteen eighty five", "nineteen hundred", "nineteen oh five"])
        self.assertEqual(spoken[3:], ["two thousand", "two thousand eight", "twenty twenty six"])

    def test_gives_synthesisers_the_name_of_the_letter_a(self):
        self.assertEqual(figures.letter_names("at nine a m on a monday"), "at nine eigh m on a monday")
        self.assertEqual(figures.letter_names("p a y b a"), "p eigh y b eigh")
        self.assertEqual(figures.letter_names("i a"), "i a")

    def test_writes_neither_digits_nor_hyphens(self):
        rng = random.Random(1)
        makers = (figures.number, figures.money, figures.clock, figures.date, figures.span, figures.percent)
        makers += (
            figures.fraction,
            figures.temperature,
            figures.phone,
            figures.code,
            figures.sum_of_two,
            figures.score,
        )
        for _ in range(50):
            for make in makers:
                self.assertRegex(make(rng), r"^[a-z']+( [a-z']+)*$")


if __name__ == "__main__":
    unittest.main()

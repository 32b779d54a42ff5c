import unittest

from training.text import inflection


class InflectionTest(unittest.TestCase):
    def check(self, inflect, *pairs):
        for word, expected in pairs:
            with self.subTest(word):
                self.assertEqual(inflect(word), expected)

    def test_makes_plurals(self):
        self.check(
            inflection.plural,
            *(("dog", "dogs"), ("box", "boxes"), ("church", "churches"), ("city", "cities"), ("boy", "boys")),
            *(("knife", "knives"), ("child", "children"), ("photo", "photos"), ("potato", "potatoes")),
            *(("stomach", "stomachs"), ("hair_dryer", "hair_dryers"), ("bus_stop", "bus_stops"), ("half", "halves")),
            *(("school_bus", "school_buses"), ("brother_in_law", "brothers_in_law"), ("policeman", "policemen")),
        )

    def test_conjugates(self):
        self.check(inflection.third_person, ("go", "goes"), ("have", "has"), ("try", "tries"), ("turn_on", "turns_on"))
        self.check(
            inflection.past,
            *(("stop", "stopped"), ("visit", "visited"), ("prefer", "preferred"), ("play", "played"), ("try", "tried")),
            *(("panic", "panicked"), ("fix", "fixed"), ("snow", "snowed"), ("eat", "ate"), ("put_on", "put_on")),
        )
        self.check(inflection.participle, ("eat", "eaten"), ("take_off", "taken_off"), ("agree", "agreed"))
        self.check(
            inflection.gerund,
            *(("lie", "lying"), ("see", "seeing"), ("make", "making"), ("quit", "quitting"), ("begin", "beginning")),
            *(("open", "opening"), ("get", "getting"), ("turn_off", "turning_off"), ("dye", "dyeing")),
        )

    def test_compares(self):
        self.check(
            inflection.comparative, ("big", "bigger"), ("happy", "happier"), ("nice", "nicer"), ("good", "better")
        )
        self.check(inflection.superlative, ("thin", "thinnest"), ("shy", "shyest"), ("bad", "worst"), ("new", "newest"))

    def test_makes_adverbs(self):
        self.check(
            inflection.adverb,
            *(("happy", "happily"), ("terrible", "terribly"), ("basic", "basically"), ("public", "publicly")),
            *(("nice", "nicely"), ("good", "well"), ("careful", "carefully"), ("whole", "wholly"), ("fast", "fast")),
        )

    def test_articles_follow_the_sound(self):
        for phrase in ("hour", "honest man", "egg", "umbrella", "unusual day", "x ray", "f", "herb"):
            self.assertEqual(inflection.article(phrase), "an", phrase)
        for phrase in ("university", "uniform", "european", "one way street", "house", "u", "used car", "ukulele"):
            self.assertEqual(inflection.article(phrase), "a", phrase)


if __name__ == "__main__":
    unittest.main()

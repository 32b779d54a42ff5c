import random
import unittest
from collections import Counter

from training.text.clauses import complements
from training.text.lexicon import BE, lexicon, verb
from training.text.patterns import parse, patterns
from training.text.sentences import LONGEST, sentence, vocabulary
from training.text.split import Split, free_text, never_generated, split_of
from training.text.talk import NounPhrase, Talk
from training.text.verbs import finite


def talk(seed: int = 1) -> Talk:
    return Talk(random.Random(seed), lexicon())


class SentencesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        rng = random.Random(7)
        cls.sentences = [sentence(rng) for _ in range(10_000)]
        cls.counts = Counter(word for said in cls.sentences for word in said.split())

    def test_are_in_the_form_of_transcripts(self):
        for said in self.sentences:
            self.assertRegex(said, r"^[a-z']+( [a-z']+)*$")
            self.assertLessEqual(len(said.split()), LONGEST)

    def test_hold_no_word_beyond_the_vocabulary_but_possessives(self):
        known = set(vocabulary())
        unknown = {word for word in self.counts if not {word, word.removesuffix("'s")} & known}
        self.assertEqual(unknown, set())

    def test_vocabulary_is_wide_and_most_of_it_soon_heard(self):
        self.assertGreater(len(vocabulary()), 5500)
        unheard = sum(word not in self.counts for word in vocabulary())
        self.assertLess(unheard / len(vocabulary()), 0.1)

    def test_hardly_repeat(self):
        longer = [said for said in self.sentences if said.count(" ") >= 4]
        self.assertGreater(len(longer), 0.8 * len(self.sentences))
        self.assertLess(len(longer) - len(set(longer)), 0.005 * len(longer))

    def test_come_out_the_same_for_the_same_seed(self):
        again = random.Random(7)
        self.assertEqual([sentence(again) for _ in range(100)], self.sentences[:100])

    def test_begin_in_many_ways(self):
        beginnings = Counter(" ".join(said.split()[:3]) for said in self.sentences)
        self.assertLess(beginnings.most_common(1)[0][1], 0.01 * len(self.sentences))


class SplitTest(unittest.TestCase):
    def test_each_split_says_its_own_sentences_alone(self):
        rng = random.Random(3)
        for split, how_many in ((Split.TRAINING, 2000), (Split.DEVELOPMENT, 15), (Split.EVALUATION, 15)):
            for _ in range(how_many):
                said = sentence(rng, split)
                self.assertIs(split_of(said), split)
                self.assertNotIn(said, never_generated())

    def test_about_a_hundredth_is_kept_for_evaluation(self):
        kept = sum(split_of(f"sentence {n}") is Split.EVALUATION for n in range(20_000))
        self.assertAlmostEqual(kept / 20_000, 0.01, delta=0.003)

    def test_free_text_and_dialogues_are_never_generated(self):
        self.assertGreaterEqual(len(free_text()), 150)
        self.assertEqual(len(free_text()), len(set(free_text())))
        self.assertIn("good morning did you sleep well", never_generated())
        for said in free_text():
            self.assertRegex(said, r"^[a-z']+( [a-z']+)+$")


class GrammarTest(unittest.TestCase):
    def forms(self, subject: NounPhrase, group: str, say) -> set[str]:
        made = talk()
        return {" ".join(say(finite(made, subject, verb("eat"), "", group), made).split()) for _ in range(300)}

    def test_verbs_agree_with_their_subjects(self):
        she = self.forms(NounPhrase("she", "she"), "simple present", lambda done, made: done.statement(made))
        they = self.forms(NounPhrase("they", "they"), "simple present", lambda done, made: done.statement(made))
        self.assertEqual((she, they), ({"she eats"}, {"they eat"}))

    def test_negatives_and_questions_take_do(self):
        she = NounPhrase("she", "she")
        negatives = self.forms(she, "simple past", lambda done, made: done.negative(made))
        self.assertEqual(negatives, {"she didn't eat", "she did not eat"})
        self.assertEqual(self.forms(she, "simple present", lambda done, made: done.question()), {"does she eat"})

    def test_tags_turn_the_statement_round(self):
        anna = NounPhrase("anna", "she")
        self.assertEqual(finite(talk(), anna, BE, "here", "simple present").tag(negative=False), "isn't she")
        self.assertEqual(finite(talk(), anna, verb("eat"), "", "simple past").tag(negative=True), "did she")

    def test_patterns_choose_and_leave_out(self):
        pattern = parse("(a|b) c [d|e]")
        made = talk()
        said = {" ".join(pattern.say(made).replace("@", "a").split()) for _ in range(200)}
        self.assertEqual(said, {f"{first} c{last}" for first in "ab" for last in ("", " d", " e")})
        self.assertEqual(pattern.literals(), set("abcde"))

    def test_unbalanced_patterns_are_refused(self):
        for line in ("(a|b", "a)", "[a", "a]", "<name"):
            with self.assertRaises(ValueError):
                parse(line)

    def test_every_frame_and_every_pattern_can_be_said(self):
        made = talk()
        for entries in lexicon().verbs.values():
            for frame in {frame for entry in entries.items for frame in entry.frames}:
                self.assertRegex(complements(made, frame, "i").strip(), r"^[a-z' ]*$")
        for topic in patterns().topics.values():
            for pattern in topic:
                self.assertRegex(pattern.say(made), r"^[a-z'@ ]+$")


if __name__ == "__main__":
    unittest.main()

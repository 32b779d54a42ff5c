import unittest

import numpy as np

from training.evaluation.clips import Clip
from training.evaluation.metrics import f1, trials, word_error_rate, word_errors
from training.evaluation.vad import bridged, cut, decide, found, mistaken, skipped, speech_windows, utterances


class WordErrorsTest(unittest.TestCase):
    def test_counts_what_is_replaced_left_out_and_added(self):
        for heard, errors in (("a b c", 0), ("a x c", 1), ("a c", 1), ("a b b c", 1), ("", 3), ("c a b", 2)):
            self.assertEqual(word_errors("a b c".split(), heard.split()), errors, heard)

    def test_rate_is_over_all_words_and_its_interval_shrinks_with_more(self):
        few = word_error_rate(["a b c d", "e f"], ["a b c", "e f"])
        self.assertAlmostEqual(few.value, 1 / 6)
        said = [f"{n} b c d" for n in range(400)]
        many = word_error_rate(said, ["x" + text[1:] if n % 5 == 0 else text for n, text in enumerate(said)])
        self.assertLess(many.high - many.low, few.high - few.low)
        self.assertTrue(many.low < many.value < many.high)

    def test_sentence_said_by_four_is_one_draw(self):
        apart = word_error_rate([f"a{n} b" for n in range(40)], ["a0 b"] * 20 + [f"a{n} b" for n in range(20, 40)])
        said = [f"a{n % 10} b" for n in range(40)]
        together = word_error_rate(said, ["x b" if text < "a5" else text for text in said])
        self.assertGreater(together.high - together.low, 1.5 * (apart.high - apart.low))


class SpeechFoundTest(unittest.TestCase):
    def test_window_is_speech_if_most_of_it_is(self):
        np.testing.assert_array_equal(speech_windows([(200, 1300)], 2048), [True, True, True, False])
        np.testing.assert_array_equal(speech_windows([(300, 1100)], 1100), [False, True, False])

    def test_utterances_are_cut_out_with_a_fifth_of_a_second_around(self):
        class Told:
            def probabilities(self, clips: np.ndarray) -> np.ndarray:
                return clips[:, ::512]

        told = np.zeros(200)
        told[[*range(3, 20), *range(100, 120), 150]] = 1  # the last one is too short
        samples = np.repeat(told, 512)
        first, second = cut(samples, Told())
        np.testing.assert_array_equal(first, samples[: 20 * 512 + 3200])
        np.testing.assert_array_equal(second, samples[100 * 512 - 3200 : 120 * 512 + 3200])
        self.assertEqual(cut(np.zeros(5120), Told()), [])

    def test_what_is_skipped_is_gone_and_the_rest_is_earlier(self):
        clip = Clip("a.wav", spans=((0, 50), (60, 200), (300, 400)))
        self.assertEqual(skipped(clip, 100).spans, ((0, 100), (200, 300)))
        self.assertEqual(skipped(clip, 0), clip)

    def test_speech_goes_on_until_well_below_the_threshold(self):
        decided = decide(np.array([[0.1, 0.5, 0.4, 0.34, 0.4, 0.6]]), 0.5)
        np.testing.assert_array_equal(decided, [[False, True, True, False, False, True]])

    def test_f1_weighs_misses_and_false_alarms_alike(self):
        row = found(windows(20, -20, -20), windows(20, 20, -20)[:, :60])
        self.assertAlmostEqual(row["F1"].value, 2 / 3)
        self.assertEqual((row["precision"], row["recall"]), (0.5, 1))
        self.assertEqual(f1(np.array([[3, 0, 0], [5, 0, 0]])).value, 1)

    def test_short_pauses_are_bridged_and_short_sounds_dropped(self):
        heard = windows(-30, 10, -15, 10, -16, 7, -30, 8, -10)
        np.testing.assert_array_equal(utterances(heard), windows(-30, 35, -16, -7, -30, 8, -10))
        at_edges = windows(-5, 20, -5)
        np.testing.assert_array_equal(bridged(at_edges), at_edges)
        row = found(heard, heard)
        self.assertEqual((row["F1 by window"].value, row["precision"]), (1, 1))

    def test_false_alarms_are_counted_by_utterance(self):
        row = mistaken(np.concatenate([windows(20, -20, 5, -20, 20, -15), windows(-100)]))
        self.assertEqual((row["false alarms"].value, row["utterances"]), (40 / 200, 2))
        self.assertEqual(row["false by window"].value, 45 / 200)


def windows(*runs: int) -> np.ndarray:
    """Bool [1,T]: so many windows of speech, or of silence where the number is negative."""
    return np.concatenate([np.full(abs(run), run > 0) for run in runs])[None]


class TrialsTest(unittest.TestCase):
    def test_equal_error_is_nought_where_speakers_lie_apart_and_a_half_where_nothing_is_known(self):
        rng = np.random.default_rng(1)
        speakers = [str(n // 10) for n in range(100)]
        apart = np.eye(10)[np.arange(100) // 10] + rng.normal(0, 0.05, (100, 10))
        self.assertEqual(trials(apart, speakers, speakers).equal_error()[0], 0)
        blind = trials(rng.normal(size=(100, 10)), speakers, speakers)
        figure = blind.equal_error_rate()
        self.assertAlmostEqual(figure.value, 0.5, delta=0.08)
        self.assertTrue(figure.low <= figure.value <= figure.high)

    def test_errors_at_the_threshold_of_equal_error_are_equal(self):
        rng = np.random.default_rng(2)
        speakers = [str(n // 10) for n in range(100)]
        made = trials(np.eye(10)[np.arange(100) // 10] + rng.normal(0, 0.6, (100, 10)), speakers, speakers)
        rate, threshold = made.equal_error()
        refused, accepted = made.errors_at(threshold)
        self.assertAlmostEqual(refused, accepted, delta=0.01)
        self.assertAlmostEqual(refused, rate, delta=0.01)

    def test_within_compares_clips_of_one_voice_alone(self):
        made = trials(np.eye(4), ["a", "a", "b", "c"], ["one", "one", "one", "two"], within=True)
        self.assertEqual((len(made.scores), int(made.same.sum())), (3, 1))


if __name__ == "__main__":
    unittest.main()

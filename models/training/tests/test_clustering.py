import unittest

import numpy as np

from training.evaluation.clustering import Conversation, Distances, cluster, in_buckets, speaker_error, wrong


def people(*speakers: int, noise: float = 0.05) -> np.ndarray:
    """Voiceprints of these speakers, each near an axis of its own."""
    voices = np.eye(8)[list(speakers)] + np.random.default_rng(1).normal(0, noise, (len(speakers), 8))
    return voices / np.linalg.norm(voices, axis=1, keepdims=True)


class ClusteringTest(unittest.TestCase):
    def test_tells_speakers_apart_and_gives_short_voices_to_the_nearest(self):
        labels = cluster(people(0, 1, 0, 1, 1), np.array([2.0, 3, 2, 2, 0.5]), 0.5)
        self.assertEqual(labels[0], labels[2])
        self.assertEqual(labels[1], labels[3])
        self.assertEqual(labels[1], labels[4])
        self.assertNotEqual(labels[0], labels[1])

    def test_where_all_are_short_all_are_clustered(self):
        self.assertEqual(len(set(cluster(people(0, 1, 2), np.full(3, 0.7), 0.5))), 3)

    def test_no_two_of_one_speaker_lie_farther_apart_than_the_distance(self):
        angles = np.radians([0, 40, 80])
        chain = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        self.assertEqual(len(set(cluster(chain, np.full(3, 2.0), 1 - np.cos(np.radians(50))))), 2)

    def test_buckets_of_one_speaker_are_joined(self):
        who = np.array([0, 1] * 10)
        one = Conversation(people(*who), np.full(20, 2.0), who)
        self.assertEqual(wrong(one, in_buckets(one, Distances(0.5, 0.3))), 0)

    def test_wrong_seconds_are_those_beyond_the_best_match(self):
        one = Conversation(people(0, 0, 1), np.array([2.0, 3, 4]), np.array([0, 0, 1]))
        self.assertEqual(wrong(one, np.array([5, 5, 2])), 0)
        self.assertEqual(wrong(one, np.array([0, 0, 0])), 4)
        self.assertEqual(wrong(one, np.array([0, 1, 2])), 2)
        self.assertAlmostEqual(speaker_error([one], Distances(1.9, 1.9), False).value, 4 / 9)


if __name__ == "__main__":
    unittest.main()

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.evaluation import clips
from training.evaluation.clips import Clip
from training.evaluation.heard import Heard
from training.evaluation.recognizer import batches
from training.evaluation.sets import DEVELOPMENT, EVALUATION, SHARDS, Shard


class ClipsTest(unittest.TestCase):
    def test_what_was_written_is_read(self):
        samples = (np.arange(-100, 100) / 32768).astype(np.float32)
        clip = Clip("one.wav", "hello there", "7", "rms", "fan", ((3, 90), (120, 180)))
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            clips.write(folder, clip, samples)
            clips.write_list(folder, [clip])
            self.assertEqual(clips.read_list(folder), [clip])
            np.testing.assert_array_equal(clips.read(folder, clip), samples)
            before = clips.digest(folder)
            clips.write(folder, clip, -samples)
            self.assertNotEqual(clips.digest(folder), before)

    def test_missing_set_says_how_it_is_made(self):
        with self.assertRaisesRegex(FileNotFoundError, "training.evaluation.make"):
            clips.read_list(Path("/nowhere"))


class HeardTest(unittest.TestCase):
    def test_tells_of_clips_wherever_their_folder_was_named_from(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            clip = {"file": str(folder / "set" / ".." / "set" / "one.wav"), "text": "hello", "speech": [[0, 512]]}
            (folder / "heard.json").write_text(json.dumps({"files": [{**clip, "voiceprint": [0.6, 0.8]}]}))
            heard = Heard(folder / "heard.json")
            one = Clip("one.wav")
            self.assertEqual(heard.text(folder / "set", one), "hello")
            self.assertEqual(heard.speech(folder / "set", one), [(0, 512)])
            np.testing.assert_allclose(heard.voiceprint(folder / "set", one), [0.6, 0.8])
            with self.assertRaisesRegex(SystemExit, "have the engine hear all of"):
                heard.text(folder / "other", one)


class SetsTest(unittest.TestCase):
    def test_shard_is_the_same_each_time_and_like_no_other(self):
        one, again, other, development = (
            [samples for _, _, samples in Shard("speechless", recipient, number, 2).make()]
            for recipient, number in ((EVALUATION, 1), (EVALUATION, 1), (EVALUATION, 2), (DEVELOPMENT, 1))
        )
        np.testing.assert_array_equal(one, again)
        for some in (other, development):
            self.assertFalse(any(np.array_equal(a, b) for a in one for b in some))

    def test_half_an_hour_without_speech_holds_music_silence_and_every_noise(self):
        shards = [shard for shard in SHARDS if (shard.kind, shard.recipient) == ("speechless", EVALUATION)]
        self.assertEqual(sum(shard.count for shard in shards) * 30, 30 * 60)

    def test_no_two_shards_are_one(self):
        names = [(shard.kind, shard.recipient, shard.number) for shard in SHARDS]
        self.assertEqual(len(names), len(set(names)))


class BatchesTest(unittest.TestCase):
    def test_hold_every_clip_once_and_few_frames(self):
        lengths = [30, 10, 20, 500, 25]
        made = list(batches(lengths, 60))
        self.assertEqual(sorted(sum(made, [])), [0, 1, 2, 3, 4])
        for batch in made:
            self.assertTrue(len(batch) == 1 or len(batch) * max(lengths[each] for each in batch) <= 60)


if __name__ == "__main__":
    unittest.main()

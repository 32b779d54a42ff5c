import contextlib
import importlib
import io
import sys
import unittest
from unittest import mock

from training.tests import needs

TRAININGS = (
    *("recognizer.train", "recognizer.train_predictor", "recognizer.train_transducer"),
    *("vad.train", "voiceprint.train"),
)


@needs.networks
class CommandsTest(unittest.TestCase):
    def test_every_training_tells_its_options(self):
        for name in TRAININGS:
            told = io.StringIO()
            with self.subTest(name), mock.patch.object(sys, "argv", [name, "--help"]):
                with contextlib.redirect_stdout(told), self.assertRaisesRegex(SystemExit, "^0$"):
                    importlib.import_module(f"training.{name}").main()
                self.assertIn("--minutes", told.getvalue())


if __name__ == "__main__":
    unittest.main()

"""What the models are judged by: sets that were fixed before any training, and the figures that are told.

- `python3 -m training.evaluation.make` makes all sets, the same ones each time (`sets` says what they hold).
- `python3 -m training.evaluation.recognizer`, `.vad` and `.voiceprint` judge an exported model, fed as sherpa-onnx does.

Sets whose name begins with `development/` are for choosing: thresholds, sizes, when to stop. All others are for
judging alone; nothing is ever chosen by them.
"""

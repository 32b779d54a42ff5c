"""The voiceprint: WeSpeaker's layout, 131 numbers that say who speaks.

- `python3 -m training.voiceprint.train` trains, or goes on training; `.export` writes the ONNX file.
"""

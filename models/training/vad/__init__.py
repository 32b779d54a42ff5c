"""The voice activity detector: Silero's layout, version 5, with an open batch axis.

- `python3 -m training.vad.train` trains, or goes on training; `.export` writes the ONNX file.
"""

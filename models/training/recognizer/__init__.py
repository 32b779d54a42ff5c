"""The recogniser: NeMo's CTC layout, an encoder of convolutions and attention at 80 ms a frame.

- `python3 -m training.recognizer.train` trains, or goes on training; `.export` writes the ONNX file and `tokens.txt`.
- `.train_transducer` and `.export_transducer` do so for a transducer behind the same encoder, in NeMo's TDT layout.
"""

"""What a test can't do without; where it is missing, the test is skipped and says so."""

import ctypes.util
import shutil
import unittest
from importlib.util import find_spec

if find_spec("torch"):
    import torch

    torch.set_num_threads(1)  # the networks here are too small to share out

_PIP = "pip install -r training/requirements.txt"

networks = unittest.skipUnless(find_spec("torch"), f"needs torch: {_PIP}")
onnx = unittest.skipUnless(
    all(map(find_spec, ("torch", "onnx", "onnxruntime"))), f"needs torch, onnx and onnxruntime: {_PIP}"
)
voices = unittest.skipUnless(
    ctypes.util.find_library("espeak-ng") and ctypes.util.find_library("flite") and shutil.which("festival"),
    "needs espeak-ng, flite and festival",
)

"""Trains and judges the demo models."""

import os

# Many processes make data side by side, each on one core: numpy's own threads would only get in their way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

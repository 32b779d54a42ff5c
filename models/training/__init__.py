"""Trains and judges the demo models."""

import os

# Many processes make data side by side, each on one core: numpy's own threads would only get in their way. And
# threads that learn sleep while they wait for each other, so that the cores make data meanwhile.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

"""Models are run by onnxruntime, which tells its makers how it is used unless told not to (its Privacy.md)."""

import os


def unreported() -> None:
    """To be called before onnxruntime is loaded, by whoever may load it: it neither writes that down nor sends it."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"

"""Memory that was needed to load something, and is not any more."""

import ctypes


def give_back() -> None:
    """Hand what was freed back to the system, which glibc does not do by itself. Elsewhere nothing happens."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)

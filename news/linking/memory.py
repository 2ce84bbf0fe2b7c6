"""Gives memory back after building: what is freed in small pieces the C library keeps, tens of megabytes of it."""

import ctypes
import gc
import sys


def give_back() -> None:
    """Collect what is garbage and give free memory back to the system, where the C library can (glibc)."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)

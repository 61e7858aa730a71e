"""Has the C library give back the memory that many threads have used and freed."""

import ctypes
from contextlib import suppress

# Of mallopt(3), which is glibc's.
_SETTINGS = {
    -8: 2,  # M_ARENA_MAX: heaps for threads, of which there would be eight a processor
    -3: 64 * 1024,  # M_MMAP_THRESHOLD, bytes: blocks from this size on are given back when freed
    -1: 128 * 1024,  # M_TRIM_THRESHOLD, bytes: free memory at a heap's end that is kept
}


def keep_heap_small() -> None:
    """Bound what the heap keeps, where that can be had; threads made later take it over.

    Large requests to many threads would leave each heap full of holes.
    """
    with suppress(AttributeError, OSError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        for name, value in _SETTINGS.items():
            mallopt(name, value)

"""How often a process that works all day looks for garbage: seldom, and never among what it has loaded.

Nearly all that a request or job leaves behind is gone when nothing names it any more; Python's usual
thresholds are met dozens of times a call all the same, which cost a tenth of its processor.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects until the youngest are looked through, then how often the next older generation is.
THRESHOLDS = (20_000, 20, 50)


def settle() -> None:
    """What is loaded by now stays: leave it out of every look, and look seldom at what follows."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


@contextmanager
def left_lying() -> Iterator[None]:
    """Nothing is looked for while modules are loaded, nor among them later, at the end of the process
    least of all: half the time of a short command."""
    gc.disable()
    try:
        yield
    finally:
        settle()
        gc.enable()

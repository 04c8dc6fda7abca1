"""Named crash points: places where a test may kill the process, each with a count of its hits.

In a normal start no point does anything: only a test installs something to be reached.
"""

from collections.abc import Callable


class Crashed(BaseException):
    """The process is dead, as far as its own code can tell: what is not committed is lost.

    Only a simulation raises it. No handler of ordinary errors may catch it.
    """


_reached: Callable[[str], None] | None = None


def install(reached: Callable[[str], None] | None) -> None:
    """Call `reached(name)` at every point from now on; tests install what kills or counts."""
    global _reached
    _reached = reached


def point(name: str) -> None:
    """A place between two steps where nothing may be lost if the process dies here."""
    if _reached is not None:
        _reached(name)

"""A process that says what it finds, and others that end in every way there is.

Run as `python -m tests.embedded.born_parts PART ARGUMENT...`, forked or not.
"""

import atexit
import gc
import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path


def _tell(*_words: str) -> None:
    """Everything that a process can see of itself and that must not depend on how it was born."""
    status = Path("/proc/self/status").read_text().splitlines()
    found = {
        "argv": sys.argv,
        "name": __name__,
        "folder": str(Path.cwd()),
        "environ": dict(os.environ),
        "path": sys.path,
        "parent": os.getppid(),
        "leads": os.getpid() == os.getsid(0) == os.getpgid(0),
        "descriptors": {number: str(_end(number)) for number in _open()},
        "signals": [line for line in status if line.startswith(("SigBlk", "SigIgn", "SigCgt"))],
        "umask": [line for line in status if line.startswith("Umask")],
        "threads": threading.active_count(),
        "collects": gc.isenabled(),
        "unbuffered": getattr(sys.stdout, "write_through", None),
        "command": Path("/proc/self/cmdline").read_text().rstrip("\0").split("\0"),
    }
    print(json.dumps(found))


def _open() -> list[int]:
    listed = [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]
    return sorted(number for number in listed if os.path.lexists(f"/proc/self/fd/{number}"))


def _end(number: int) -> Path:
    return Path(f"/proc/self/fd/{number}").readlink()


def _birth() -> None:
    """How it was born: the part of the program that forks is loaded in a fork alone."""
    print("forked" if "telepro.embedded.birth" in sys.modules else "spawned")


def _dice() -> None:
    print(random.getrandbits(128))


def _write(number: str) -> None:
    os.write(int(number), b"through a lent descriptor")


def _say(name: str) -> None:
    print(os.environ.get(name, "nothing"))


def _return() -> None:
    print("done")


def _exit() -> None:
    atexit.register(print, "the last words")
    sys.exit(3)


def _exit_in_words() -> None:
    sys.exit("it can't be done")


def _fail() -> None:
    raise LookupError("nobody is here")


def _leave_a_thread() -> None:
    threading.Thread(target=_speak_later).start()


def _speak_later() -> None:
    time.sleep(0.2)
    print("the thread is done")


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _stay() -> None:
    print("staying", flush=True)
    time.sleep(600)


PARTS: dict[str, Callable[..., None]] = {
    "tell": _tell,
    "birth": _birth,
    "dice": _dice,
    "write": _write,
    "say": _say,
    "return": _return,
    "exit": _exit,
    "exit-in-words": _exit_in_words,
    "fail": _fail,
    "leave-a-thread": _leave_a_thread,
    "kill": _kill,
    "stay": _stay,
}

if __name__ == "__main__":
    PARTS[sys.argv[1]](*sys.argv[2:])

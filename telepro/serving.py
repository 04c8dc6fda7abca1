"""How gunicorn serves the pages: how many at once, and how threads share a processor.

Its configuration file (`gunicorn -c python:telepro.serving "app:create_app()"`): each name is one of
its settings.
"""

import sys
from typing import Any

from telepro import garbage

worker_class = "gthread"
workers = 2
threads = 16
preload_app = True
graceful_timeout = 8  # seconds in which a request in flight is answered before its process stops
control_socket_disable = True

# Seconds that a thread computes before another may. A webhook computes little and waits for the
# database four times; each time it would wait 5 ms for every thread that renders a page. With 180
# people at work the slowest hundredth of their next leads takes 135 ms instead of 240.
SWITCH_INTERVAL = 0.0005


def pre_fork(_server: Any, _worker: Any) -> None:
    """What is done before a process is made: it shares what is loaded, and never looks through it."""
    garbage.settle()


def post_fork(_server: Any, _worker: Any) -> None:
    """What each process does before it serves."""
    sys.setswitchinterval(SWITCH_INTERVAL)

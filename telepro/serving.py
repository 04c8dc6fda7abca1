"""How gunicorn serves the pages: how many at once, and how threads share a processor.

Its configuration file (`gunicorn -c python:telepro.serving "app:create_app()"`): each name is one of
its settings.
"""

import sys
from threading import Thread
from typing import Any

from flask import Flask

from telepro import garbage
from telepro.application import SETTINGS
from telepro.web import LANGUAGES, compiled_templates, office_dictionary

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


def pre_fork(server: Any, _worker: Any) -> None:
    """What is done before a process is made: it shares what is loaded, and never looks through it."""
    app = server.app.wsgi()
    compiled_templates.ready(app, app.extensions[SETTINGS].data / "templates")
    garbage.settle()


def post_fork(server: Any, _worker: Any) -> None:
    """What each process does before it serves, and beside its first requests."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    Thread(target=_gather_words, args=(server.app.wsgi(),), daemon=True).start()


def _gather_words(app: Flask) -> None:
    # A manager's first page would wait half a second for them.
    with app.app_context():
        for language in LANGUAGES:
            office_dictionary.made_anew(language)

"""The application without its pages, for whoever serves none: workers, the scheduler, commands.

The pages take longer to load than all the rest, and a worker that died must be back at once.
"""

import os

from flask import Flask
from flask_babel import Babel

from telepro import clock, queue
from telepro.db import engine
from telepro.settings import Settings

SETTINGS = "telepro.settings"
CATALOGUES = "locale"


def bare(settings: Settings) -> Flask:
    """Settings, clock, database and doorbell joined, with no words of its own."""
    clock.set_shift(settings.clock_shift)
    app = Flask("telepro", template_folder="../templates", static_folder="static")
    app.extensions[SETTINGS] = settings
    engine.connect(app, settings.database_url)
    queue.connect(app, settings.redis_url)
    return app


def without_pages(settings: Settings | None = None) -> Flask:
    """An application by `settings`, or by the environment when none are given; it speaks English."""
    app = bare(settings or Settings.from_environ(os.environ))
    Babel(app, default_locale="en", default_translation_directories=CATALOGUES)
    return app

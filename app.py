"""The application: joins settings, database, doorbell and pages, and nothing else."""

import os

from flask import Flask

from telepro import clock, queue, web
from telepro.db import engine
from telepro.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """An application by `settings`, or by the environment when none are given."""
    settings = settings or Settings.from_environ(os.environ)
    clock.set_shift(settings.clock_shift)
    app = Flask("telepro", template_folder="../templates", static_folder="static")
    engine.connect(app, settings.database_url)
    queue.connect(app, settings.redis_url)
    web.register(app, settings)
    return app

"""The application: joins settings, database, doorbell and pages, and nothing else."""

import os

from flask import Flask

from telepro import clock, queue, web
from telepro.db import engine
from telepro.settings import Settings
from telepro.web import health, twilio


def create_app(settings: Settings | None = None) -> Flask:
    """An application by `settings`, or by the environment when none are given."""
    settings = settings or Settings.from_environ(os.environ)
    clock.set_shift(settings.clock_shift)
    app = Flask("telepro", template_folder="../templates", static_folder="static")
    engine.connect(app, settings.database_url)
    queue.connect(app, settings.redis_url)
    app.register_blueprint(health.bp)
    app.register_blueprint(twilio.bp)
    web.register(app, settings)
    return app

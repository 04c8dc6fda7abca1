"""The application: joins settings, database and doorbell with the pages, and nothing else."""

import os

from flask import Flask

from telepro import application, web
from telepro.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """An application by `settings`, or by the environment when none are given."""
    settings = settings or Settings.from_environ(os.environ)
    app = application.bare(settings)
    web.register(app, settings)
    return app

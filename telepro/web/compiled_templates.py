"""Has every template compiled before anybody asks for a page, whose first load would else wait for it."""

from pathlib import Path

from flask import Flask
from jinja2 import Environment, FileSystemBytecodeCache


def ready(app: Flask, place: Path) -> int:
    """Load every template, as compiled by an earlier process where its text is the same; gives how many.

    What is compiled is kept in `place`; where nothing can be written, each process compiles anew.
    """
    environment = app.jinja_env
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(place))
        return _load(environment)
    except OSError:
        environment.bytecode_cache = None
        return _load(environment)
    finally:
        # A page that finds the disk full must not fail for what it could have kept.
        environment.bytecode_cache = None


def _load(environment: Environment) -> int:
    names = environment.list_templates(extensions=["html"])
    for name in names:
        environment.get_template(name)
    return len(names)

"""Has every template compiled before anybody asks for a page, whose first load would else wait for it."""

from contextlib import suppress
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache


def ready(app: Flask, place: Path) -> int:
    """Load every template, as compiled by an earlier process where its text is the same; gives how many.

    What is compiled is kept in `place`; where nothing can be written, each process compiles anew.
    """
    environment = app.jinja_env
    with suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(place))
    names = environment.list_templates(extensions=["html"])
    for name in names:
        with suppress(OSError):
            environment.get_template(name)
    return len(names)

"""Decides where a page is read in the other language: where it stands, or where its form does."""

from urllib.parse import urlencode, urlsplit

from flask import Flask, current_app, request

LANGUAGE = "lang"


def install(app: Flask) -> None:
    """Give the templates of `app` the address of their page in a language."""
    app.jinja_env.globals.update(in_language=in_language)


def in_language(code: str) -> str:
    """The address of this page, with what it was asked for, in the language `code`.

    A form that is sent back with its mistakes is shown at an address which only takes forms: there
    it is the page it came from, and home where even that can't be opened again.
    """
    if _opens(request.path):
        return _with(request.path, list(request.args.items(multi=True)), code)
    came_from = urlsplit(request.referrer or "")
    ours = came_from.netloc == request.host and _opens(came_from.path)
    return _with(came_from.path if ours else "/", [], code)


def _opens(path: str) -> bool:
    """Whether a page can be asked for at this path."""
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and "GET" in adapter.allowed_methods(path)


def _with(path: str, asked: list[tuple[str, str]], code: str) -> str:
    kept = [(name, value) for name, value in asked if name != LANGUAGE]
    return f"{path}?{urlencode([*kept, (LANGUAGE, code)])}"

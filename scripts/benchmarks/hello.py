"""The bare limit of every request: a Flask application that says hello."""

from flask import Flask

app = Flask("hello")


@app.get("/")
@app.get("/readyz")
def hello() -> str:
    """The shortest answer there is."""
    return "hello"

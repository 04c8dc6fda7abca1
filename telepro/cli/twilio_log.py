"""The command that tells a call's story as the local Twilio saw it: the lines of its inspector."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import click
import requests

from campaigns.problems import Problem, Refused
from telepro.cli.io import Exit, data_option, fail, json_option, terminal_language
from telepro.embedded.layout import Layout
from telepro.embedded.ownership import joined_environment
from telepro.localtwilio.inspector.plain import lines_of
from telepro.localtwilio.options import DEFAULT_PORT

PATIENCE_SECONDS = 5


@click.command("log")
@click.argument("call")
@click.option("--url", help="Where the local Twilio is; by default that of the running instance.")
@data_option
@json_option
def log(call: str, url: str | None, data: Path, as_json: bool) -> None:
    """Tell what became of CALL (its SID): timeline, requests, notifications, conference."""
    if url is not None and not is_address(url):
        fail([_no_address(url)], Exit.BAD_INPUT, as_json)
    facts = facts_of(call, (url or address_of(data)).rstrip("/"))
    if as_json:
        click.echo(facts.text)
        return
    for line in lines_of(facts.json(), terminal_language(os.environ)):
        click.echo(line)


def is_address(url: str) -> bool:
    """Whether a local Twilio could be there."""
    try:
        parts = urlsplit(url)
        return parts.scheme == "http" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def address_of(data: Path) -> str:
    """The local Twilio of the instance that runs on `data`, or else the one that stands alone."""
    running = joined_environment(Layout.at(data)) or {}
    usual = f"http://127.0.0.1:{DEFAULT_PORT}"
    return running.get("TWILIO_BASE_URL") or os.environ.get("TWILIO_BASE_URL") or usual


def facts_of(call: str, url: str) -> requests.Response:
    """What the local Twilio there knows of a call. Raises `Refused` when that is nothing."""
    try:
        answer = requests.get(
            f"{url}/inspector/calls/{quote(call, safe='')}.json", timeout=PATIENCE_SECONDS
        )
    except requests.RequestException as trouble:
        raise Refused(_silent(url, trouble)) from trouble
    if answer.status_code != requests.codes.ok or not _is_call(answer):
        raise Refused(_unknown(call, url, answer.status_code))
    return answer


def _is_call(answer: requests.Response) -> bool:
    try:
        found: Any = answer.json()
    except requests.JSONDecodeError:
        return False
    return isinstance(found, dict) and "timeline" in found


def _no_address(url: str) -> Problem:
    return Problem("--url", url, "the address of a local Twilio", "Give http://127.0.0.1:PORT.")


def _silent(url: str, trouble: Exception) -> Problem:
    return Problem(
        "--url",
        f"no answer from {url} ({type(trouble).__name__})",
        "a local Twilio that runs",
        "Start TelePro or telepro twilio, or name another address with --url.",
    )


def _unknown(call: str, url: str, status: int) -> Problem:
    return Problem(
        "CALL",
        f"{call}, of which {url} knows nothing (HTTP {status})",
        "the SID of a call made through it since it started",
        f"Look it up on {url}/inspector.",
    )

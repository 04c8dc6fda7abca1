"""Commands that keep an instance: first link, queue, reconcile, doctor."""

import os
import sys
from dataclasses import asdict
from pathlib import Path

import click
from flask import Flask

from app import create_app
from telepro import clock, jobs, queue
from telepro.cli_io import data_option, emit, json_option, services
from telepro.queue import Bell
from telepro.services import accounts, diagnosis, reconciliation
from telepro.settings import Settings


@click.command("first-administrator")
@json_option
def first_administrator(as_json: bool) -> None:
    """Make the one-time link by which the first administrator signs in."""
    app = _application()
    with app.app_context():
        settings: Settings = app.extensions["telepro.settings"]
        emit({"url": accounts.first_link(settings.public_base_url, clock.real_now())}, as_json)


@click.group("queue")
def queue_group() -> None:
    """The doorbells."""


@queue_group.command()
@data_option
@json_option
def rebuild(data: Path, as_json: bool) -> None:
    """Derive every waiting job anew from the database, for instance after Redis was lost."""
    with services(data):
        before = sum(queue.waiting().values())
        queue.ring(*Bell)
        emit({"jobs": max(sum(queue.waiting().values()), before)}, as_json)


@click.command()
@data_option
@json_option
def reconcile(data: Path, as_json: bool) -> None:
    """Ask the carrier about every live call that has been silent, and apply what it says."""
    with services(data) as app:
        settings: Settings = app.extensions["telepro.settings"]
        found = reconciliation.check(clock.now, jobs.carrier_of(settings))
        jobs.events()
        emit(asdict(found), as_json)


@click.command()
@data_option
@json_option
def doctor(data: Path, as_json: bool) -> None:
    """Say what runs, in which version, where, and whether Twilio answers; 1 if anything is wrong."""
    with services(data):
        found = diagnosis.examine(clock.now())
        emit(found, as_json)
    sys.exit(0 if found["ok"] else 1)


def _application() -> Flask:
    return create_app(Settings.from_environ(os.environ))

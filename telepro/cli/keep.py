"""Commands that keep an instance: first link, queue, reconcile, doctor."""

import sys
from dataclasses import asdict
from pathlib import Path

import click
from redis.exceptions import RedisError

from campaigns.problems import Problem, Refused
from telepro import clock, jobs, queue
from telepro.cli.io import data_option, emit, json_option, services
from telepro.embedded.layout import Layout
from telepro.embedded.ownership import what_runs
from telepro.queue import Bell
from telepro.services import accounts, diagnosis, health, reconciliation
from telepro.settings import Settings


@click.command("first-administrator")
@data_option
@json_option
def first_administrator(data: Path, as_json: bool) -> None:
    """Make the one-time link by which the first administrator signs in."""
    with services(data) as app:
        settings: Settings = app.extensions["telepro.settings"]
        emit({"url": accounts.first_link(settings.public_base_url, clock.real_now())}, as_json)


@click.group("queue")
def queue_group() -> None:
    """The doorbells."""


@queue_group.command()
@data_option
@json_option
def rebuild(data: Path, as_json: bool) -> None:
    """Ring every bell again, for instance after Redis was lost: each job reads its rows anew."""
    with services(data):
        try:
            queue.redis().ping()
        except RedisError as trouble:
            raise Refused(_no_redis(trouble)) from trouble
        queue.ring(*Bell)
        emit({"jobs": len(Bell)}, as_json)


@click.command()
@data_option
@json_option
def reconcile(data: Path, as_json: bool) -> None:
    """Ask the carrier about every live call that has been silent, and apply what it says."""
    with services(data):
        found = reconciliation.check(clock.now, jobs.carrier())
        jobs.events()
        emit(asdict(found), as_json)


@click.command()
@data_option
@json_option
def doctor(data: Path, as_json: bool) -> None:
    """Say what runs, in which version, where, and whether Twilio answers; 1 if anything is wrong."""
    runs = what_runs(Layout.at(data))
    with services(data):
        now = clock.now()
        processes = runs.get("processes", {})
        found = diagnosis.examine(health.database(), health.gauges(now), processes, now)
        emit({"running": runs, **found}, as_json)
    sys.exit(0 if found["ok"] else 1)


def _no_redis(trouble: RedisError) -> Problem:
    return Problem(
        "REDIS_URL",
        f"no answer ({type(trouble).__name__})",
        "a Valkey or Redis server that answers",
        "Start it, or correct its address; nothing is lost meanwhile.",
    )

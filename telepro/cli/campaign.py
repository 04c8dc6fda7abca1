"""Commands of campaigns: make one of a plan and a file, change its state, show how it stands."""

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from campaigns.plan import Plan
from campaigns.problems import Refused
from campaigns.prospect_file.countries import language_of
from campaigns.prospects import Audience, Basis, Statement
from campaigns.states import ImportState
from telepro import clock, queue
from telepro.cli.campaign_adopt import adopt
from telepro.cli.imports_run import SECONDS_BETWEEN_LOOKS, STORE, read_to_the_end
from telepro.cli.io import Exit, data_option, emit, fail, json_option, services, terminal_language
from telepro.cli.plan import plan_in, text_of
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Layout, open_file
from telepro.files.refusals import Reader
from telepro.queue import Bell
from telepro.services import campaigns, engagements, enrolments, imports, missions, reports
from telepro.services.campaigns import ACTIONS, Change, NewCampaign, Shown
from telepro.services.engagements import Team
from telepro.services.imports import Sent
from telepro.services.missions import Poster

BASES = {Audience.B2B: Basis.LEGITIMATE_INTEREST, Audience.B2C: Basis.CONSENT}


@click.group()
def campaign() -> None:
    """Campaigns."""


campaign.add_command(adopt)


@campaign.command()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--prospects", required=True, type=click.Path(path_type=Path), help="CSV or XLSX.")
@click.option("--callers", type=click.IntRange(min=1), help="Engage so many and launch at once.")
@click.option("--company", help="Name or id; may be left out when there is one.")
@click.option("--source", help="Where the addresses come from (default: the file's name).")
@click.option("--basis", type=click.Choice([each.value for each in Basis]), help="Of the calls.")
@data_option
@json_option
def create(plan: Path, prospects: Path, data: Path, as_json: bool, **given: Any) -> None:
    """Make a campaign of PLAN and of the prospects of a file; with --callers it is launched."""
    read = plan_in(plan, as_json)
    sent = _sent(read, prospects, data, given)
    try:
        open_file(sent.path, sent.layout, sent.limits, Reader(str(prospects), sent.language))
    except Refused as refusal:
        fail(refusal.problems, Exit.BAD_INPUT, as_json)
    with services(data):
        company_id = missions.company_called(given["company"])
        team = engagements.first(given["callers"] or 0, read.language)
        file = _import(company_id, sent, data, as_json)
        text = text_of(plan, as_json)
        posted = missions.from_plan(text, Poster(company_id, None, sent.language), clock.now())
        new = NewCampaign(1, (file,))
        made = campaigns.create(missions.managed_by(posted), posted, new, None, clock.now())
        shown = _enrolled(made)
        if team:
            _launch(shown, team, read)
        emit(_answer(campaigns.of_server(made)), as_json)


@campaign.command()
@click.argument("campaign_id")
@data_option
@json_option
def show(campaign_id: str, data: Path, as_json: bool) -> None:
    """Show a campaign: leads, who was left out, stages, outcomes, figures."""
    with services(data):
        shown = campaigns.of_server(campaign_id)
        summary = reports.summary(shown.campaign.id, clock.now())
        emit({**_answer(shown), **summary}, as_json)


@campaign.command()
@click.argument("campaign_id")
@click.argument("action", type=click.Choice(list(ACTIONS)))
@data_option
@json_option
def change(campaign_id: str, action: str, data: Path, as_json: bool) -> None:
    """Launch, pause, resume or end a campaign; launching confirms the plan's whole checklist."""
    with services(data):
        shown = campaigns.of_server(campaign_id)
        wanted = Change(action, None, shown.plan.preparation.checklist)
        mine = (shown.campaign.managed_by_id,)
        campaigns.change(mine, campaign_id, wanted, clock.now())
        queue.ring(Bell.DEAL)
        emit(_answer(campaigns.of_server(campaign_id)), as_json)


def _sent(read: Plan, prospects: Path, data: Path, given: dict[str, Any]) -> Sent:
    basis = Basis(given["basis"]) if given["basis"] else BASES[read.audience]
    source = given["source"] or prospects.name
    stated = Statement(read.country, read.audience, basis, source, language_of(read.country))
    language = terminal_language(os.environ)
    return Sent(0, prospects, prospects.name, stated, Layout(), COMMAND, language)


def _import(company_id: int, sent: Sent, data: Path, as_json: bool) -> str:
    store = data.expanduser().resolve() / STORE
    received = imports.receive(replace(sent, organisation_id=company_id), store, clock.now())
    done = read_to_the_end(received, company_id)
    if done.state is ImportState.FAILED:
        fail(done.problems, Exit.BAD_INPUT, as_json)
    return received.public_id


def _enrolled(made: str) -> Shown:
    """Take everybody in; where a worker of the running instance is at it too, wait for its batch."""
    while not (shown := campaigns.of_server(made)).is_enrolled:
        enrolments.complete(shown.campaign.id, clock.now())
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return shown


def _launch(shown: Shown, team: list[str], read: Plan) -> None:
    mine, made = (shown.campaign.managed_by_id,), shown.campaign.public_id
    for person in team:
        engagements.engage(Team(mine, made, None), person, (), clock.now())
    wanted = Change("launch", None, read.preparation.checklist)
    campaigns.change(mine, made, wanted, clock.now())
    queue.ring(Bell.DEAL)


def _answer(shown: Shown) -> dict[str, Any]:
    return {
        "id": shown.campaign.public_id,
        "leads": shown.leads,
        "excluded": dict(shown.excluded),
        "state": str(shown.campaign.state),
    }

"""The command `campaign adopt`: what a newer plan changes is said before the campaign runs on it."""

import os
from pathlib import Path
from typing import Any

import click

from campaigns.problems import Refused
from telepro import clock, queue
from telepro.cli.io import data_option, emit, json_option, say, services, terminal_language
from telepro.cli.plan_versions import as_values
from telepro.queue import Bell, board_topic
from telepro.services import adoptions, campaigns
from telepro.services.adoptions import Wish


@click.command()
@click.argument("campaign_id")
@click.option("--version", type=click.IntRange(1, 1_000_000), help="Of the plan (default: newest).")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@data_option
@json_option
def adopt(campaign_id: str, data: Path, as_json: bool, **given: Any) -> None:
    """Put a campaign on a newer version of its mission's plan, after saying what changes.

    A version that says the same changes nothing, so that the command may be given twice.
    """
    language = terminal_language(os.environ)
    with services(data):
        mine = (campaigns.of_server(campaign_id).campaign.managed_by_id,)
        told = adoptions.offered(mine, campaign_id, given["version"], language)
        changes = [each.change for each in told.adoption.taken]
        for change in changes:
            say(change.sentence(language))
        if told.adoption.problems:
            raise Refused(*told.adoption.problems)
        version, seen = told.newer.version, told.current.version
        is_wanted = bool(changes) and not given["dry_run"]
        if is_wanted:
            wish = Wish(version, seen, None)
            adoptions.adopt(mine, campaign_id, wish, language, clock.now())
            queue.ring(Bell.DEAL)
            queue.announce(board_topic(campaign_id))
        answer = {"id": campaign_id, "from": seen, "to": version, "adopted": is_wanted}
        emit({**answer, "changes": as_values(changes)} if as_json else answer, as_json)

"""The command `import`: takes a prospect file in, or with `--dry-run` says what would come of it."""

import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from campaigns.problems import Problem, Refused
from campaigns.prospect_file.countries import is_country, language_of
from campaigns.prospects import Audience, Basis, Statement
from campaigns.same_prospect.survivorship import MergePolicy
from telepro.cli.imports_asked import Asked, News, proof_of, rejected_path
from telepro.cli.io import Exit, data_option, emit, fail, json_option
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Header, Layout, ProspectFile, open_file
from telepro.files.rehearsal import Rehearsal

_MAP_HELP = "phone=Telephone; skip=Salon does not import a column, keep=Salon keeps it as it is."


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--company", help="Whose prospects they are; needed where there are several.")
@click.option("--country", default="FR", show_default=True, help="Of rows that state none.")
@click.option(
    "--audience",
    type=click.Choice([each.value for each in Audience]),
    help="Unknown counts as B2C.",
)
@click.option(
    "--basis",
    type=click.Choice([each.value for each in Basis]),
    default=Basis.LEGITIMATE_INTEREST.value,
)
@click.option("--source", help="Where the file comes from (default: its name).")
@click.option("--agreed-to", help="The words of their consent, with --agreed-on.")
@click.option("--agreed-on", metavar="YYYY-MM-DD", help="By which day all of them had agreed.")
@click.option("--interest", default="", help="Why businesses may want the offer (Germany).")
@click.option("--map", "maps", multiple=True, metavar="FIELD=COLUMN", help=_MAP_HELP)
@click.option("--no-header", is_flag=True, help="Columns are numbers from 1: --map phone=18.")
@click.option("--encoding", help="Overrides what the file shows, such as mac-roman.")
@click.option(
    "--policy",
    type=click.Choice([each.value for each in MergePolicy]),
    default=MergePolicy.COMPLETE.value,
    show_default=True,
    help="Whose values stand in prospects known already.",
)
@click.option("--dry-run", is_flag=True, help="Count what would come of it; change nothing.")
@data_option
@json_option
def command(**given: Any) -> None:
    """Take the prospects of FILE (CSV or .xlsx, at most 2,000,000 rows) into a company's file."""
    as_json = bool(given["as_json"])
    began = time.monotonic()
    try:
        asked = _asked(given)
        opened = open_file(asked.path, asked.layout, COMMAND, asked.reader)
        if given["dry_run"]:
            answer = _rehearse(asked, opened)
        else:
            # The database is loaded only for a file that can be read.
            answer = import_module("telepro.cli.imports_run").take_in(asked, as_json)
    except Refused as refusal:
        fail(refusal.problems, Exit.BAD_INPUT, as_json)
    emit({**answer, "seconds": round(time.monotonic() - began, 2)}, as_json)


def _asked(given: Mapping[str, Any]) -> Asked:
    country = str(given["country"]).upper()
    if not is_country(country):
        fix = "Write FR for France, GB for the United Kingdom."
        raise Refused(Problem("--country", country, "a country's code of two letters", fix))
    path: Path = given["file"]
    stated = Statement(
        country=country,
        audience=Audience(given["audience"]) if given["audience"] else None,
        basis=Basis(given["basis"]),
        source=given["source"] or path.name,
        language=language_of(country),
        proof=proof_of(given["agreed_to"], given["agreed_on"]),
        interest=given["interest"].strip(),
    )
    header = Header.NONE if given["no_header"] else Header.FIRST_ROW
    layout = Layout(header, given["encoding"], tuple(given["maps"]))
    policy = MergePolicy(given["policy"])
    return Asked(path, given["company"], stated, layout, policy, given["data"])


def _rehearse(asked: Asked, opened: ProspectFile) -> dict[str, Any]:
    rehearsal = Rehearsal(opened, asked.stated, asked.reader.language, News().tell)
    rejected = rehearsal.run(rejected_path(asked))
    tally = rehearsal.tally
    return {
        "rows": tally.rows,
        "accepted": tally.accepted,
        "merged": tally.merged,
        "rejected": tally.rejected,
        "repaired": tally.repaired,
        "reasons": dict(tally.reasons),
        "rejected_file": str(rejected) if rejected else None,
    }

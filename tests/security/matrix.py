"""Who gets what at every address: the status for each identity, with ids of their own house and with
ids of the other one.

The columns of the tables in `addresses/` are nobody, Alice (calls), Bob (manages), Carla (the company)
and Dominique (administers); behind the bar the same five ask for what belongs to the other house. 303
sends nobody to the sign-in.
"""

from campaigns.plan.script_text import write_script_text
from tests.security.addresses import (
    administration,
    campaigns,
    carrier,
    company,
    desk,
    doors,
    missions,
    prospects,
)
from tests.world import example_plan

WHO = ("anonymous", "alice", "bob", "carla", "dominique")
AREAS = (doors, administration, desk, campaigns, missions, prospects, company, carrier)

# What the address needs beside ids, and what the form needs to be a good one; ids stand in braces.
PARTS = {
    "action": "pause",
    "kind": "message",
    "letter_id": "1",
    "passkey_id": "no-such-key",
    "kpi": "contact_rate",
    "side": "above",
    "axis": "caller",
    "counter": "attempts",
    "form": "csv",
    "status": "cancelled",
    "filename": "css/app.css",
    "session": "nobodys",
    "order": "nobodys",
    "leg": "nobodys",
    "turn": "1",
    "language": "fr",
    "spoken": "fr",
    "version": "1",
    "mode": "whisper",
    "name": "objective",
    "message": "nobodys",
    "token": "0123456789abcdef" * 4,
    "script": f"# again\n{write_script_text(example_plan().script)}",
}
FORMS = {route: form for area in AREAS for route, form in area.FORMS.items()}


def rows() -> dict[str, tuple[list[int], list[int] | None]]:
    """Each route with the statuses of the own house and, where it names an id, of the other."""
    return dict(_row(line) for area in AREAS for line in area.ROWS.strip().splitlines())


def _row(line: str) -> tuple[str, tuple[list[int], list[int] | None]]:
    own, _bar, foreign = line.partition("|")
    words = own.split()
    route, statuses = words[: -len(WHO)], words[-len(WHO) :]
    return " ".join(route), (
        [int(each) for each in statuses],
        [int(each) for each in foreign.split()] or None,
    )

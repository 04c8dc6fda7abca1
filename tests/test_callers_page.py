"""What simulated teleprospectors read of the desk: its page and its state."""

import json

from campaigns.attempts import CallResult
from campaigns.states import WorkState
from telepro.callers.desk import Attempt, Contact, Phase, Session, read_desk
from telepro.callers.page import Chip, Question, read_page

# ---- what they read ------------------------------------------------------------------------------

DATA = {
    "results": [{"code": "meeting", "label": "Rendez-vous"}],
    "required": {"meeting": ["decideur"]},
}
HTML = f"""<!doctype html><html><head><meta name="csrf-token" content="tok"></head><body>
<button name="campaign_id" value="c1">Commencer</button>
<input type="radio" name="answers.decideur" value="yes">
<input type="radio" name="answers.decideur" value="no">
<input name="answers.classes" type="text" inputmode="decimal">
<input type="radio" name="callback_at" value="2026-11-25T08:00:00+00:00">
<input type="radio" name="callback_at" value="">
<button class="chip" data-disposition="argued_refused" data-key="reason" data-value="budget"></button>
<template id="next"><input type="radio" name="answers.decideur" value="maybe"></template>
<script type="application/json" id="desk-data">{json.dumps(DATA)}</script></body></html>"""


def test_a_page_gives_its_token_and_the_missions() -> None:
    page = read_page(HTML)
    assert (page.token, page.missions) == ("tok", ("c1",))


def test_a_page_gives_what_the_keypad_offers_and_asks() -> None:
    page = read_page(HTML)
    assert page.offered == {"meeting"}
    assert page.required == {"meeting": ("decideur",)}
    assert page.moments == ("2026-11-25T08:00:00+00:00",)
    assert page.chips_of("argued_refused", "reason") == (
        Chip("argued_refused", "reason", "budget"),
    )


def test_questions_of_the_next_lead_are_not_read() -> None:
    assert read_page(HTML).questions == {
        "decideur": Question("radio", ("yes", "no")),
        "classes": Question("decimal"),
    }


def test_the_desk_state_is_read() -> None:
    desk = read_desk(
        {
            "now": "2026-11-24T09:00:00+00:00",
            "session": {
                "campaign_name": "Ateliers",
                "work_state": "ready",
                "conference_ready": True,
            },
            "card": {
                "entry_id": "e1",
                "prospect_name": "École",
                "time_zone": "Europe/Paris",
                "address": "",
                "phones": [
                    {"e164": "+33199001001", "state": "dead"},
                    {"e164": "+33199001002", "state": "active"},
                ],
                "contacts": [{"name": "Claire", "role": None, "email": None}],
            },
            "attempt": {"id": "a1", "phase": "ended", "result": "busy", "lead_name": "Mairie"},
            "unfinished": [],
            "empty": None,
        }
    )
    assert desk.session == Session("Ateliers", WorkState.READY, is_line_ready=True)
    assert desk.card is not None
    assert (desk.card.number, desk.card.contacts) == ("+33199001002", (Contact("Claire", ""),))
    assert desk.attempt == Attempt("a1", "Mairie", Phase.ENDED, CallResult.BUSY)

from dataclasses import replace

from telepro.db.aftermath import NOBODYS_FAULT
from telepro.db.attempt_views import Phase
from telepro.services.reconciliation import NEVER_ARRIVED
from telepro.web.desk_page import as_json, in_call, plain
from telepro.web.refused_words import refused_calls
from tests.web.desk_stage import Stand, application
from tests.web.desk_values import NOW, PREVIEW, attempt, card


def test_a_lead_that_left_the_list_for_its_call_is_not_replaced_by_the_next() -> None:
    shown = in_call(replace(PREVIEW, card=card("entry-2"), attempt=attempt(entry_id="entry-1")))
    assert shown.card is None
    assert shown.next_card is not None
    assert shown.next_card.entry_id == "entry-2"


def test_the_lead_of_the_call_stays_at_hand() -> None:
    talking = replace(PREVIEW, attempt=attempt(Phase.CONNECTED))
    assert in_call(talking) is talking


def test_a_call_that_the_carrier_refused_gives_way_to_the_list() -> None:
    refused = replace(PREVIEW, card=card("entry-2"), attempt=attempt(Phase.REFUSED))
    assert in_call(refused) is refused


def test_json_leaves_out_what_only_the_page_needs() -> None:
    desk = as_json(PREVIEW, NOW)
    assert desk["now"] == "2026-11-24T09:24:00+00:00"
    assert desk["card"]["phones"][0]["e164"] == "+33261910011"
    assert not {"script", "objections", "history", "dispositions"} & set(desk["card"])


def test_plain_values_are_json_values() -> None:
    assert plain((Phase.RINGING, NOW, None, 3, True)) == [
        "ringing",
        "2026-11-24T09:24:00+00:00",
        None,
        3,
        True,
    ]


def test_every_reason_of_ours_for_which_a_call_is_not_made_has_its_words() -> None:
    with application(Stand()).test_request_context("/desk?lang=fr"):
        told = refused_calls()
    assert NOBODYS_FAULT | {NEVER_ARRIVED} <= told.keys()
    assert told["never_arrived"]["found"] == "cet appel n’est jamais arrivé chez l’opérateur"

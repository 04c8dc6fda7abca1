"""What each disposition means."""

from datetime import timedelta

import pytest

from campaigns.dispositions import RULES, Disposition, DispositionKind, DispositionRule, Needs
from campaigns.follow_up.tasks import OwnerRole, TaskKind


def codes_where(kind: DispositionKind) -> set[Disposition]:
    return {code for code, rule in RULES.items() if rule.kind is kind}


def test_every_disposition_has_a_rule() -> None:
    assert set(RULES) == set(Disposition)


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_every_disposition_and_reason_speaks_both_languages(rule: DispositionRule) -> None:
    labels = [rule.labels, *(reason.labels for reason in rule.reasons)]
    assert all(set(label) == {"fr", "en"} and all(label.values()) for label in labels)


def test_every_call_counts_as_an_attempt() -> None:
    assert all(rule.counts_as_attempt for rule in RULES.values())


def test_positive_outcomes_are_a_meeting_a_quote_and_a_sale() -> None:
    assert codes_where(DispositionKind.POSITIVE) == {
        Disposition.MEETING,
        Disposition.QUOTE,
        Disposition.SALE,
    }


def test_what_was_said_no_to_starts_the_legal_rest() -> None:
    assert {code for code, rule in RULES.items() if rule.refusal} == {
        Disposition.REFUSED_TO_LISTEN,
        Disposition.ARGUED_REFUSED,
        Disposition.DO_NOT_CALL,
    }


def test_a_dead_number_sends_to_the_next_phone() -> None:
    assert {code for code, rule in RULES.items() if rule.next_phone} == {
        Disposition.WRONG_NUMBER,
        Disposition.FAX,
    }


def test_whatever_asks_for_a_reason_offers_some() -> None:
    asking = {rule.code for rule in RULES.values() if rule.needs is Needs.REASON}
    assert asking == {rule.code for rule in RULES.values() if rule.reasons}


def test_a_quote_is_due_to_field_sales_within_two_days() -> None:
    (task,) = RULES[Disposition.QUOTE].tasks
    assert (task.kind, task.owner, task.delay) == (
        TaskKind.PREPARE_QUOTE,
        OwnerRole.FIELD_SALES,
        timedelta(hours=48),
    )


def test_a_data_request_is_answered_within_the_shortest_month() -> None:
    (task,) = RULES[Disposition.DATA_REQUEST].tasks
    assert task.delay == timedelta(days=28)

"""The smoke run's oracles on literal ledgers: a run is only worth what they would have seen."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from telepro.embedded.processes import Process
from telepro.localtwilio.signing import bare, sign, signed_url
from telepro.telephony import webhooks
from tests.plants import PLANTS, planted
from tests.smoke_checks import Report
from tests.smoke_ledger import END_OF_TIME, Message, Placed, double_dials, read_ledger
from tests.smoke_messages import KINDS

TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TOKEN = "t" * 32


def call(sid: str, to: str, attempt: str, begins: int, ends: int | None) -> Placed:
    ended = END_OF_TIME if ends is None else TEN + timedelta(seconds=ends)
    return Placed(sid, to, attempt, TEN + timedelta(seconds=begins), ended)


def test_calls_one_after_the_other_are_no_double() -> None:
    calls = [call("CA1", "+33199001001", "a", 0, 30), call("CA2", "+33199001001", "b", 30, 60)]
    assert double_dials(calls) == 0


def test_two_calls_to_one_number_at_once_are_a_double() -> None:
    calls = [call("CA1", "+33199001001", "a", 0, 30), call("CA2", "+33199001001", "b", 29, 60)]
    assert double_dials(calls) == 1


def test_a_call_that_never_ended_keeps_its_number_busy() -> None:
    calls = [call("CA1", "+33199001001", "a", 0, None), call("CA2", "+33199001001", "b", 90, 95)]
    assert double_dials(calls) == 1


def test_a_second_call_for_one_attempt_is_a_double_however_late() -> None:
    calls = [call("CA1", "+33199001001", "a", 0, 5), call("CA2", "+33199001001", "a", 900, 905)]
    assert double_dials(calls) == 1


def line(event: str, second: int, **facts: object) -> str:
    return json.dumps(
        {"at": (TEN + timedelta(seconds=second)).isoformat(), "event": event, **facts}
    )


def test_a_ledger_gives_calls_with_their_attempts_and_the_messages_that_were_taken(
    tmp_path: Path,
) -> None:
    created = {"call_sid": "CA1", "to": "+33199001001", "direction": "outbound-api"}
    form = [["Url", "http://127.0.0.1:5000/twilio/prospect/a1#rc=3"], ["To", "+33199001001"]]
    sent = {"fields": {"CallSid": "CA1"}, "token": "i-1"}
    lines = [
        line("call_created", 0, **created),
        line("rest", 0, path="/2010-04-01/Accounts/AC/Calls.json", status=201, form=form),
        line("webhook", 1, url="http://127.0.0.1:5000/twilio/events/a1#rc=3", status=204, **sent),
        line("webhook", 2, url="http://127.0.0.1:5000/twilio/events/a1#rc=3", status=500, **sent),
        line("webhook", 2, url="http://127.0.0.1:5000/twilio/prospect/a1", status=200, **sent),
        line("ended", 9, call_sid="CA1"),
    ]
    file = tmp_path / "ledger.jsonl"
    file.write_text("\n".join(lines) + '\n{"at": "half', encoding="utf-8")
    ledger = read_ledger(file)
    assert ledger.calls == (call("CA1", "+33199001001", "a1", 0, 9),)
    assert [message.form for message in ledger.messages] == [(("CallSid", "CA1"),)]


MESSAGE = Message(
    "http://127.0.0.1:5000/twilio/events/a1#rc=3&rp=ct,rt,5xx",
    (("AccountSid", "AC1"), ("CallSid", "CA1"), ("SequenceNumber", "3")),
    "i-1",
)


def believed(form: tuple[tuple[str, str], ...], signature: str | None) -> bool:
    return webhooks.signed(bare(MESSAGE.url), MultiDict(form), signature, [TOKEN])


def test_a_true_message_sent_again_is_still_believed() -> None:
    assert believed(MESSAGE.form, sign(TOKEN, signed_url(MESSAGE.url), MESSAGE.form))


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_forged_message_is_believed(kind: str) -> None:
    forged = tuple({**dict(MESSAGE.form), "SequenceNumber": "900001"}.items())
    headers = KINDS[kind](MESSAGE, forged, TOKEN)
    assert not believed(forged, headers.get("X-Twilio-Signature"))


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_bug_is_in_its_own_process_and_in_no_other(name: str) -> None:
    commands = ("worker-dial", "worker-deal", "web", "push")
    tiers = (tuple(Process(each, ("python", "-m", f"the.{each}", "x")) for each in commands),)
    changed = {
        process.name: process.command[2:]
        for process in planted(name, tiers)[0]
        if process.command[2] == "tests.plants"
    }
    where = PLANTS[name].process
    assert changed == {where: ("tests.plants", name, f"the.{where}", "x")}


@pytest.mark.parametrize("name", PLANTS)
def test_every_planted_bug_has_a_figure_of_the_report_that_shows_it(name: str) -> None:
    assert getattr(Report(), PLANTS[name].figure) == 0

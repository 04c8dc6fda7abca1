"""The chaos run is only worth what it would see: its tables are whole, and every invariant can fail."""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition, Recorded
from telepro.services import outcomes, upkeep
from tests.chaos import faults, faults_of_servers, timeline
from tests.chaos.acts import Act, Kind, Verdict
from tests.chaos.carried import Account, Carried
from tests.chaos.facts import Facts, attempts_of
from tests.chaos.invariants import INVARIANTS, NotHere, judge
from tests.chaos.proxy import Mode
from tests.services.calls import answered, deal
from tests.smoke_ledger import Message
from tests.world import World

ROOT = Path(__file__).parents[1]
KEY = "said-once"


def test_there_are_44_invariants_in_order_each_with_a_sentence_and_a_judge() -> None:
    assert [each.id for each in INVARIANTS] == [f"I{number:02d}" for number in range(1, 45)]
    assert len({each.sentence for each in INVARIANTS}) == 44
    reasons = [each.judge.reason for each in INVARIANTS if isinstance(each.judge, NotHere)]
    assert all(reasons)


def test_every_fault_has_its_place_in_a_timeline_and_says_what_must_hold() -> None:
    steps = [step for steps in timeline.TIMELINES.values() for step in steps]
    assert all(step.must_hold and step.fewest >= 1 and step.seconds > 0 for step in steps)
    there = {
        function
        for module in (faults, faults_of_servers)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert there - {step.fault for step in steps} == set()
    assert there - {step.fault for step in timeline.FULL} == set()


def test_the_crash_points_of_a_run_are_those_of_a_call_in_the_product() -> None:
    found = set[str]()
    for file in (ROOT / "telepro").rglob("*.py"):
        found |= set(re.findall(r'point\("(F\d+ [^"]+)"\)', file.read_text(encoding="utf-8")))
    assert set(faults.CRASH_POINTS) == found


def test_a_wire_can_do_all_that_a_network_does() -> None:
    assert {mode.value for mode in Mode} == {"pass", "delay", "cut", "half-open", "refuse"}


@pytest.fixture
def honest(world: World, rows: Session) -> Facts:
    """One call from the deal to its outcome, as everybody concerned wrote it down."""
    world.at_work(world.alice)
    world.lead()
    deal(world)
    attempt = answered(world)
    said = Recorded(Disposition.GATEKEEPER, world.now)
    outcomes.record(world.alice.id, attempt.public_id, KEY, said, world.now)
    upkeep.publish(world.now)
    rows.flush()

    def ask(question: str, values: Any) -> list[tuple[Any, ...]]:
        found = rows.connection().exec_driver_sql(question, dict(values))
        return cast("list[tuple[Any, ...]]", [tuple(row) for row in found])

    ended = world.now + timedelta(minutes=1)
    call = Carried(
        str(attempt.sid), attempt.e164, attempt.public_id, world.now, timedelta(0), ended,
        "completed", 40, world.now,
    )  # fmt: skip
    account = Account(calls=[call], ordered=[world.now])
    kept = Act(
        Kind.OUTCOME, world.alice.id, attempt.public_id, KEY, "gatekeeper",
        Verdict.OK, 200, 20.0, 0.1,
    )  # fmt: skip
    began = world.now - timedelta(minutes=1)
    return Facts(ask, began, ended, 1, account, [kept], attempts_of(ask))


def violated(facts: Facts) -> set[str]:
    """The ids of all invariants of which a violation is found."""
    return {each.id for each in INVARIANTS if judge(facts, each).violations}


def test_an_honest_run_violates_nothing(honest: Facts) -> None:
    assert violated(honest) == set()


Harm = Callable[[Facts], Facts]


def calls(change: Callable[[Carried], list[Carried]]) -> Harm:
    """The carrier has other calls than that."""

    def harm(facts: Facts) -> Facts:
        (call,) = facts.account.calls
        return replace(facts, account=replace(facts.account, calls=change(call)))

    return harm


def also(**changes: Any) -> Harm:
    """The same call, and one more that differs in these."""
    return calls(lambda call: [call, replace(call, sid="CA" + "9" * 32, **changes)])


def otherwise(**changes: Any) -> Harm:
    """The call differs in these."""
    return calls(lambda call: [replace(call, **changes)])


def facts(**changes: Any) -> Harm:
    """What was written down in the run differs in these."""
    return lambda honest: replace(honest, **changes)


def acted(**changes: Any) -> Harm:
    """What somebody did, or was told, differs in these."""
    return lambda honest: replace(honest, acts=[replace(honest.acts[0], **changes)])


def another_attempt_of_the_same_person(honest: Facts) -> Facts:
    (known,) = honest.attempts.values()
    sid = "CA" + "9" * 32
    other = replace(known, id="other", sid=sid, number="+33199001009")
    (call,) = honest.account.calls
    more = [call, replace(call, sid=sid, attempt="other", to=other.number)]
    attempts = {**honest.attempts, "other": other}
    return replace(honest, attempts=attempts, account=replace(honest.account, calls=more))


def many_calls(call: Carried) -> list[Carried]:
    hour = timedelta(minutes=10)
    return [
        replace(call, sid=f"CA{n}", created=call.created + n * hour, ended=call.ended + n * hour)
        for n in range(7)
    ]


def on_the_list(honest: Facts) -> Facts:
    (known,) = honest.attempts.values()
    return replace(honest, suppressed_numbers=frozenset({f"{known.controller} {known.number}"}))


def an_unkept_message(honest: Facts) -> Facts:
    url = f"http://127.0.0.1/twilio/events/{honest.account.calls[0].attempt}#rc=3"
    message = Message(url, (("CallSid", "CA1"), ("CallStatus", "ringing")), "token")
    return replace(honest, account=replace(honest.account, messages=[message]))


def too_many_orders(honest: Facts) -> Facts:
    ordered = [honest.began + timedelta(milliseconds=n) for n in range(40)]
    return replace(honest, account=replace(honest.account, ordered=ordered))


TO_BE_RECORDED = "update attempts set recorded = 'quality'"
# Of a call that was not to be recorded; lying at the carrier with nobody to fetch it; two of one call.
RECORDED = """insert into recordings (public_id, attempt_id, sid, purpose, state, delete_on, tries)
    select {sid}, id, {sid}, 'quality', '{state}', intended_at + interval '90 days', 0
    from attempts, generate_series(1, 2) n on conflict do nothing"""
AWAY = {"Redis away": [(10.0, 30.0)]}
HARMS: dict[str, list[str | Harm]] = {
    "I01": [
        facts(held_twice=frozenset({1})),
        """insert into call_list_entries (public_id, lead_id, campaign_id, person_id, deal_id,
            position, tier, reason, fence, dealt_at, clear_until, valid_until, ended_at)
        select 'twice', lead_id, campaign_id, person_id, deal_id, position, tier, reason, 2,
            dealt_at - interval '10 s', clear_until, valid_until, dealt_at + interval '10 s'
        from call_list_entries; update call_list_entries set ended_at = dealt_at + interval '45 s'""",
    ],
    "I02": ["update call_list_entries set fence = 7", "update leads set fence = 0"],
    "I03": [also()],
    "I04": [another_attempt_of_the_same_person],
    "I05": [otherwise(attempt="nobody's"), otherwise(sid="CA" + "8" * 32)],
    "I06": [also()],
    "I07": [calls(many_calls)],
    "I08": [lambda f: otherwise(created=f.began + timedelta(hours=12))(f),
            lambda f: otherwise(queued=timedelta(hours=12))(f)],
    "I09": [on_the_list],
    "I10": ["""update outcomes set disposition = 'refused_to_listen',
            recorded_at = recorded_at - interval '1 hour'"""],
    "I11": ["update leads set held = true", "update leads set next_call_at = null",
            facts(leads=2), "update totals set value = value + 1 where name = 'leads'",
            "delete from totals where name = 'said:gatekeeper'",
            """insert into audit (action, subject, details, at, previous_hash, hash)
            values ('counters.corrected', 'campaign', '{}', '2026-11-24', '', 'x')"""],
    "I12": [acted(key="never kept"), acted(said="meeting")],
    "I13": [facts(acts=[])],
    "I14": ["update calls set status = 'ringing'", "update calls set conflict = true"],
    "I15": [facts(fallen=["attempt 1: completed became ringing"])],
    "I16": [otherwise(seconds=41), otherwise(status="busy"), facts(rest_seconds=121.0)],
    "I17": [an_unkept_message, """insert into call_inbox
            (key, account_sid, kind, subject, call_sid, payload, received_at, applied_at, tries)
        select key || n, account_sid, kind, subject, call_sid,
            payload || '{"CallStatus": "ringing", "SequenceNumber": "7"}', received_at, applied_at, 0
        from call_inbox, generate_series(1, 2) n"""],
    "I18": ["update call_inbox set applied_at = null", facts(poison_taken=1),
            "update outbox set published_at = null"],
    "I19": [facts(forged_statuses=[204]), facts(forged_marks=["2"]),
            facts(replayed_statuses=[403])],
    "I20": ["update calls set duration_seconds = 1"],
    "I21": ["update outcomes set disposition = 'callback'"],
    "I24": [calls(lambda c: [replace(c, joined=None), replace(c, joined=None)])],
    "I26": [facts(people_lost=["person 1"])],
    "I27": ["update attempts set state = 'placed'",
            lambda f: replace(f, quarantined=frozenset({f.account.calls[0].attempt}))],
    "I28": ["delete from outbox"],
    "I29": [facts(recoveries={"rebuild": [61.0]})],
    "I30": ["""alter table periodic_slots drop constraint pk_periodic_slots;
            insert into periodic_slots values ('mail', '2026-11-24'), ('mail', '2026-11-24')"""],
    "I32": ["update counters set value = value + 10 where name = 'talk_s'",
            facts(miscounted=["argued: kept 1, anew 2"])],
    "I33": [RECORDED.format(state="at_carrier", sid="'RE1'"),
            ";".join((TO_BE_RECORDED, RECORDED.format(state="at_carrier", sid="'RE1'"))),
            ";".join((TO_BE_RECORDED, RECORDED.format(state="absent", sid="'RE' || n"))),
            facts(lost_recordings=["re/re1.wav is lost"])],
    "I34": ["update leads set controller_id = (select max(id) from organisations)",
            facts(let_in=["/leads/1"])],
    "I35": [facts(audit_problems=["audit row 1"])],
    "I37": [facts(left_of_erased=["prospects: Claire"])],
    "I38": [facts(erased_again=["+33199001009"])],
    "I39": [otherwise(to="+33899123456")],
    "I40": [too_many_orders, otherwise(queued=timedelta(seconds=6))],
    "I41": [facts(held_twice=frozenset({1}))],
    "I42": [lambda f: replace(acted(verdict=Verdict.UNKNOWN)(f), windows=AWAY)],
    "I43": [acted(seconds=16.0)],
    "I44": [facts(leaks=["web.log: +331990…"])],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "harm"), [(name, harm) for name, harms in HARMS.items() for harm in harms]
)
def test_a_violated_invariant_is_seen(
    honest: Facts, rows: Session, name: str, harm: "str | Harm"
) -> None:
    if isinstance(harm, str):
        for statement in harm.split(";"):
            rows.execute(text(statement))
    else:
        honest = harm(honest)
    assert name in violated(honest)


PROMISED = """
    insert into callbacks (public_id, lead_id, campaign_id, outcome_id, owner_id, kind, flexible,
        due_at, local_time, time_zone, state, created_at)
    select 'promise', o.lead_id, o.campaign_id, o.id, {owner}, 'personal', false,
        a.intended_at + interval '{due}', '2026-11-24T10:00', 'Europe/Paris', 'called',
        a.intended_at - interval '1 hour'
    from outcomes o join attempts a on a.id = o.attempt_id"""


@pytest.mark.parametrize(
    ("name", "owner", "due"),
    [("I22", "a.person_id", "1 hour"), ("I23", "o.recorded_by_id + 1", "0 s")],
)
def test_a_callback_that_comes_early_or_to_another_is_seen(
    honest: Facts, rows: Session, name: str, owner: str, due: str
) -> None:
    rows.execute(text(PROMISED.format(owner=owner, due=due)))
    assert name in violated(honest)


def test_every_invariant_that_is_judged_can_fail() -> None:
    judged = {each.id for each in INVARIANTS if not isinstance(each.judge, NotHere)}
    assert judged - set(HARMS) == {"I22", "I23"}

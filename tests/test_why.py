"""The command `why`: what the law says of a number at a moment, in one line, whatever it says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from telepro.cli import commands as cli
from tests.commands_run import SHAPE

Why = Callable[..., tuple[int, dict[str, Any]]]
FRENCH = ("--phone", "+33199001234")
MORNING = ("--at", "2026-11-19T10:30:00+01:00")


@pytest.fixture
def why(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Why:
    """Ask the command in this process: its exit code and its one line of JSON."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def asked(*flags: str) -> tuple[int, dict[str, Any]]:
        code = 0
        try:
            cli.main(["why", *flags, "--json"])
        except SystemExit as end:
            code = int(str(end.code or 0))
        out = capsys.readouterr().out
        assert out.count("\n") == 1, out
        return code, json.loads(out)

    return asked


def rules(answer: dict[str, Any]) -> list[str]:
    return [refusal["rule"] for refusal in answer["refusals"]]


def test_a_consumer_who_agreed_is_called_until_the_hours_close(why: Why) -> None:
    code, answer = why(*FRENCH, "--audience", "B2C", "--consent", "express", *MORNING)
    assert code == 0
    assert answer == {
        "allowed": True,
        "refusals": [],
        "valid_until": "2026-11-19T12:00:00Z",
        "zones": ["Europe/Paris"],
    }


def test_every_rule_against_a_call_is_said_with_its_end(why: Why) -> None:
    evening = ("--at", "2026-11-19T20:30:00+01:00")
    code, answer = why(*FRENCH, "--audience", "B2C", "--caller-id", "+33 6 12 34 56 78", *evening)
    assert code == 0
    assert not answer["allowed"]
    assert answer["valid_until"] is None
    assert rules(answer) == ["FR-01", "FR-20", "FR-03"]
    assert [each["lifts_at"] for each in answer["refusals"]] == [None, None, "2026-11-20T09:00:00Z"]
    assert "06 12 34 56 78" in answer["refusals"][1]["says"]
    assert all(set(each) == {"rule", "says", "lifts_at"} for each in answer["refusals"])


def test_nothing_of_a_campaign_is_asked(why: Why) -> None:
    # No plan, no people, no hours of a plan: a Saturday night is no matter of law for a business.
    code, answer = why(*FRENCH, "--audience", "B2B", "--at", "2026-11-21T23:00:00+01:00")
    assert (code, answer["allowed"]) == (0, True)


def test_an_audience_that_is_not_said_is_a_consumers(why: Why) -> None:
    assert rules(why(*FRENCH, *MORNING)[1]) == ["FR-01"]
    assert rules(why(*FRENCH, "--audience", "unknown", *MORNING)[1]) == ["FR-01"]


FOUR = [
    word
    for day in ("2026-10-20", "2026-10-26", "2026-11-02", "2026-11-16")
    for word in ("--attempt", f"{day}T10:30:00+01:00")
]


def test_the_fifth_attempt_waits(why: Why) -> None:
    consented = (*FRENCH, "--audience", "B2C", "--consent", "express", *MORNING)
    assert why(*consented, *FOUR[:6])[1]["allowed"]
    answer = why(*consented, *FOUR[2:], "--attempt", "2026-11-17T10:30:00+01:00")[1]
    assert rules(answer) == ["FR-04"]
    assert answer["refusals"][0]["lifts_at"] == "2026-11-25T09:30:00Z"


def test_a_refusal_gives_sixty_full_days_and_withdraws_an_earlier_consent(why: Why) -> None:
    flags = (
        *FRENCH,
        "--audience",
        "B2C",
        "--consent",
        "express",
        "--refused",
        "2026-09-01T11:00:00+02:00",
    )
    sixtieth, after = "2026-10-30T10:30:00+01:00", "2026-11-02T10:30:00+01:00"
    assert rules(why(*flags, "--at", sixtieth)[1]) == ["FR-05", "FR-05b"]
    assert rules(why(*flags, "--at", after)[1]) == ["FR-05b"]
    anew = ("--consented", "2026-10-15T10:00:00+02:00")
    assert rules(why(*flags, *anew, "--at", sixtieth)[1]) == ["FR-05"]
    assert why(*flags, *anew, "--at", after)[1]["allowed"]


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (("--phone", "+13055550123", "--consent", "express", "--at", "2026-11-19T20:00:00-05:00"), ["US-01-FL"]),
        (("--phone", "+13055550123", "--consent", "express", "--at", "2026-11-19T19:59:59-05:00"), []),
        (("--phone", "+13055550123", "--consent", "express", "--state", "RI", "--at", "2026-11-19T18:30:00-05:00"),
         ["US-01-RI"]),
        (("--phone", "+442079460123", "--audience", "B2B", *MORNING), ["UK-08", "UK-08"]),
        (("--phone", "+442079460123", "--audience", "B2B", "--checked", "ctps=2026-11-01T09:00:00Z",
          "--checked", "tps=2026-11-01T09:00:00Z", *MORNING), []),
        (("--phone", "+442079460123", "--listed", "tps=2026-11-01T09:00:00Z", *MORNING), ["UK-07"]),
        (("--phone", "+442079460123", "--consent", "express", "--suppressed", *MORNING), ["UK-09"]),
        (("--phone", "+493012345678", "--audience", "B2B", *MORNING), ["DE-02"]),
        (("--phone", "+493012345678", "--audience", "B2B", "--interest", "asked for a quote", *MORNING), []),
        (("--phone", "+15145550123", "--audience", "B2B", "--spoken", "en", *MORNING), ["QC-01"]),
        (("--phone", "+33199001234", "--consent", "contract", *MORNING), []),
        (("--phone", "+33199001234", "--consent", "express", "--technique", "predictive",
          "--caller-id", "+33199001299", *MORNING), ["FR-18"]),
        (("--phone", "+33199001234", "--consent", "express", "--technique", "predictive",
          "--caller-id", "+33162001299", *MORNING), []),
        (("--phone", "01 99 00 12 34", "--country", "France", "--consent", "express", *MORNING), []),
        (("--phone", "+212522123456", *MORNING), ["country_without_rules"]),
        (("--phone", "+33899701234", *MORNING), ["phone_refused"]),
        (("--phone", "+33199001234", "--consent", "express", "--sector", "training_account", *MORNING), ["FR-07b"]),
        (("--phone", "+33199001234", "--consent", "express", "--caller-id", "hidden", *MORNING), ["FR-10"]),
        (("--phone", "+33199001234", "--consent", "express", "--postal-code", "97400", *MORNING), ["FR-03"]),
        (("--phone", "+33199001234", "--consent", "express", "--zone", "America/Martinique", *MORNING), ["FR-03"]),
    ],
)  # fmt: skip
def test_the_law_of_each_country_is_told_by_the_ids_of_its_rules(
    why: Why, flags: tuple[str, ...], told: list[str]
) -> None:
    code, answer = why(*flags)
    assert (code, rules(answer)) == (0, told)
    assert answer["allowed"] is (not told)


@pytest.mark.parametrize(
    ("flags", "places"),
    [
        ((), ["telepro why"]),
        ((*FRENCH,), ["telepro why"]),
        ((*FRENCH, "--at", "now"), ["--at"]),
        ((*FRENCH, "--at", "2026-11-19T10:30:00"), ["--at"]),
        ((*FRENCH, "--at", "0001-01-01T00:00+14:00"), ["--at"]),
        ((*FRENCH, "--at", "9999-12-31T23:59:59Z"), ["--at"]),
        (("--phone", "no phone", *MORNING), ["--phone"]),
        (("--phone", "", *MORNING), ["--phone"]),
        ((*FRENCH, "--country", "Atlantis", *MORNING), ["--country"]),
        ((*FRENCH, "--audience", "everybody", *MORNING), ["telepro why"]),
        ((*FRENCH, "--consent", "maybe", *MORNING), ["telepro why"]),
        ((*FRENCH, "--technique", "robot", *MORNING), ["telepro why"]),
        ((*FRENCH, "--caller-id", "0612345678", *MORNING), ["--caller-id"]),
        ((*FRENCH, "--attempt", "yesterday", *MORNING), ["--attempt"]),
        ((*FRENCH, "--attempt", "2026-11-20T10:30:00+01:00", *MORNING), ["--attempt"]),
        ((*FRENCH, "--refused", "2026-02-30T10:00:00Z", *MORNING), ["--refused"]),
        ((*FRENCH, "--zone", "Mars/X", *MORNING), ["--zone"]),
        ((*FRENCH, "--state", "FL", *MORNING), ["--state"]),
        ((*FRENCH, "--checked", "yellow pages=2026-11-01T09:00:00Z", *MORNING), ["--checked"]),
        ((*FRENCH, "--checked", "tps", *MORNING), ["--checked"]),
        ((*FRENCH, "--caller-id", "", *MORNING), ["--caller-id"]),
        ((*FRENCH, "--attempt", "", *MORNING), ["--attempt"]),
        ((*FRENCH, "--zone", "Mars/X", "--refused", "never", *MORNING), ["--refused", "--zone"]),
    ],
)
def test_bad_input_ends_with_2_and_says_every_problem(
    why: Why, flags: tuple[str, ...], places: list[str]
) -> None:
    code, answer = why(*flags)
    assert code == 2
    assert [problem["place"] for problem in answer["problems"]] == places
    assert all(set(each) == SHAPE and all(each.values()) for each in answer["problems"])


def test_it_speaks_french_where_the_terminal_does(
    why: Why, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    (refusal,) = why(*FRENCH, *MORNING)[1]["refusals"]
    assert refusal["says"].startswith("Ce consommateur n'a pas donné de consentement")
    (problem,) = why(*FRENCH, "--at", "demain")[1]["problems"]
    assert "un instant avec son décalage" in problem["expected"]


def test_it_starts_nothing(why: Why, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert why(*FRENCH, *MORNING, "--data", str(data))[0] == 0
    assert not data.exists()

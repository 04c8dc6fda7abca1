"""One reason for each lead of a campaign, and what the law keeps back for long."""

from datetime import UTC, datetime, timedelta

from campaigns.clearance import why
from campaigns.clearance.verdicts import WORDS, Clearance, Refusal, RefusalCode, Refusals
from campaigns.clearance.why import WAITS, Kind, Reason, Verdict, Waits
from campaigns.lead.closing import CLOSE_LABELS, CloseReason

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
TOMORROW, NEXT_WEEK = NOON + timedelta(days=1), NOON + timedelta(days=7)
CLEAR = Clearance(TOMORROW, ("FR-03",))


def refused(code: str, lifts_at: datetime | None = None) -> Refusals:
    words = WORDS[RefusalCode.WINDOW]
    return Refusals((Refusal(code, lifts_at, words),), lifts_at)


def kind(*verdicts: Verdict, leads: int = 10, country: str = "FR") -> Kind:
    return Kind(leads, leads * 6, country, verdicts)


def test_callable_leads_say_so() -> None:
    assert why.judged(kind(CLEAR)) == why.waiting(Waits.CALLABLE, 10)


def test_a_kind_has_the_verdict_of_most_of_its_few() -> None:
    odd = refused(RefusalCode.SUPPRESSED)
    assert why.judged(kind(odd, CLEAR, CLEAR)).code == "callable"
    assert why.judged(kind(odd, odd, CLEAR)).code == "suppressed"


def test_refused_leads_take_the_first_reason_and_open_when_all_have_lifted() -> None:
    found = why.judged(kind(refused("FR-04", NEXT_WEEK)))
    assert (found.code, found.leads, found.opens_at) == ("FR-04", 10, NEXT_WEEK)
    assert set(found.words) == {"fr", "en"}


def test_reasons_of_one_code_are_one_line_and_nothing_is_lost() -> None:
    found = why.added_up(
        [
            why.closed(CloseReason.REFUSED, 3),
            why.waiting(Waits.LATER, 4, NEXT_WEEK),
            why.waiting(Waits.LATER, 5, TOMORROW),
            why.waiting(Waits.HELD, 0),
        ]
    )
    assert found == (
        Reason("later", WAITS[Waits.LATER], 9, TOMORROW),
        Reason("closed:refused", CLOSE_LABELS[CloseReason.REFUSED], 3),
    )


def test_the_law_holds_back_by_its_caps_and_rests_not_by_its_hours() -> None:
    capped = kind(refused("FR-04", NEXT_WEEK))
    at_night = kind(refused("FR-03", TOMORROW))
    own = kind(refused(RefusalCode.REFUSAL_REST, NEXT_WEEK))
    assert why.held_by_law([capped, at_night, own, kind(CLEAR)]) == 60


def test_a_country_without_rules_holds_nothing_back_by_a_rule() -> None:
    unknown = kind(refused(RefusalCode.COUNTRY_WITHOUT_RULES), country="ZZ")
    assert why.held_by_law([unknown]) == 0

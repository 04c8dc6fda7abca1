"""What a campaign offers at the desk, and what a digit records."""

import pytest

from campaigns.dispositions import (
    DEFAULT_SET,
    Conversation,
    Disposition,
    Reason,
    is_argued_contact,
    is_contact,
    offer,
    options,
    resolve,
)
from campaigns.problems import Refused

SILENT = Conversation()
ARGUED = Conversation(argued=True)
DECIDES = Conversation(decision_maker=True)
ARGUED_TO_WHO_DECIDES = Conversation(argued=True, decision_maker=True)


@pytest.mark.parametrize(
    ("digit", "disposition"),
    [
        (1, Disposition.NO_ANSWER),
        (2, Disposition.MACHINE),
        (3, Disposition.BUSY),
        (4, Disposition.CALLBACK),
        (6, Disposition.MEETING),
        (7, Disposition.REFUSED_TO_LISTEN),
        (8, Disposition.WRONG_NUMBER),
        (9, Disposition.DO_NOT_CALL),
    ],
)
def test_each_digit_records_one_disposition(digit: int, disposition: Disposition) -> None:
    assert resolve(DEFAULT_SET, digit, SILENT) is disposition


def test_interested_has_three_chips() -> None:
    assert options(DEFAULT_SET, 5, ARGUED) == (
        Disposition.DOCUMENTATION,
        Disposition.QUOTE,
        Disposition.INTERESTED_LATER,
    )


def test_interested_alone_is_not_enough() -> None:
    with pytest.raises(Refused) as refused:
        resolve(DEFAULT_SET, 5, ARGUED)
    (problem,) = refused.value.problems
    assert problem.expected == "documentation, quote, interested_later"


def test_a_refusal_after_the_offer_is_an_argued_refusal() -> None:
    assert options(DEFAULT_SET, 7, ARGUED) == (Disposition.ARGUED_REFUSED,)
    assert resolve(DEFAULT_SET, 7, ARGUED) is Disposition.ARGUED_REFUSED


def test_what_was_said_decides_over_the_refusal_that_was_picked() -> None:
    assert resolve(DEFAULT_SET, Disposition.ARGUED_REFUSED, SILENT) is Disposition.REFUSED_TO_LISTEN
    assert resolve(DEFAULT_SET, Disposition.REFUSED_TO_LISTEN, ARGUED) is Disposition.ARGUED_REFUSED


def test_a_digit_that_leads_nowhere_names_those_that_do() -> None:
    with pytest.raises(Refused) as refused:
        resolve(DEFAULT_SET, 0, SILENT)
    (problem,) = refused.value.problems
    assert problem.found == "0"
    assert problem.expected.startswith("a digit (1, 2, 3, 4, 5, 6, 7, 8, 9)")


def test_what_the_campaign_does_not_offer_is_refused() -> None:
    meetings_only = offer([Disposition.MEETING])
    with pytest.raises(Refused):
        resolve(meetings_only, Disposition.SALE, SILENT)


def test_no_campaign_can_leave_out_do_not_call() -> None:
    assert set(offer([]).rules) == {
        Disposition.NO_ANSWER,
        Disposition.WRONG_NUMBER,
        Disposition.DO_NOT_CALL,
        Disposition.DATA_REQUEST,
    }


def test_one_refusal_brings_the_other() -> None:
    assert Disposition.ARGUED_REFUSED in offer([Disposition.REFUSED_TO_LISTEN]).rules


def test_only_the_network_says_abandoned() -> None:
    assert Disposition.ABANDONED not in DEFAULT_SET.rules
    assert DEFAULT_SET.rule(Disposition.ABANDONED).labels["fr"] == "Appel abandonné"


def test_a_campaign_speaks_its_own_words() -> None:
    visit = {"fr": "Visite de l’école", "en": "School visit"}
    strike = Reason("strike", {"fr": "Grève", "en": "Strike"})
    own = offer(
        [Disposition.MEETING, Disposition.ARGUED_REFUSED],
        labels={Disposition.MEETING: visit},
        reasons={Disposition.ARGUED_REFUSED: (strike,)},
    )
    assert own.rule(Disposition.MEETING).labels == visit
    assert own.rule(Disposition.ARGUED_REFUSED).reasons == (strike,)


@pytest.mark.parametrize(
    ("disposition", "conversation", "reached"),
    [
        (Disposition.NO_ANSWER, DECIDES, False),
        (Disposition.GATEKEEPER, SILENT, False),
        (Disposition.OUT_OF_TARGET, DECIDES, True),
        (Disposition.CALLBACK, SILENT, True),
        (Disposition.REFUSED_TO_LISTEN, SILENT, True),
        (Disposition.MEETING, SILENT, True),
    ],
)
def test_a_contact_is_the_right_person_reached(
    disposition: Disposition, conversation: Conversation, reached: bool
) -> None:
    assert is_contact(disposition, conversation) is reached


@pytest.mark.parametrize(
    ("disposition", "conversation", "argued"),
    [
        (Disposition.CALLBACK, ARGUED_TO_WHO_DECIDES, True),
        (Disposition.CALLBACK, ARGUED, False),
        (Disposition.CALLBACK, DECIDES, False),
        (Disposition.ARGUED_REFUSED, DECIDES, True),
        (Disposition.ARGUED_REFUSED, ARGUED, False),
        (Disposition.MEETING, SILENT, True),
        (Disposition.MACHINE, ARGUED_TO_WHO_DECIDES, False),
    ],
)
def test_an_argued_contact_heard_the_offer_and_decides(
    disposition: Disposition, conversation: Conversation, argued: bool
) -> None:
    assert is_argued_contact(disposition, conversation) is argued

"""What a refused call is told as: each code that an attempt may carry becomes a sentence and a way on."""

from flask_babel import gettext as _

CARRIER = "carrier:"
# Carrier errors by what they mean to whoever calls (twilio.com/docs/api/errors).
NUMBER = ("13223", "13224", "21211", "21214", "21217")
FORBIDDEN = ("21202", "21203", "21215", "21216")
ACCOUNT = ("20003", "20008", "20403", "21210", "21212", "21213", "21219")
CROWDED = ("10004", "20429")

Problem = dict[str, str]


def refused_calls() -> dict[str, Problem]:
    """The problem to show for each code that is known, in the reader's language."""
    return {
        "too_late": _late(),
        "never_arrived": _problem(
            _("this call never reached the carrier"),
            _("a call that starts at once"),
            _("Nothing rang. Take the next lead."),
        ),
        "hung_up_before": _problem(
            _("you hung up before it rang"),
            _("a call that rings"),
            _("Press F2 when you are ready."),
        ),
        "objected": _problem(
            _("this prospect has just asked not to be called"),
            _("a prospect who may be called"),
            _("Nothing rang. Take the next lead."),
        ),
        "outage": _problem(
            _("the carrier does not answer: no call goes out"),
            _("a carrier that answers"),
            _("Nothing rang and nothing is lost. Calling goes on by itself when it answers again."),
        ),
        "sample": _of_a_sample(),
        **_of_carrier(NUMBER, _no_such_number()),
        **_of_carrier(FORBIDDEN, _not_allowed()),
        **_of_carrier(ACCOUNT, _not_set_up()),
        **_of_carrier(CROWDED, _late()),
    }


def _of_a_sample() -> Problem:
    return _problem(
        _("this lead belongs to a sample, and the line is a real one"),
        _("a lead of a campaign of yours"),
        _(
            "Nothing rang: a sample is never called. Practise instead, from the page on which you choose a mission."
        ),
    )


def _late() -> Problem:
    return _problem(
        _("this call could not start within five seconds"),
        _("a call that starts at once"),
        _(
            "Nothing rang and the lead may be called again. If this comes back, tell your campaign "
            "manager: too many people call at once for what the carrier's account starts a second."
        ),
    )


def _no_such_number() -> Problem:
    return _problem(
        _("the carrier knows no such number"),
        _("a number in service"),
        _("Nothing rang. Take the next lead."),
    )


def _not_allowed() -> Problem:
    return _problem(
        _("the carrier's account may not call this number or its country"),
        _("a number that the account may call"),
        _("Nothing rang. Tell your campaign manager and take the next lead."),
    )


def _not_set_up() -> Problem:
    return _problem(
        _("the carrier does not accept our account or the number we show"),
        _("an account and a caller ID that it accepts"),
        _("Nothing rang. Tell your campaign manager; leads and notes stay safe."),
    )


def _of_carrier(codes: tuple[str, ...], problem: Problem) -> dict[str, Problem]:
    return {CARRIER + code: problem for code in codes}


def _problem(found: str, expected: str, fix: str) -> Problem:
    return {"place": "call", "found": found, "expected": expected, "fix": fix}

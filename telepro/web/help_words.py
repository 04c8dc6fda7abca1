"""What each part's page of help says: their day, step by step, with the page on which each step is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from telepro.web.access import Policy


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a day; `endpoint` is the page it is done on, empty where it is no page of its own."""

    title: LazyString
    text: LazyString
    endpoint: str = ""


_TELEPROSPECTOR = (
    Step(
        _("Come in"),
        _(
            "With your password, a link by e-mail, or the lock of your own device: add a passkey to your account once. If your sign-in ends while you work, the desk asks for it at its side; a call goes on, and nothing you recorded is lost."
        ),
        "auth.account",
    ),
    Step(
        _("Before the first call"),
        _(
            "Check microphone, network and line in half a minute, choose whether the desk sounds, then practise on invented people: the same page and the same keys, and nobody is called."
        ),
        "desk_training.practise",
    ),
    Step(
        _("Call"),
        _(
            "Choose a mission. A lead is there with its script; F2 calls, F8 hangs up, a digit says what came of it and the next lead follows. Type your note at any time: it goes with the result."
        ),
        "desk.desk",
    ),
    Step(
        _("When they hesitate"),
        _(
            "Ctrl K and two letters open the card of an objection: dig, restate, answer, check. Opening the offer marks the contact as argued."
        ),
    ),
    Step(
        _("Promise a call"),
        _(
            "4, then the moment they named. It comes to the top of your list by itself when its time is there."
        ),
        "desk.callbacks",
    ),
    Step(
        _("Rest"),
        _(
            "Pause whenever you need to; a pause asked for during a call begins after it. After the minutes of talk that you set yourself the page proposes a rest for your voice, and two minutes after a call that was hard. Nobody can shorten either."
        ),
        "auth.account",
    ),
    Step(
        _("At the end of the day"),
        _(
            "Your day shows calls, goal, hours and what you promised; your results show which are waiting, accepted or not owed, and why. Both are yours alone."
        ),
        "desk_day.own_day",
    ),
)
_MANAGER = (
    Step(
        _("From a brief to a plan"),
        _(
            "A company's brief is the first version of a plan. Six steps make the rest: objective, target, actions, preparation, KPIs, launch; the forecast stands beside each."
        ),
        "manager_missions.missions_page",
    ),
    Step(
        _("Bring in prospects"),
        _(
            "A file is looked at before anything is written: what is new, known, left out, and what is wrong, by the repair that serves all. An import can be undone for 24 hours."
        ),
        "manager_imports.imports_page",
    ),
    Step(
        _("Launch"),
        _(
            "The checklist is signed by name, the team invited with its hours. Nobody is called before the launch."
        ),
        "manager_campaigns.campaigns_page",
    ),
    Step(
        _("Steer"),
        _(
            "The live board says what needs a look first, plan against actual, where the gap comes from and what each cause costs. What if plays the rest with other people, hours or attempts."
        ),
        "manager_campaigns.campaigns_page",
    ),
    Step(
        _("Why a lead is called, or not"),
        _("Each lead's page says which rule of law or plan holds it back, and until when."),
        "manager_prospects.prospects_page",
    ),
    Step(
        _("Help your team"),
        _(
            "In somebody's row of the board L listens and M writes; then W whispers, J joins, Q leaves. The teleprospector always sees it, and the journal keeps who."
        ),
    ),
    Step(
        _("What calls leave to do"),
        _(
            "Documents, quotes and letters stand under the tasks until somebody says that they are done."
        ),
        "tasks.of_agency",
    ),
)
_COMPANY = (
    Step(
        _("Post a mission"),
        _(
            "Seven fields: what you offer, to whom, which result you pay for, how many, by when, at what price."
        ),
        "company.home",
    ),
    Step(
        _("Say when you can be met"),
        _("Hours, and a calendar if you have one: teleprospectors offer only what is free."),
        "company_calendars.calendars_page",
    ),
    Step(
        _("Judge meetings"),
        _(
            "V accepts a meeting as a result, R contests it with a reason. Without a word by its deadline it counts as accepted."
        ),
        "validation.page",
    ),
    Step(
        _("Your prospects"),
        _(
            "Find whom was called for you, and take your prospects out as a file, with a reason in the journal."
        ),
        "company_prospects.prospects_page",
    ),
    Step(
        _("Your own rules"),
        _(
            "Ask more of the calls made for you than the law does: narrower hours, fewer calls, countries left out."
        ),
        "company_law.own",
    ),
    Step(
        _("What is left to do"),
        _("Tasks of your own people after a call: send, quote, confirm."),
        "tasks.of_company",
    ),
)
_ADMINISTRATOR = (
    Step(
        _("Organisations and people"),
        _(
            "Add companies, agencies and people; an invitation is a link that works once. Whoever leaves is shut out at once."
        ),
        "admin.people_page",
    ),
    Step(
        _("Numbers and limits"),
        _(
            "Which numbers prospects see, and the most of calls that a person, a company, a number may have."
        ),
        "admin_limits.numbers",
    ),
    Step(
        _("Never called again"),
        _("The list of those who objected; a number put on it is refused from the next call on."),
        "admin.do_not_call",
    ),
    Step(
        _("The law's figures"),
        _(
            "Set a figure stricter at any time; less strict only with a reason and an end within a year."
        ),
        "admin_law.changes",
    ),
    Step(
        _("Journal and health"),
        _(
            "Who did what, in a chain that shows any change; whether carrier, database and workers are well."
        ),
        "admin.health",
    ),
)

TITLES: Mapping[str, LazyString] = {
    Policy.TELEPROSPECTOR: _("Teleprospector"),
    Policy.MANAGER: _("Campaign manager"),
    Policy.COMPANY: _("Company"),
    Policy.ADMINISTRATOR: _("Administrator"),
}
DAYS: Mapping[str, tuple[Step, ...]] = {
    Policy.TELEPROSPECTOR: _TELEPROSPECTOR,
    Policy.MANAGER: _MANAGER,
    Policy.COMPANY: _COMPANY,
    Policy.ADMINISTRATOR: _ADMINISTRATOR,
}

"""Reads how a plan treats the call itself: what is recorded, and whether law lets it dial that way."""

from datetime import date

from campaigns.call.recording import NoticeBy, Purpose, Recording, longest_kept, needs_everybody
from campaigns.law import ANY, Technique, pack_for, rules_in_force
from campaigns.law.rules import CallerIdPrefixes
from campaigns.plan.forms import Form
from campaigns.plan.kinds import WHOLE_PERCENT, choice, whole
from campaigns.plan.parts import Actions
from campaigns.plan.sense_calls import CALLS
from campaigns.prospects import Audience


def read_recording(form: Form) -> Recording | None:
    """What the plan records; None, the default, for nothing."""
    stated = form.optional_form("recording")
    if stated is None:
        return None
    return Recording(
        stated.value("purpose", choice(Purpose)),
        stated.optional("share", WHOLE_PERCENT, 100),
        stated.value("keep_days", whole(1, 3660)),
        stated.optional("notice", choice(NoticeBy), NoticeBy.VOICE),
    )


def check_calls(
    form: Form, actions: Actions, country: str, audience: Audience, start: date
) -> None:
    """Note what the law of the country does not allow: the way of dialing, the caller ID shown with
    it, how long a recording is kept, a machine that talks to consumers."""
    _check_mode(form, actions, country, audience, start)
    kept = actions.recording.keep_days if actions.recording else 0
    most = longest_kept(country, start)
    if kept > most:
        form.note("recording", CALLS["kept_too_long"], found=kept, most=most)
    if actions.recording and needs_everybody(country, start):
        form.note("recording", CALLS["everybody_agrees"], found=country)
    if actions.machine_message and audience is Audience.B2C:
        form.note("machine_message", CALLS["message_to_consumers"])


def _check_mode(
    form: Form, actions: Actions, country: str, audience: Audience, start: date
) -> None:
    pack = pack_for(country)
    if actions.preview_seconds and actions.dial_mode is Technique.MANUAL:
        form.note("preview_seconds", CALLS["timer_by_hand"], found=actions.preview_seconds)
    if pack is None or actions.dial_mode is Technique.MANUAL:
        return
    shown = actions.caller_id
    for rule in rules_in_force(pack, start, audience, actions.dial_mode):
        params = rule.params
        if rule.technique is ANY or not isinstance(params, CallerIdPrefixes) or not params.only:
            continue
        if shown is None or not shown.startswith(params.only):
            mode, found = str(actions.dial_mode), shown or "-"
            form.note("dial_mode", CALLS["mode_needs_number"], mode=mode, found=found, rule=rule.id)

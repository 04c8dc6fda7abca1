"""Reads when a plan tries again after which outcome, and what is done besides calling."""

from collections import Counter
from datetime import timedelta

from campaigns import cadence
from campaigns.cadence import CadenceStep, Slot
from campaigns.dispositions import RULES
from campaigns.dispositions.choices import NEVER_OFFERED
from campaigns.follow_up.channels import Channel, ChannelStep
from campaigns.follow_up.tasks import OwnerRole
from campaigns.plan.forms import Form
from campaigns.plan.kinds import DURATION, LINE, choice, line, whole
from campaigns.plan.sense import SENSE
from campaigns.plan.sense_actions import ACTIONS

ATTEMPTS = whole(1, 50)
_RETRIED = choice(dict.fromkeys(step.after for step in cadence.DEFAULT.steps))
# Whatever a person records, but for what ends every contact: nobody writes to who objected.
_FOLLOWED = choice(
    code for code, rule in RULES.items() if code not in NEVER_OFFERED and rule.suppress is None
)


def read_cadence(form: Form, most: int) -> tuple[CadenceStep, ...]:
    """The waits of at most `most` attempts; a step that another hides, or none reaches, can't be meant."""
    forms = form.forms("cadence", most=40)
    steps = tuple(_step(each) for each in forms)
    seen: Counter[tuple[str, int | None]] = Counter()
    for each, step in zip(forms, steps, strict=True):
        if not each.is_sound("after"):
            continue
        seen[step.after, step.attempt] += 1
        if seen[step.after, step.attempt] > 1:
            each.note_new("after", ACTIONS["step_twice"], found=step.after)
        if step.attempt is not None and step.attempt >= most:
            each.note_new("attempt", ACTIONS["step_unreached"], found=step.attempt, most=most)
    return steps


def read_channels(form: Form) -> tuple[ChannelStep, ...]:
    """The tasks besides calls."""
    return tuple(_channel(each) for each in form.forms("channels", most=30))


def _step(form: Form) -> CadenceStep:
    wait = form.value("wait", DURATION)
    slot = form.optional("slot", choice(Slot), Slot.ANY)
    if form.is_sound("wait") and slot is not Slot.ANY and wait % timedelta(days=1):
        form.note("wait", SENSE["slot_days"], found=form.optional("wait", line(40), ""))
    return CadenceStep(
        form.value("after", _RETRIED),
        wait,
        form.optional("attempt", ATTEMPTS, None),
        slot,
        form.optional("at_most_per_day", whole(1, 20), None),
    )


def _channel(form: Form) -> ChannelStep:
    return ChannelStep(
        form.value("after", _FOLLOWED),
        form.value("channel", choice(Channel)),
        form.value("owner", choice(OwnerRole)),
        form.value("within", DURATION),
        form.value("what", LINE),
        form.optional("attempt", ATTEMPTS, None),
    )

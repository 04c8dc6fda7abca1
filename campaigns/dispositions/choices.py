"""What a campaign offers at the desk: which dispositions, on which digit, in whose words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from campaigns.dispositions.codes import (
    Conversation,
    Disposition,
    DispositionKind,
    DispositionRule,
    Reason,
)
from campaigns.dispositions.table import RULES
from campaigns.problems import Problem, Refused

# A person may object or use their rights in any call, and a dead number must be told from a silent
# one: no plan leaves these out.
ALWAYS_OFFERED = frozenset(
    {
        Disposition.NO_ANSWER,
        Disposition.WRONG_NUMBER,
        Disposition.DO_NOT_CALL,
        Disposition.DATA_REQUEST,
    }
)
NEVER_OFFERED = frozenset({Disposition.ABANDONED, Disposition.NEEDS_WRAP_UP})
REFUSALS = frozenset({Disposition.REFUSED_TO_LISTEN, Disposition.ARGUED_REFUSED})


@dataclass(frozen=True, slots=True)
class DispositionSet:
    """A campaign's dispositions in palette order, with its own words and required answers."""

    rules: Mapping[Disposition, DispositionRule]
    required_answers: Mapping[Disposition, tuple[str, ...]] = field(default_factory=dict)

    def rule(self, code: Disposition) -> DispositionRule:
        """The campaign's rule; for what only the network says, the general one."""
        return self.rules.get(code, RULES[code])

    def keys(self) -> Mapping[int, tuple[Disposition, ...]]:
        """Each digit with its dispositions, one or the chips to choose from."""
        keys: dict[int, tuple[Disposition, ...]] = {}
        for rule in self.rules.values():
            if rule.key is not None:
                keys[rule.key] = (*keys.get(rule.key, ()), rule.code)
        return dict(sorted(keys.items()))


def offer(
    codes: Iterable[Disposition] = RULES,
    labels: Mapping[Disposition, Mapping[str, str]] | None = None,
    reasons: Mapping[Disposition, tuple[Reason, ...]] | None = None,
    required_answers: Mapping[Disposition, tuple[str, ...]] | None = None,
) -> DispositionSet:
    """Build a campaign's set from the codes it wants, with its own labels and reasons where given.

    The set always holds ALWAYS_OFFERED and both refusals or none, since the digit 7 tells them
    apart by what was said in the call.
    """
    wanted = (ALWAYS_OFFERED | set(codes)) - NEVER_OFFERED
    if wanted & REFUSALS:
        wanted |= REFUSALS
    labels, reasons = labels or {}, reasons or {}
    rules = {
        code: replace(
            rule, labels=labels.get(code, rule.labels), reasons=reasons.get(code, rule.reasons)
        )
        for code, rule in RULES.items()
        if code in wanted
    }
    return DispositionSet(rules, required_answers or {})


DEFAULT_SET = offer()


def options(
    choices: DispositionSet, digit: int, conversation: Conversation
) -> tuple[Disposition, ...]:
    """What a digit stands for at this moment of the call: nothing, one disposition, or chips."""
    offered = choices.keys().get(digit, ())
    return tuple(dict.fromkeys(_by_what_was_said(code, conversation) for code in offered))


def resolve(
    choices: DispositionSet, pressed: int | Disposition, conversation: Conversation
) -> Disposition:
    """The disposition that a digit or a chosen code records.

    A refusal, however chosen, is *argued, refused* if the offer was heard, else *refused to
    listen*. Raises Refused when the digit leads nowhere or to several chips, or when the campaign
    does not offer the code.
    """
    found: tuple[Disposition, ...]
    if isinstance(pressed, Disposition):
        said = _by_what_was_said(pressed, conversation)
        found = (said,) if said in choices.rules else ()
    else:
        found = options(choices, pressed, conversation)
    if len(found) != 1:
        raise Refused(_not_one(choices, pressed, found))
    return found[0]


def is_contact(code: Disposition, conversation: Conversation) -> bool:
    """Whether the right person was reached (contact utile), in this outcome."""
    rule = RULES[code]
    spoken = rule.kind is not DispositionKind.TECHNICAL
    return rule.contact or (spoken and conversation.decision_maker)


def is_argued_contact(code: Disposition, conversation: Conversation) -> bool:
    """Whether this outcome is a contact argumenté: decision maker, offer heard, reaction given.

    A positive outcome is one by itself: who books a meeting has decided and has heard why.
    """
    rule = RULES[code]
    if rule.kind is DispositionKind.POSITIVE:
        return True
    heard = rule.argued or conversation.argued
    return is_contact(code, conversation) and heard and conversation.decision_maker


def _by_what_was_said(code: Disposition, conversation: Conversation) -> Disposition:
    if code not in REFUSALS:
        return code
    return Disposition.ARGUED_REFUSED if conversation.argued else Disposition.REFUSED_TO_LISTEN


def _not_one(
    choices: DispositionSet, pressed: int | Disposition, found: tuple[Disposition, ...]
) -> Problem:
    digits = ", ".join(map(str, choices.keys()))
    expected = ", ".join(found) or f"a digit ({digits}) or one of {', '.join(choices.rules)}"
    return Problem("disposition", str(pressed), expected, "Choose one of them.")

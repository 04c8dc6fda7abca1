"""What a simulated teleprospector records: the disposition with all that the campaign asks for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from campaigns.dispositions import (
    Conversation,
    Disposition,
    DispositionSet,
    MeetingDetails,
    MeetingKind,
    Needs,
    Recorded,
    SuppressionScope,
)
from campaigns.plan import Plan
from campaigns.script.blocks import AnswerKind, Question
from campaigns.states import CallbackKind
from campaigns.windows import next_opening
from telepro.callers.results import disposition_of, meaning_of
from telepro.localtwilio.sayings import Saying

SCOPES = (SuppressionScope.PROSPECT, SuppressionScope.NUMBER, SuppressionScope.PERSON)
ANSWERS: Mapping[AnswerKind, str] = {
    AnswerKind.NUMBER: "4",
    AnswerKind.EMAIL: "accueil@example.org",
    AnswerKind.DATE: "2027-01-15",
    AnswerKind.YES_NO: "yes",
}


class Pen:
    """Fills in what the plan asks for; `dice` is the teleprospector's own."""

    def __init__(self, plan: Plan, dice: Random) -> None:
        self._plan = plan
        self._choices: DispositionSet = plan.disposition_set()
        self._questions = {each.key: each for each in plan.script.questions}
        self._dice = dice

    def record(self, says: Saying | None, zone: str, now: datetime) -> Recorded:
        """What came of a call on which this was said, as it is recorded at `now`."""
        offered = frozenset(self._choices.rules)
        code = disposition_of(says, None, frozenset(map(str, offered)))
        meaning = meaning_of(says)
        plain = Recorded(
            code,
            now,
            Conversation(meaning.argued, meaning.decision_maker),
            answers={key: self._answer(key) for key in self._required(code)},
        )
        return self._with_reason(self._with_details(plain, zone, now))

    def _required(self, code: Disposition) -> tuple[str, ...]:
        return self._choices.required_answers.get(code, ())

    def _answer(self, key: str) -> str:
        question = self._questions.get(key, Question(key, key))
        if question.choices:
            return self._dice.choice(question.choices)
        return ANSWERS.get(question.kind, "à préciser")

    def _with_reason(self, recorded: Recorded) -> Recorded:
        rule = self._choices.rule(recorded.disposition)
        if not rule.reasons:
            return recorded
        reason = self._dice.choice(rule.reasons).code
        return replace(recorded, reason=reason, note="dit au téléphone")

    def _with_details(self, recorded: Recorded, zone: str, now: datetime) -> Recorded:
        match self._choices.rule(recorded.disposition).needs:
            case Needs.CALLBACK_TIME:
                flexible = self._dice.random() < 0.4
                kind = CallbackKind.SHARED if self._dice.random() < 0.2 else CallbackKind.PERSONAL
                promised = self._moment(zone, now, (1, 72))
                return replace(
                    recorded,
                    callback_at=promised,
                    callback_flexible=flexible,
                    callback_kind=kind,
                )
            case Needs.LATER_DATE:
                later = now.astimezone(ZoneInfo(zone)).date() + timedelta(
                    days=self._dice.randint(14, 120)
                )
                return replace(recorded, later_on=later)
            case Needs.MEETING:
                return replace(recorded, meeting=self._meeting(zone, now))
            case Needs.SCOPE:
                return replace(recorded, scope=self._dice.choice(SCOPES))
        return recorded

    def _meeting(self, zone: str, now: datetime) -> MeetingDetails:
        return MeetingDetails(
            starts_at=self._moment(zone, now, (48, 240)),
            zone=zone,
            kind=self._dice.choice((MeetingKind.VIDEO, MeetingKind.PHONE)),
            place="https://visio.example.org/rendez-vous",
            attendees=("la direction",),
        )

    def _moment(self, zone: str, now: datetime, hours: tuple[float, float]) -> datetime:
        """A quarter of an hour inside the plan's hours, between so many hours from now."""
        wanted = now + timedelta(hours=self._dice.uniform(*hours))
        found = next_opening(self._plan.actions.hours, (zone,), wanted, self._plan.country)
        moment = found or wanted
        return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)

"""Queries of what a conversation established before its meeting: the typed answers, and the score of the need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from campaigns.call.need_score import Need, score
from campaigns.plan import Plan
from campaigns.script import Question
from telepro.db import scripts
from telepro.db.results import Answer, Meeting


@dataclass(frozen=True, slots=True)
class Brief:
    """What whoever takes the meeting should know: each question with its answer, and the need."""

    answers: tuple[tuple[str, str], ...]
    need: Need | None


def briefs(session: Session, meeting_ids: Sequence[int]) -> Mapping[int, Brief]:
    """The briefs of these meetings, by row; a meeting without an answer has none."""
    asked = (
        select(Meeting.id, Meeting.campaign_id, Answer.field, Answer.value)
        .join(Answer, Answer.lead_id == Meeting.lead_id)
        .where(Meeting.id.in_(meeting_ids))
        .ext(distinct_on(Meeting.id, Answer.field))
        .order_by(Meeting.id, Answer.field, Answer.answered_at.desc())
    )
    said: dict[tuple[int, int], dict[str, str]] = {}
    for meeting_id, campaign_id, field, value in session.execute(asked):
        said.setdefault((meeting_id, campaign_id), {})[field] = value
    campaigns = {campaign_id for _meeting, campaign_id in said}
    scripted = {each: scripts.newest_said(session, each) for each in campaigns}
    return {
        meeting_id: of_answers(
            scripted[campaign_id].plan, scripted[campaign_id].script.questions, answers
        )
        for (meeting_id, campaign_id), answers in said.items()
    }


def of_answers(plan: Plan, questions: Sequence[Question], answers: Mapping[str, str]) -> Brief:
    """The brief of one conversation, without answers to what nobody asks any more."""
    rule, asked = plan.preparation.need_score, _asked(plan, questions)
    said = {key: value for key, value in answers.items() if key in asked}
    return Brief(in_words(plan, questions, said), score(rule, answers) if rule else None)


def in_words(
    plan: Plan, questions: Sequence[Question], answers: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Each answer under its question as it is asked, in the order of the script's questions, those that only
    the plan's own script asked after them; last, under their keys, those that nobody asks any more."""
    asked = _asked(plan, questions)
    keys = (*asked, *sorted(set(answers) - set(asked)))
    return tuple((asked.get(key, key), answers[key]) for key in keys if answers.get(key))


def _asked(plan: Plan, questions: Sequence[Question]) -> Mapping[str, str]:
    return {each.key: each.label for each in (*questions, *plan.script.questions)}

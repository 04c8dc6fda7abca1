"""Whether every section of a script is reached, and leads to the end of the call by some answer."""

from collections.abc import Iterator, Mapping, Sequence

from campaigns.script.blocks import AnswerKind, Branch, End, Question, Section

_END = ""


def without_a_way_out(
    sections: Sequence[Section], questions: Mapping[str, Question]
) -> tuple[str, ...]:
    """The keys of the sections from which no answer leads to the end of the call, in their order."""
    after: tuple[Section | None, ...] = (*sections[1:], None)
    onward = {
        section.key: set(_onward(section, following, questions))
        for section, following in zip(sections, after, strict=False)
    }
    leading: set[str] = {_END}
    while found := {key for key, ways in onward.items() if key not in leading and ways & leading}:
        leading |= found
    return tuple(key for key in onward if key not in leading)


def unreached(sections: Sequence[Section], questions: Mapping[str, Question]) -> tuple[str, ...]:
    """The keys of the sections to which nothing leads from the first one, in their order."""
    if not sections:
        return ()
    after: tuple[Section | None, ...] = (*sections[1:], None)
    onward = {
        section.key: set(_onward(section, following, questions))
        for section, following in zip(sections, after, strict=True)
    }
    reached, ahead = {_END}, {sections[0].key}
    while ahead:
        reached |= ahead
        ahead = {key for each in ahead for key in onward.get(each, ())} - reached
    return tuple(key for key in onward if key not in reached)


def _onward(
    section: Section, following: Section | None, questions: Mapping[str, Question]
) -> Iterator[str]:
    """Where a section leads; past a branch that leaves an answer open, to the section after it."""
    leads_away = False
    for block in section.blocks:
        if isinstance(block, End):
            yield _END
        if isinstance(block, Branch):
            yield from (route.section for route in block.routes)
            leads_away = leads_away or _answers(questions.get(block.question)) <= {
                route.answer for route in block.routes
            }
    if not leads_away:
        yield following.key if following else _END


def _answers(question: Question | None) -> set[str]:
    """The answers a question may have; of an open question one that no route names."""
    if question is None or question.kind not in (AnswerKind.YES_NO, AnswerKind.CHOICE):
        return {_END}
    return {"yes", "no"} if question.kind is AnswerKind.YES_NO else set(question.choices)

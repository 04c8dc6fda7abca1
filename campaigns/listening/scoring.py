"""How a call is scored, section by section of the guide, and how a person's scores go against their own.

A score is from 1 to 5 or nothing: what was not heard is not scored. A total says how much of the grid
it stands on. Nobody is compared with anybody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from campaigns.law.asks import Words

LOWEST, HIGHEST = 1, 5
LATELY = 3  # reviews: so many now, so many before
STEP = 1.0  # a difference of means below one step of the scale says nothing on so few calls
GRID = "usual-1"
"""The grid that a review was made with: kept with it, so that a later grid changes no old scores."""


class Criterion(StrEnum):
    """The sections of a call that are scored, in the order in which they are heard."""

    OPENING = "opening"
    DISCOVERY = "discovery"
    ARGUMENT = "argument"
    OBJECTIONS = "objections"
    CLOSE = "close"
    MANNER = "manner"


@dataclass(frozen=True, slots=True)
class GridLine:
    """A criterion with what a 1 and what a 5 sound like."""

    labels: Words
    one: Words
    five: Words


LINES: Mapping[Criterion, GridLine] = {
    Criterion.OPENING: GridLine(
        {"fr": "Accroche", "en": "Opening"},
        {"fr": "On ne sait ni qui appelle, ni pourquoi.", "en": "Nobody knows who calls, or why."},
        {
            "fr": "Nom, société et raison en deux phrases ; l’accord de poursuivre est demandé.",
            "en": "Name, company and reason in two sentences; leave to go on is asked for.",
        },
    ),
    Criterion.DISCOVERY: GridLine(
        {"fr": "Découverte", "en": "Discovery"},
        {
            "fr": "Des questions fermées à la suite, les réponses ne servent pas.",
            "en": "Closed questions in a row; the answers are not used.",
        },
        {
            "fr": "Des questions ouvertes, du silence, une reformulation que le prospect approuve.",
            "en": "Open questions, silence, a summary that the prospect agrees with.",
        },
    ),
    Criterion.ARGUMENT: GridLine(
        {"fr": "Argumentation", "en": "Argument"},
        {
            "fr": "Tout est récité, quel que soit le besoin.",
            "en": "All is recited, whatever the need.",
        },
        {
            "fr": "Un ou deux arguments choisis d’après ce qui a été dit, avec une preuve.",
            "en": "One or two points chosen by what was said, with a proof.",
        },
    ),
    Criterion.OBJECTIONS: GridLine(
        {"fr": "Objections", "en": "Objections"},
        {"fr": "Contredites, ou fuies.", "en": "Contradicted, or run away from."},
        {
            "fr": "Creusées, reformulées, répondues, et l’accord est vérifié.",
            "en": "Dug into, restated, answered, and agreement is checked.",
        },
    ),
    Criterion.CLOSE: GridLine(
        {"fr": "Conclusion", "en": "Close"},
        {
            "fr": "L’appel s’éteint sans suite convenue.",
            "en": "The call dies away; nothing is agreed.",
        },
        {
            "fr": "Une suite datée, redite mot à mot, ou un refus accepté avec élégance.",
            "en": "A next step with a date, said back word for word, or a refusal taken gracefully.",
        },
    ),
    Criterion.MANNER: GridLine(
        {"fr": "Manière", "en": "Manner"},
        {
            "fr": "Pressé, coupe la parole, n’écoute pas.",
            "en": "Hurried, interrupts, does not listen.",
        },
        {
            "fr": "Calme, souriant, laisse parler ; le prospect raccroche content d’avoir répondu.",
            "en": "Calm, friendly, lets people speak; they hang up glad to have answered.",
        },
    ),
}

Scores = Mapping[Criterion, int]


@dataclass(frozen=True, slots=True)
class Total:
    """Points out of those that could be had on what was heard: `heard` of `lines` criteria."""

    points: int
    out_of: int
    heard: int
    lines: int


def read_scores(form: Mapping[str, str]) -> dict[Criterion, int]:
    """The scores in a form or a kept review, by criterion; whatever is no score from 1 to 5 is not heard."""
    asked = {str(score): score for score in range(LOWEST, HIGHEST + 1)}
    return {each: asked[form[each]] for each in Criterion if form.get(each) in asked}


def total(scores: Scores) -> Total | None:
    """The sum with what it stands on; None when nothing was scored."""
    if not scores:
        return None
    return Total(sum(scores.values()), HIGHEST * len(scores), len(scores), len(LINES))


class Course(StrEnum):
    """How somebody's scores go against their own earlier ones."""

    TOO_FEW = "too_few"
    HIGHER = "higher"
    AS_BEFORE = "as_before"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Series:
    """One criterion over somebody's reviews, the oldest first."""

    criterion: Criterion
    scores: tuple[int, ...]
    course: Course


def series(reviews: Sequence[Scores]) -> tuple[Series, ...]:
    """Each criterion over a person's reviews (the oldest first), where it was scored at all."""
    by_line = {each: tuple(one[each] for one in reviews if each in one) for each in Criterion}
    return tuple(Series(each, scores, course(scores)) for each, scores in by_line.items() if scores)


def course(scores: Sequence[int]) -> Course:
    """The last three scores against the three before; less than a step apart is as before."""
    if len(scores) < 2 * LATELY:
        return Course.TOO_FEW
    now, before = scores[-LATELY:], scores[-2 * LATELY : -LATELY]
    gap = (sum(now) - sum(before)) / LATELY
    if abs(gap) < STEP:
        return Course.AS_BEFORE
    return Course.HIGHER if gap > 0 else Course.LOWER

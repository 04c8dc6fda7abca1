"""The templates that a plan may start from: five kinds of campaign, each whole, in French and in English.

The plans stand beside this page as `KIND.LANGUAGE.yaml`; whoever reads them passes their text.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

Words = Mapping[str, str]


class TemplateKind(StrEnum):
    """What a campaign is for."""

    APPOINTMENT = "appointment"
    QUALIFICATION = "qualification"
    SURVEY = "survey"
    EVENT = "event"
    RENEWAL = "renewal"


TEMPLATE_LABELS: Mapping[TemplateKind, Words] = {
    TemplateKind.APPOINTMENT: {"fr": "Prise de rendez-vous", "en": "Appointment setting"},
    TemplateKind.QUALIFICATION: {"fr": "Qualification", "en": "Qualification"},
    TemplateKind.SURVEY: {"fr": "Enquête", "en": "Survey"},
    TemplateKind.EVENT: {"fr": "Invitation à un événement", "en": "Event invitation"},
    TemplateKind.RENEWAL: {"fr": "Renouvellement", "en": "Renewal"},
}
TEMPLATE_USES: Mapping[TemplateKind, Words] = {
    TemplateKind.APPOINTMENT: {
        "fr": "Un commercial rencontre la personne qui décide. On paie le rendez-vous tenu.",
        "en": "A salesperson meets whoever decides. The meeting held is what is paid.",
    },
    TemplateKind.QUALIFICATION: {
        "fr": "Savoir qui a le besoin, le pouvoir et le moment, avant d’y envoyer un commercial.",
        "en": "To know who has the need, the say and the moment, before a salesperson goes there.",
    },
    TemplateKind.SURVEY: {
        "fr": "Entendre ses clients dans leurs mots, sans rien vendre, et leur répondre.",
        "en": "To hear customers in their own words, selling nothing, and to answer them.",
    },
    TemplateKind.EVENT: {
        "fr": "Remplir une salle de gens concernés. Ce qui compte est qui vient, pas qui s’inscrit.",
        "en": "To fill a room with people it concerns. What counts is who comes, not who registers.",
    },
    TemplateKind.RENEWAL: {
        "fr": "Appeler chaque client avant l’échéance, l’année écoulée sous les yeux.",
        "en": "To ring every customer before the contract ends, the past year in view.",
    },
}

_START = re.compile(r"^  start: (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_END = re.compile(r"^  end: (\d{4}-\d\d-\d\d)$", re.MULTILINE)


def redated(text: str, start: date) -> str:
    """The text of a plan that begins on that day and lasts as long; its comments stay."""
    opening, closing = _START.search(text), _END.search(text)
    if not (opening and closing):
        return text
    lasts = date.fromisoformat(closing[1]) - date.fromisoformat(opening[1])
    moved = _START.sub(f"  start: {start}", text, count=1)
    return _END.sub(f"  end: {start + lasts}", moved, count=1)


def next_monday(today: date) -> date:
    """The first Monday after a whole week: what a plan needs to be prepared and read by others."""
    return today + timedelta(days=14 - today.weekday())

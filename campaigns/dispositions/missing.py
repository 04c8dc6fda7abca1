"""What to say to a teleprospector whose record of a call can't be kept yet, in both languages."""

from collections.abc import Mapping
from enum import StrEnum

from campaigns.problems import Problem


class Missing(StrEnum):
    """What is absent or impossible in a recorded outcome."""

    NOT_OFFERED = "not_offered"
    TIME = "time"
    TIME_IN_THE_PAST = "time_in_the_past"
    TIME_TOO_FAR = "time_too_far"
    DATE = "date"
    DATE_IN_THE_PAST = "date_in_the_past"
    DATE_TOO_FAR = "date_too_far"
    MEETING_KIND = "meeting_kind"
    MEETING_PLACE = "meeting_place"
    MEETING_ATTENDEES = "meeting_attendees"
    REASON = "reason"
    REASON_UNKNOWN = "reason_unknown"
    REASON_IN_WORDS = "reason_in_words"
    SCOPE = "scope"
    ANSWER = "answer"
    NOTE_TOO_LONG = "note_too_long"


# Each: what was expected, and what to do about it.
WORDS: Mapping[str, Mapping[Missing, tuple[str, str]]] = {
    "fr": {
        Missing.NOT_OFFERED: (
            "un résultat prévu par la campagne",
            "Choisissez-en un dans la palette.",
        ),
        Missing.TIME: ("une date et une heure", "Demandez le moment qui convient et notez-le."),
        Missing.TIME_IN_THE_PAST: (
            "un moment à venir",
            "Choisissez une date et une heure futures.",
        ),
        Missing.TIME_TOO_FAR: (
            "un moment dans l’année qui vient",
            "Vérifiez l’année ; au-delà, choisissez « Intéressé, plus tard ».",
        ),
        Missing.DATE: ("une date", "Demandez quand reprendre contact et notez-le."),
        Missing.DATE_IN_THE_PAST: ("une date après aujourd’hui", "Choisissez une date future."),
        Missing.DATE_TOO_FAR: ("une date dans les deux ans", "Vérifiez l’année."),
        Missing.MEETING_KIND: (
            "téléphone, visio ou visite",
            "Choisissez la forme du rendez-vous.",
        ),
        Missing.MEETING_PLACE: (
            "une adresse, un lien ou un numéro",
            "Notez où se tient le rendez-vous.",
        ),
        Missing.MEETING_ATTENDEES: (
            "au moins un participant",
            "Notez qui sera présent, et sa fonction.",
        ),
        Missing.REASON: ("un motif", "Choisissez le motif donné par la personne."),
        Missing.REASON_UNKNOWN: ("un motif de la liste", "Choisissez-en un dans la liste."),
        Missing.REASON_IN_WORDS: ("une note", "Dites en quelques mots quel était le motif."),
        Missing.SCOPE: (
            "cette personne, tout l’établissement ou ce numéro",
            "Choisissez qui ne doit plus être appelé.",
        ),
        Missing.ANSWER: ("une réponse", "Remplissez ce champ : la campagne le demande."),
        Missing.NOTE_TOO_LONG: ("4 000 caractères au plus", "Raccourcissez la note."),
    },
    "en": {
        Missing.NOT_OFFERED: (
            "a result that the campaign offers",
            "Choose one from the palette.",
        ),
        Missing.TIME: ("a date and a time", "Ask which moment suits them and write it down."),
        Missing.TIME_IN_THE_PAST: ("a moment to come", "Choose a date and a time in the future."),
        Missing.TIME_TOO_FAR: (
            "a moment within the coming year",
            "Check the year; further away, choose “Interested, later”.",
        ),
        Missing.DATE: ("a date", "Ask when to come back to them and write it down."),
        Missing.DATE_IN_THE_PAST: ("a date after today", "Choose a date in the future."),
        Missing.DATE_TOO_FAR: ("a date within two years", "Check the year."),
        Missing.MEETING_KIND: ("phone, video or visit", "Choose the kind of meeting."),
        Missing.MEETING_PLACE: (
            "an address, a link or a number",
            "Write down where the meeting takes place.",
        ),
        Missing.MEETING_ATTENDEES: (
            "at least one attendee",
            "Write down who will be there, and their role.",
        ),
        Missing.REASON: ("a reason", "Choose the reason that the person gave."),
        Missing.REASON_UNKNOWN: ("a reason of the list", "Choose one from the list."),
        Missing.REASON_IN_WORDS: ("a note", "Say in a few words what the reason was."),
        Missing.SCOPE: (
            "this person, the whole establishment or this number",
            "Choose who must not be called again.",
        ),
        Missing.ANSWER: ("an answer", "Fill in this field: the campaign asks for it."),
        Missing.NOTE_TOO_LONG: ("at most 4,000 characters", "Shorten the note."),
    },
}
NOTHING: Mapping[str, str] = {"fr": "rien", "en": "nothing"}


def problem(missing: Missing, place: str, found: str, language: str) -> Problem:
    """Say what is missing, in "fr" or "en"; an empty `found` reads as nothing at all."""
    expected, fix = WORDS[language][missing]
    return Problem(place, found or NOTHING[language], expected, fix)

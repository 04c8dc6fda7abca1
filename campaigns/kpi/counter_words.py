"""What each counter is called where a figure is composed of them, and under which heading it stands."""

from collections.abc import Mapping
from dataclasses import fields

from campaigns.kpi.counters import Counters
from campaigns.kpi.measures import Words

AWAY = "-"
"""What stands before a counter that is taken away."""

_FILE: Words = {"fr": "Fichier", "en": "Prospect file"}
_CALLS: Words = {"fr": "Appels", "en": "Calls"}
_RESULTS: Words = {"fr": "Résultats", "en": "Results"}
_TIME: Words = {"fr": "Temps, en secondes", "en": "Time, in seconds"}
_MONEY: Words = {"fr": "Argent", "en": "Money"}
_TAKEN_AWAY: Words = {"fr": "À retrancher", "en": "To take away"}
_LESS: Words = {"fr": "moins {counter}", "en": "less {counter}"}


def _words(**counters: tuple[str, str]) -> Mapping[str, Words]:
    return {name: {"fr": fr, "en": en} for name, (fr, en) in counters.items()}


_HEADINGS: tuple[tuple[Words, Mapping[str, Words]], ...] = (
    (
        _FILE,
        _words(
            records_loaded=("fiches du fichier", "prospects in the file"),
            records_callable=("fiches appelables", "prospects that may be called"),
            records_worked=("fiches appelées", "prospects tried"),
            records_contacted=("fiches jointes", "prospects reached"),
            records_closed=("fiches closes", "closed prospects"),
        ),
    ),
    (
        _CALLS,
        _words(
            attempts=("numérotations", "attempts"),
            valid_lines=("appels sur une ligne en service", "calls that reach a line in service"),
            answered=("appels décrochés", "calls answered"),
            contacts=("contacts", "contacts"),
            argued=("contacts argumentés", "argued contacts"),
            argued_positive=("contacts argumentés positifs", "favourable argued contacts"),
            refused_to_listen=("refus d’écoute", "refusals to listen"),
            opposed=("oppositions", "do-not-call requests"),
            abandoned=("appels abandonnés", "abandoned calls"),
            callbacks_due=("rappels promis échus", "callbacks due"),
            callbacks_on_time=("rappels à l’heure", "callbacks on time"),
        ),
    ),
    (
        _RESULTS,
        _words(
            meetings_booked=("rendez-vous pris", "meetings booked"),
            meetings_pending=("rendez-vous à venir", "meetings to come"),
            meetings_held=("rendez-vous tenus", "meetings held"),
            results_submitted=("résultats soumis", "results submitted"),
            results_accepted=("résultats validés", "results accepted"),
            qualified_leads=("contacts qualifiés", "qualified leads"),
            quotes=("devis demandés", "quotes requested"),
            wins=("affaires gagnées", "deals won"),
            losses=("affaires perdues", "deals lost"),
        ),
    ),
    (
        _TIME,
        _words(
            talk_s=("conversation", "talk"),
            hold_s=("attente", "hold"),
            wrap_s=("saisie après l’appel", "wrap-up"),
            ring_s=("sonnerie", "ringing"),
            logged_s=("connexion", "time signed in"),
            break_s=("pauses", "breaks"),
        ),
    ),
    (
        _MONEY,
        _words(
            cost_cents=("coût total", "total cost"),
            earned_cents=("prix des résultats validés", "price of the accepted results"),
            margin_cents=("marge nette", "net margin"),
        ),
    ),
)
COUNTERS = tuple(field.name for field in fields(Counters))
SIGNED = (*COUNTERS, *(AWAY + name for name in COUNTERS))
"""Every counter, then every counter to be taken away."""
_ADDED: Mapping[str, Words] = {
    name: words for _heading, counters in _HEADINGS for name, words in counters.items()
}
COUNTER_LABELS: Mapping[str, Words] = {
    **_ADDED,
    **{
        AWAY + name: {
            language: _LESS[language].format(counter=said) for language, said in words.items()
        }
        for name, words in _ADDED.items()
    },
}
COUNTER_GROUPS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    *((heading, tuple(counters)) for heading, counters in _HEADINGS),
    (_TAKEN_AWAY, tuple(AWAY + name for name in COUNTERS)),
)
"""The counters under their headings, those to be taken away last."""


def formula(above: tuple[str, ...], below: tuple[str, ...]) -> Words:
    """A figure composed of counters, in words: « rendez-vous pris ÷ contacts »."""
    return {
        language: f"{_sum(above, language)} ÷ {_sum(below, language)}" for language in ("fr", "en")
    }


def _sum(names: tuple[str, ...], language: str) -> str:
    said = "".join(_term(name, language) for name in names).removeprefix(" + ")
    return f"({said})" if len(names) > 1 else said


def _term(name: str, language: str) -> str:
    plain = name.removeprefix(AWAY)
    words = COUNTER_LABELS[plain][language] if plain in COUNTER_LABELS else plain
    return f" − {words}" if name.startswith(AWAY) else f" + {words}"

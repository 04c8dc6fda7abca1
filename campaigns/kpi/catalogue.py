"""The figures a plan may steer by: which counters stand above and below the line, and what it means."""

from campaigns.kpi.measures import Better, Kpi, Unit

_WORK = ("logged_s", "-break_s")
_UP, _DOWN = Better.HIGHER, Better.LOWER


def _kpi(
    key: str,
    unit: Unit,
    better: Better,
    line: tuple[tuple[str, ...], tuple[str, ...]],
    fr: tuple[str, str],
    en: tuple[str, str],
) -> Kpi:
    label = {"fr": fr[0], "en": en[0]}
    return Kpi(key, label, unit, better, line[0], line[1], {"fr": fr[1], "en": en[1]})


CATALOGUE: tuple[Kpi, ...] = (
    _kpi(
        "file_validity",
        Unit.PERCENT,
        _UP,
        (("valid_lines",), ("attempts",)),
        (
            "Taux de validité du fichier",
            "appels qui atteignent une ligne en service ÷ numérotations",
        ),
        ("File validity", "calls that reach a line in service ÷ attempts"),
    ),
    _kpi(
        "answer_rate",
        Unit.PERCENT,
        _UP,
        (("answered",), ("attempts",)),
        ("Taux de décroché", "appels décrochés par une personne ÷ numérotations"),
        ("Answer rate", "calls answered by a person ÷ attempts"),
    ),
    _kpi(
        "contact_rate",
        Unit.PERCENT,
        _UP,
        (("contacts",), ("attempts",)),
        ("Taux de contact", "appels qui atteignent le bon interlocuteur ÷ numérotations"),
        ("Contact rate", "calls that reach the right person ÷ attempts"),
    ),
    _kpi(
        "reach_rate",
        Unit.PERCENT,
        _UP,
        (("records_contacted",), ("records_worked",)),
        ("Taux de joignabilité", "fiches dont l'interlocuteur a été joint ÷ fiches appelées"),
        ("Reach rate", "prospects whose right person was reached ÷ prospects tried"),
    ),
    _kpi(
        "argumentation_rate",
        Unit.PERCENT,
        _UP,
        (("argued",), ("contacts",)),
        ("Taux d'argumentation", "contacts argumentés ÷ contacts"),
        ("Argumentation rate", "argued contacts ÷ contacts"),
    ),
    _kpi(
        "transformation_rate",
        Unit.PERCENT,
        _UP,
        (("argued_positive",), ("argued",)),
        ("Taux de transformation", "contacts argumentés positifs ÷ contacts argumentés"),
        ("Conversion rate", "argued contacts with the most favourable answer ÷ argued contacts"),
    ),
    _kpi(
        "rejection_rate",
        Unit.PERCENT,
        _DOWN,
        (("refused_to_listen", "opposed"), ("answered",)),
        ("Taux de rejet", "refus d'écoute et oppositions ÷ appels décrochés"),
        ("Rejection rate", "refusals to listen and do-not-call requests ÷ calls answered"),
    ),
    _kpi(
        "opt_out_rate",
        Unit.PERCENT,
        _DOWN,
        (("opposed",), ("answered",)),
        ("Taux d'opposition", "demandes de ne plus être appelé ÷ appels décrochés"),
        ("Opt-out rate", "do-not-call requests ÷ calls answered"),
    ),
    _kpi(
        "abandonment_rate",
        Unit.PERCENT,
        _DOWN,
        (("abandoned",), ("answered",)),
        (
            "Taux d'abandon",
            "appels décrochés sans téléprospecteur en deux secondes ÷ appels décrochés",
        ),
        (
            "Abandonment rate",
            "calls answered with nobody there within two seconds ÷ calls answered",
        ),
    ),
    _kpi(
        "callback_punctuality",
        Unit.PERCENT,
        _UP,
        (("callbacks_on_time",), ("callbacks_due",)),
        ("Rappels à l'heure", "rappels passés à quinze minutes près ÷ rappels promis échus"),
        ("Callbacks on time", "callbacks rung within fifteen minutes ÷ callbacks due"),
    ),
    _kpi(
        "penetration",
        Unit.PERCENT,
        _UP,
        (("records_worked",), ("records_callable",)),
        ("Taux de pénétration du fichier", "fiches appelées au moins une fois ÷ fiches appelables"),
        ("File penetration", "prospects tried at least once ÷ prospects that may be called"),
    ),
    _kpi(
        "exhaustion",
        Unit.PERCENT,
        _UP,
        (("records_closed",), ("records_callable",)),
        ("Taux de fiches closes", "fiches closes ÷ fiches appelables"),
        ("File exhaustion", "closed prospects ÷ prospects that may be called"),
    ),
    _kpi(
        "attempts_per_record",
        Unit.RATIO,
        _DOWN,
        (("attempts",), ("records_worked",)),
        ("Tentatives par fiche", "numérotations ÷ fiches appelées"),
        ("Attempts per prospect", "attempts ÷ prospects tried"),
    ),
    _kpi(
        "dials_per_meeting",
        Unit.RATIO,
        _DOWN,
        (("attempts",), ("meetings_booked",)),
        ("Numérotations par rendez-vous", "numérotations ÷ rendez-vous pris"),
        ("Dials per meeting", "attempts ÷ meetings booked"),
    ),
    _kpi(
        "dials_per_hour",
        Unit.PER_HOUR,
        _UP,
        (("attempts",), _WORK),
        ("Appels par heure", "numérotations ÷ heures de production (connexion moins pauses)"),
        ("Dials per hour", "attempts ÷ production hours (signed in, less breaks)"),
    ),
    _kpi(
        "contacts_per_hour",
        Unit.PER_HOUR,
        _UP,
        (("contacts",), _WORK),
        ("Entretiens par heure", "contacts ÷ heures de production (connexion moins pauses)"),
        ("Conversations per hour", "contacts ÷ production hours (signed in, less breaks)"),
    ),
    _kpi(
        "argued_per_hour",
        Unit.PER_HOUR,
        _UP,
        (("argued",), _WORK),
        ("Contacts argumentés par heure", "contacts argumentés ÷ heures de production"),
        ("Argued contacts per hour", "argued contacts ÷ production hours"),
    ),
    _kpi(
        "meetings_per_hour",
        Unit.PER_HOUR,
        _UP,
        (("meetings_booked",), _WORK),
        ("Rendez-vous par heure", "rendez-vous pris ÷ heures de production"),
        ("Meetings per hour", "meetings booked ÷ production hours"),
    ),
    _kpi(
        "talk_time",
        Unit.SECONDS,
        _UP,
        (("talk_s",), ("answered",)),
        ("Durée moyenne de communication", "secondes de conversation ÷ appels décrochés"),
        ("Average talk time", "seconds of conversation ÷ calls answered"),
    ),
    _kpi(
        "handle_time",
        Unit.SECONDS,
        _DOWN,
        (("talk_s", "hold_s", "wrap_s"), ("answered",)),
        ("Durée moyenne de traitement", "conversation, attente et saisie ÷ appels décrochés"),
        ("Average handling time", "talk, hold and wrap-up ÷ calls answered"),
    ),
    _kpi(
        "occupancy",
        Unit.PERCENT,
        _UP,
        (("talk_s", "hold_s", "wrap_s"), _WORK),
        ("Taux d'occupation", "conversation, attente et saisie ÷ temps de connexion moins pauses"),
        ("Occupancy", "talk, hold and wrap-up ÷ time signed in, less breaks"),
    ),
    _kpi(
        "show_rate",
        Unit.PERCENT,
        _UP,
        (("meetings_held",), ("meetings_booked", "-meetings_pending")),
        ("Taux de rendez-vous honorés", "rendez-vous tenus ÷ rendez-vous pris et échus"),
        ("Show rate", "meetings held ÷ meetings booked whose moment has come"),
    ),
    _kpi(
        "acceptance_rate",
        Unit.PERCENT,
        _UP,
        (("results_accepted",), ("results_submitted",)),
        ("Taux de résultats validés", "résultats validés par l'entreprise ÷ résultats soumis"),
        ("Accepted results", "results accepted by the company ÷ results submitted"),
    ),
    _kpi(
        "win_rate",
        Unit.PERCENT,
        _UP,
        (("wins",), ("wins", "losses")),
        ("Taux de signature", "affaires gagnées ÷ affaires gagnées et perdues"),
        ("Win rate", "deals won ÷ deals won and lost"),
    ),
    _kpi(
        "cost_per_argued",
        Unit.CENTS,
        _DOWN,
        (("cost_cents",), ("argued",)),
        ("Coût par contact argumenté", "coût total ÷ contacts argumentés"),
        ("Cost per argued contact", "total cost ÷ argued contacts"),
    ),
    _kpi(
        "cost_per_meeting",
        Unit.CENTS,
        _DOWN,
        (("cost_cents",), ("meetings_held",)),
        ("Coût par rendez-vous", "coût total ÷ rendez-vous réellement tenus"),
        ("Cost per meeting", "total cost ÷ meetings actually held"),
    ),
    _kpi(
        "cost_per_lead",
        Unit.CENTS,
        _DOWN,
        (("cost_cents",), ("qualified_leads",)),
        ("Coût par contact qualifié", "coût total ÷ contacts qualifiés"),
        ("Cost per qualified lead", "total cost ÷ qualified leads"),
    ),
    _kpi(
        "cost_per_win",
        Unit.CENTS,
        _DOWN,
        (("cost_cents",), ("wins",)),
        ("Coût d'acquisition client", "coût total ÷ affaires gagnées"),
        ("Customer acquisition cost", "total cost ÷ deals won"),
    ),
    _kpi(
        "value_per_hour",
        Unit.CENTS_PER_HOUR,
        _UP,
        (("earned_cents",), ("logged_s",)),
        ("Revenu horaire de la mission", "prix des résultats validés ÷ heures de connexion"),
        ("Mission revenue per hour", "price of the accepted results ÷ hours signed in"),
    ),
    _kpi(
        "return_on_investment",
        Unit.PERCENT,
        _UP,
        (("margin_cents", "-cost_cents"), ("cost_cents",)),
        ("Retour sur investissement", "(marge nette − coût total) ÷ coût total"),
        ("Return on investment", "(net margin − total cost) ÷ total cost"),
    ),
)

_BY_KEY = {kpi.key: kpi for kpi in CATALOGUE}


def kpi_named(key: str) -> Kpi | None:
    """The KPI of that key, or None when the catalogue has none."""
    return _BY_KEY.get(key)

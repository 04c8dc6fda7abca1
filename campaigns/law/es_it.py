"""When, to whom and how one may call in Spain and in Italy, as data."""

from datetime import date
from functools import partial

from campaigns.law.asks import (
    CallerIdPrefixes,
    CallerIdShown,
    ConsentRequired,
    ListScrub,
    Notice,
    OpeningHours,
    RelationshipRelieves,
    RunningContractExempts,
)
from campaigns.law.codes import ANY, Confidence, Moment, Register, Relief, RuleKind, Severity
from campaigns.law.policies import week
from campaigns.law.rules import Rule
from campaigns.prospects import Audience
from campaigns.windows import Span

_es = partial(Rule, country="ES")
_consumer = partial(_es, audience=Audience.B2C)
_it = partial(Rule, country="IT")
CIRCULAR_2023 = date(2023, 6, 29)
LAW_10_2025 = date(2025, 12, 28)
# The two numbering resolutions plan it for August or September 2026; nobody here has read that they
# were adopted.
PREFIX_400 = date(2026, 9, 1)

SPAIN: tuple[Rule, ...] = (
    _consumer(
        id="ES-01",
        kind=RuleKind.CONSENT,
        params=ConsentRequired(),
        source="LGTel 11/2022, art. 66.1.b; AEPD, Circular 1/2023",
        effective_from=CIRCULAR_2023,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce particulier n'a pas consenti à être démarché par téléphone, et n'est pas "
            "client pour des produits semblables (LGTel, art. 66).",
            "en": "This consumer has not consented to sales calls, and is no customer for similar "
            "products (LGTel, article 66).",
        },
    ),
    _consumer(
        id="ES-01",
        kind=RuleKind.EXEMPTION,
        params=RunningContractExempts(),
        severity=Severity.LOG,
        source="AEPD, Circular 1/2023",
        effective_from=CIRCULAR_2023,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un client en cours peut être appelé pour des produits semblables (AEPD, 1/2023).",
            "en": "A current customer may be called about similar products (AEPD, 1/2023).",
        },
    ),
    _consumer(
        id="ES-02",
        kind=RuleKind.WINDOW,
        params=OpeningHours(week("09:00-21:00"), "ES"),
        source="TRLGDCU art. 96.2",
        effective_from=date(2014, 6, 13),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un particulier n'est appelé que de 9 h à 21 h, jamais le week-end ni un jour "
            "férié (TRLGDCU, art. 96).",
            "en": "A consumer is called only from 9:00 to 21:00, never at weekends or on public "
            "holidays (TRLGDCU, article 96).",
        },
    ),
    _consumer(
        id="ES-02",
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.OPENING),
        severity=Severity.LOG,
        source="TRLGDCU art. 96.2",
        effective_from=date(2014, 6, 13),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Dire dès le début qui appelle et que l'appel est commercial (TRLGDCU, art. 96).",
            "en": "Say at once who is calling and that the call is commercial (TRLGDCU, "
            "article 96).",
        },
    ),
    _consumer(
        id="ES-04",
        kind=RuleKind.CALLER_ID,
        params=CallerIdPrefixes(only=("+34400",)),
        source="Ley 10/2025; numbering resolutions planned for the end of summer 2026, adoption not seen",
        effective_from=PREFIX_400,
        confidence=Confidence.UNCERTAIN,
        sentence={
            "fr": "Un appel commercial à un particulier présente un numéro en 400, ce que {shown} "
            "n'est pas (Ley 10/2025).",
            "en": "A sales call to a consumer shows a number that begins with 400, which {shown} "
            "does not (Ley 10/2025).",
        },
    ),
    _consumer(
        id="ES-04",
        kind=RuleKind.CONSENT,
        params=ConsentRequired(days=730),
        source="Ley 10/2025: consent is renewed every two years",
        effective_from=LAW_10_2025,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Le consentement de ce particulier manque ou a plus de {days} jours : il se "
            "renouvelle tous les deux ans (Ley 10/2025).",
            "en": "This consumer's consent is missing or older than {days} days: it is renewed "
            "every two years (Ley 10/2025).",
        },
    ),
    _es(
        id="ES-05",
        audience=ANY,
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(Register.ROBINSON, days=30, relieved_by=frozenset({Relief.CONSENT})),
        source="LOPDGDD art. 23; it states no age: thirty days, our own",
        effective_from=date(2018, 12, 7),
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Sans consentement, ce numéro doit être confronté à la {register} ; il ne l'a pas "
            "été depuis {days} jours (LOPDGDD, art. 23).",
            "en": "Without consent this number must be checked against the {register}; it has not "
            "been within {days} days (LOPDGDD, article 23).",
        },
    ),
)

ITALY: tuple[Rule, ...] = (
    _it(
        id="IT-01",
        audience=Audience.B2C,
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(
            Register.ITALIAN,
            days=15,
            relieved_by=frozenset({Relief.LATER_CONSENT, Relief.CONTRACT}),
        ),
        source="DPR 26/2022, L. 5/2018: before each campaign, a check holds for fifteen days",
        effective_from=date(2022, 7, 27),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce numéro n'a pas été confronté au {register} depuis {days} jours (DPR 26/2022).",
            "en": "This number has not been checked against the {register} within {days} days "
            "(DPR 26/2022).",
        },
    ),
    _it(
        id="IT-01",
        audience=Audience.B2C,
        kind=RuleKind.EXEMPTION,
        params=RelationshipRelieves(contract_days=30),
        severity=Severity.LOG,
        source="L. 5/2018: contracts that run, or ended less than thirty days ago",
        effective_from=date(2022, 7, 27),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un client, jusqu'à trente jours après son contrat, peut être appelé malgré le "
            "registre (L. 5/2018).",
            "en": "A customer, until thirty days after the contract, may be called in spite of the "
            "register (L. 5/2018).",
        },
    ),
    _it(
        id="IT-02",
        audience=ANY,
        kind=RuleKind.WINDOW,
        params=OpeningHours(
            week("09:00-20:00", "10:00-19:00").with_eves(Span(10 * 60, 19 * 60)), "IT"
        ),
        source="Codice di condotta (Garante); binds those who subscribe to it, held for all: the stricter",
        effective_from=date(2024, 9, 28),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "On n'appelle que de 9 h à 20 h du lundi au vendredi, de 10 h à 19 h le samedi et "
            "la veille d'un jour férié (code de conduite, Garante).",
            "en": "Calls are made only from 9:00 to 20:00 Monday to Friday, from 10:00 to 19:00 on "
            "Saturdays and the day before a holiday (code of conduct, Garante).",
        },
    ),
    _it(
        id="IT-02",
        audience=ANY,
        kind=RuleKind.CALLER_ID,
        params=CallerIdShown(),
        source="Codice di condotta (Garante)",
        effective_from=date(2024, 9, 28),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un numéro identifiable, qui peut être rappelé, doit être présenté (Garante).",
            "en": "An identifiable number that can be rung back must be shown (Garante).",
        },
    ),
)

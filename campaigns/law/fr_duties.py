"""What must be said to a person called in France, and what may or must be kept, as data."""

from datetime import date

from campaigns.law.rules import (
    ANY,
    Confidence,
    Moment,
    Notice,
    Retention,
    Rule,
    RuleKind,
    Severity,
)
from campaigns.prospects import Audience

OPT_IN = date(2026, 8, 11)
GDPR = date(2018, 5, 25)
YEAR = 365
SIX_MONTHS = 183

_FRANCE = "FR"

DUTIES: tuple[Rule, ...] = (
    Rule(
        id="FR-09",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.OPENING),
        severity=Severity.LOG,
        source="C. conso. L.221-16",
        effective_from=None,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Dire dès le début qui appelle, pour le compte de qui, et que l'appel est "
            "commercial ; s'arrêter aussitôt si la personne s'y oppose (C. conso. L.221-16).",
            "en": "Say at once who is calling, on whose behalf, and that the call is commercial; "
            "stop as soon as the person objects (French consumer code, L.221-16).",
        },
    ),
    Rule(
        id="FR-11",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.CLOSING),
        severity=Severity.LOG,
        source="C. conso. L.221-16",
        effective_from=None,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un accord au téléphone n'est pas une vente : confirmer l'offre sur support "
            "durable, le consommateur ne s'engage que par écrit (C. conso. L.221-16).",
            "en": "A yes on the phone is not a sale: confirm the offer on a durable medium, the "
            "consumer is bound only in writing (French consumer code, L.221-16).",
        },
    ),
    Rule(
        id="FR-12",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.COLLECTION),
        severity=Severity.LOG,
        source="C. conso. L.223-2 (loi 2025-594)",
        effective_from=OPT_IN,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "En recueillant un numéro, dire que le démarchage exige un consentement "
            "préalable, sauf contrat en cours (C. conso. L.223-2).",
            "en": "When collecting a number, say that prospecting needs prior consent, except "
            "within a running contract (French consumer code, L.223-2).",
        },
    ),
    Rule(
        id="FR-24",
        country=_FRANCE,
        audience=ANY,
        technique=ANY,
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.FIRST_CONTACT),
        severity=Severity.LOG,
        source="GDPR art. 14; CNIL",
        effective_from=GDPR,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Dire au premier contact d'où viennent les données, qui en répond, à quelle fin "
            "et quels sont les droits de la personne (RGPD, art. 14).",
            "en": "Say at first contact where the data comes from, who answers for it, what for, "
            "and the person's rights (GDPR, article 14).",
        },
    ),
    Rule(
        id="FR-26",
        country=_FRANCE,
        audience=ANY,
        technique=ANY,
        kind=RuleKind.RETENTION,
        params=Retention("prospect", most=3 * YEAR),
        severity=Severity.WARN,
        source="CNIL, référentiel gestion commerciale (2022)",
        effective_from=date(2022, 2, 1),
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un prospect se garde trois ans après son dernier contact venant de lui (CNIL).",
            "en": "A prospect is kept three years after the last contact that came from them "
            "(CNIL).",
        },
    ),
    Rule(
        id="FR-27",
        country=_FRANCE,
        audience=ANY,
        technique=ANY,
        kind=RuleKind.RETENTION,
        params=Retention("suppression", least=3 * YEAR),
        severity=Severity.LOG,
        source="CNIL, référentiel gestion commerciale (2022)",
        effective_from=date(2022, 2, 1),
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Une opposition se garde au moins trois ans, de préférence par une empreinte du "
            "numéro (CNIL).",
            "en": "An objection is kept at least three years, best as a fingerprint of the number "
            "(CNIL).",
        },
    ),
    Rule(
        id="FR-28",
        country=_FRANCE,
        audience=ANY,
        technique=ANY,
        kind=RuleKind.RECORDING,
        params=Retention("recording", most=SIX_MONTHS),
        severity=Severity.WARN,
        source="CNIL, délibération 2014-474",
        effective_from=date(2015, 1, 6),
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un enregistrement se garde six mois au plus, et la personne appelée en est "
            "prévenue (CNIL).",
            "en": "A recording is kept six months at most, and the person called is told of it "
            "(CNIL).",
        },
    ),
    Rule(
        id="FR-28",
        country=_FRANCE,
        audience=ANY,
        technique=ANY,
        kind=RuleKind.RETENTION,
        params=Retention("quality_sheet", most=YEAR),
        severity=Severity.WARN,
        source="CNIL, délibération 2014-474",
        effective_from=date(2015, 1, 6),
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Une fiche d'évaluation se garde un an au plus (CNIL).",
            "en": "A quality sheet is kept one year at most (CNIL).",
        },
    ),
)

"""What holds all over the European Union of people's data: basis, objection, information, keeping."""

from datetime import date
from functools import partial

from campaigns.law.asks import BasisStated, Notice, ObjectionsHonoured, Retention
from campaigns.law.codes import ANY, Confidence, Moment, RuleKind, Severity
from campaigns.law.rules import Rule

GDPR = date(2018, 5, 25)
YEAR = 365
SIX_MONTHS = 183

_rule = partial(Rule, country="EU", audience=ANY, effective_from=GDPR)
_kept = partial(
    _rule,
    id="EU-09",
    source="GDPR art. 5(1)(e); CNIL; UWG §7a for the proof of consent",
    confidence=Confidence.GENERAL,
)

EVERYWHERE: tuple[Rule, ...] = (
    _rule(
        id="EU-01",
        kind=RuleKind.CONSENT,
        params=BasisStated(),
        source="GDPR art. 6; CNIL",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Aucune base légale n'est indiquée pour ce prospect (RGPD, art. 6).",
            "en": "No legal basis is stated for this prospect (GDPR, article 6).",
        },
    ),
    _rule(
        id="EU-02",
        kind=RuleKind.OBJECTION,
        params=ObjectionsHonoured(),
        source="GDPR art. 21(2) and (3); CNIL",
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Cette personne s'est opposée au démarchage : plus aucun appel (RGPD, art. 21).",
            "en": "This person objected to direct marketing: no further call (GDPR, article 21).",
        },
    ),
)

# France has figures of its own for these.
ELSEWHERE: tuple[Rule, ...] = (
    _rule(
        id="EU-03",
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.FIRST_CONTACT),
        severity=Severity.LOG,
        source="GDPR art. 14(3)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Dire au premier contact, et au plus tard un mois après les avoir obtenues, d'où "
            "viennent les données et quels sont les droits de la personne (RGPD, art. 14).",
            "en": "Say at first contact, and within a month of obtaining them, where the data come "
            "from and what the person's rights are (GDPR, article 14).",
        },
    ),
    _kept(
        kind=RuleKind.RETENTION,
        params=Retention("prospect", most=3 * YEAR),
        severity=Severity.WARN,
        sentence={
            "fr": "Un prospect se garde trois ans après son dernier contact venant de lui.",
            "en": "A prospect is kept three years after the last contact that came from them.",
        },
    ),
    _kept(
        kind=RuleKind.RETENTION,
        params=Retention("suppression", least=3 * YEAR),
        severity=Severity.LOG,
        sentence={
            "fr": "Une opposition se garde au moins trois ans.",
            "en": "An objection is kept at least three years.",
        },
    ),
    _kept(
        kind=RuleKind.RECORDING,
        params=Retention("recording", most=SIX_MONTHS),
        severity=Severity.WARN,
        sentence={
            "fr": "Un enregistrement se garde six mois au plus.",
            "en": "A recording is kept six months at most.",
        },
    ),
    _kept(
        kind=RuleKind.RETENTION,
        params=Retention("quality_sheet", most=YEAR),
        severity=Severity.WARN,
        sentence={
            "fr": "Une fiche d'évaluation se garde un an au plus.",
            "en": "A quality sheet is kept one year at most.",
        },
    ),
    _kept(
        kind=RuleKind.RETENTION,
        params=Retention("call", most=3 * YEAR),
        severity=Severity.WARN,
        sentence={
            "fr": "Le détail des appels se garde trois ans au plus.",
            "en": "The detail of calls is kept three years at most.",
        },
    ),
    _kept(
        kind=RuleKind.RETENTION,
        params=Retention("consent", least=5 * YEAR),
        severity=Severity.LOG,
        sentence={
            "fr": "La preuve d'un consentement se garde cinq ans après son dernier usage.",
            "en": "The proof of a consent is kept five years after its last use.",
        },
    ),
)

"""To whom and how one may call in Germany, as data; UWG is the act against unfair competition."""

from datetime import date
from functools import partial

from campaigns.law.asks import (
    CallerIdShown,
    ConsentRequired,
    PresumedConsent,
    RecordingConsent,
    Retention,
)
from campaigns.law.codes import ANY, Confidence, RuleKind, Severity
from campaigns.law.policies import usual, week
from campaigns.law.rules import Rule
from campaigns.prospects import Audience

_rule = partial(Rule, country="DE")

RULES: tuple[Rule, ...] = (
    _rule(
        id="DE-01",
        audience=Audience.B2C,
        kind=RuleKind.CONSENT,
        params=ConsentRequired(),
        source="UWG §7(2) and §20 (fines up to 300,000 euros)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce particulier n'a pas donné de consentement exprès et préalable aux appels "
            "commerciaux (UWG, §7).",
            "en": "This consumer has given no prior express consent to sales calls (UWG, §7).",
        },
    ),
    _rule(
        id="DE-02",
        audience=Audience.B2B,
        kind=RuleKind.CONSENT,
        params=PresumedConsent(),
        source="UWG §7(2)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Rien ne dit pourquoi l'offre intéresserait cette entreprise : il faut son "
            "consentement, ou un motif concret de le présumer (UWG, §7).",
            "en": "Nothing says why this business may want the offer: its consent, or a concrete "
            "reason to presume it, is needed (UWG, §7).",
        },
    ),
    _rule(
        id="DE-03",
        audience=Audience.B2C,
        kind=RuleKind.RETENTION,
        params=Retention("consent", least=5 * 366),
        severity=Severity.LOG,
        source="UWG §7a and §20(2) (fines up to 50,000 euros)",
        effective_from=date(2021, 10, 1),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "La preuve du consentement se garde cinq ans, à compter de chaque usage (UWG, §7a).",
            "en": "The proof of consent is kept five years, counted anew at each use (UWG, §7a).",
        },
    ),
    _rule(
        id="DE-04",
        audience=ANY,
        kind=RuleKind.CALLER_ID,
        params=CallerIdShown(),
        source="TDDDG §15",
        effective_from=date(2021, 12, 1),
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Un appel commercial ne masque pas son numéro (TDDDG, §15).",
            "en": "A sales call may not hide its number (TDDDG, §15).",
        },
    ),
    _rule(
        id="DE-05",
        audience=ANY,
        kind=RuleKind.POLICY,
        params=usual(week("08:00-20:00", "09:00-16:00"), "DE"),
        source="No statute: the trade's hours (DDV), the shorter of the two that are told",
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "En dehors des heures d'appel du plan, à l'heure du prospect.",
            "en": "Outside the calling hours of the plan, in the prospect's own time.",
        },
    ),
    _rule(
        id="DE-06",
        audience=ANY,
        kind=RuleKind.RECORDING,
        params=RecordingConsent(),
        severity=Severity.WARN,
        source="StGB §201",
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Enregistrer sans l'accord exprès de tous est un délit (StGB, §201).",
            "en": "To record without everybody's express consent is a crime (StGB, §201).",
        },
    ),
)

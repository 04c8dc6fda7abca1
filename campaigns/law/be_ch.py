"""To whom and how one may call in Belgium and in Switzerland, as data: countries of objection lists."""

from datetime import date
from functools import partial

from campaigns.law.asks import (
    CallerIdShown,
    ListScrub,
    NeverUsed,
    ObjectionsHonoured,
    RelationshipRelieves,
)
from campaigns.law.codes import (
    ANY,
    Confidence,
    Register,
    Relief,
    RuleKind,
    Severity,
    Technique,
)
from campaigns.law.policies import usual, week
from campaigns.law.rules import Rule
from campaigns.prospects import Audience

_be = partial(Rule, country="BE")
_ch = partial(Rule, country="CH", audience=ANY)

BELGIUM: tuple[Rule, ...] = (
    _be(
        id="BE-01",
        audience=ANY,
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(Register.BELGIAN, days=5, relieved_by=frozenset({Relief.CONSENT})),
        source="CDE VI.111 to VI.114; five working days, taken as five days",
        effective_from=date(2015, 9, 1),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce numéro n'a pas été confronté à la liste « Ne m'appelez plus » ({register}) "
            "depuis {days} jours ; elle protège aussi les entreprises (CDE VI.111).",
            "en": "This number has not been checked against the {register} list within {days} days; "
            "it protects businesses as well (CDE VI.111).",
        },
    ),
    _be(
        id="BE-02",
        audience=Audience.B2C,
        kind=RuleKind.OBJECTION,
        params=ObjectionsHonoured(),
        source="CDE VI.110 and VI.111: no consent is needed until the person objects",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce particulier s'est opposé aux appels commerciaux (CDE VI.111).",
            "en": "This consumer objected to sales calls (CDE VI.111).",
        },
    ),
    _be(
        id="BE-03",
        audience=Audience.B2C,
        kind=RuleKind.POLICY,
        params=usual(week("08:00-20:00")),
        source="No source found: usual hours, which a plan may change",
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "En dehors des heures d'appel du plan, à l'heure du prospect.",
            "en": "Outside the calling hours of the plan, in the prospect's own time.",
        },
    ),
)

SWITZERLAND: tuple[Rule, ...] = (
    _ch(
        id="CH-01",
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(
            Register.SWISS_DIRECTORY,
            days=30,
            relieved_by=frozenset({Relief.CONSENT, Relief.CONTRACT}),
        ),
        source="LCD art. 3(1)(u); unlisted numbers since 2021. It states no age: thirty days, our own",
        effective_from=date(2012, 4, 1),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "L'annuaire n'a pas été consulté depuis {days} jours : un astérisque, ou "
            "l'absence de l'annuaire, interdit l'appel (LCD, art. 3).",
            "en": "The directory has not been consulted within {days} days: an asterisk there, or "
            "no entry, forbids the call (LCD, article 3).",
        },
    ),
    _ch(
        id="CH-01",
        kind=RuleKind.EXEMPTION,
        params=RelationshipRelieves(contract_days=0),
        severity=Severity.LOG,
        source="LCD art. 3(1)(u)",
        effective_from=date(2012, 4, 1),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un client peut être appelé malgré l'astérisque (LCD, art. 3).",
            "en": "A customer may be called in spite of the asterisk (LCD, article 3).",
        },
    ),
    _ch(
        id="CH-02",
        kind=RuleKind.CALLER_ID,
        params=CallerIdShown(),
        source="LCD art. 3(1)(v)",
        effective_from=date(2021, 1, 1),
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Un numéro inscrit à l'annuaire et attribué à l'appelant doit être présenté "
            "(LCD, art. 3).",
            "en": "A listed number that is assigned to the caller must be shown (LCD, article 3).",
        },
    ),
    _ch(
        id="CH-03",
        technique=frozenset({Technique.PRERECORDED}),
        kind=RuleKind.TECHNIQUE,
        params=NeverUsed(),
        source="LTC/FMG; LCD",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "La prospection entièrement automatique est interdite : une personne doit parler.",
            "en": "Fully automatic prospecting is forbidden: a person must speak.",
        },
    ),
)

"""What France treats apart: training accounts, the press, businesses, hidden numbers, robots, as data."""

from datetime import date
from fractions import Fraction
from functools import partial

from campaigns.law.asks import (
    AbandonedShare,
    CallerIdShown,
    ConsentRequired,
    NotConcerned,
    Notice,
    SectorBan,
)
from campaigns.law.codes import (
    ANY,
    AUTOMATED,
    Confidence,
    Moment,
    RuleKind,
    Sector,
    Severity,
    Technique,
)
from campaigns.law.rules import Rule
from campaigns.prospects import Audience

_rule = partial(Rule, country="FR")
_ROBOTS = frozenset({Technique.PRERECORDED})

APART: tuple[Rule, ...] = (
    _rule(
        id="FR-07b",
        audience=ANY,
        kind=RuleKind.SECTOR,
        params=SectorBan(frozenset({Sector.TRAINING_ACCOUNT}), frozenset()),
        source="Loi 2022-1587 du 19 décembre 2022",
        effective_from=date(2022, 12, 21),
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Le démarchage pour le compte personnel de formation est interdit "
            "(loi 2022-1587).",
            "en": "Nobody may be canvassed about their training account (French law 2022-1587).",
        },
    ),
    _rule(
        id="FR-08",
        audience=Audience.B2C,
        kind=RuleKind.EXEMPTION,
        params=NotConcerned(frozenset({"FR-01", "FR-07"}), frozenset({Sector.PRESS})),
        severity=Severity.LOG,
        source="C. conso. L.223-5; D.223-9 for the hours",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "La presse peut démarcher sans consentement préalable, aux heures légales "
            "(C. conso. L.223-5).",
            "en": "Newspapers and magazines may call without prior consent, within the legal hours "
            "(French consumer code, L.223-5).",
        },
    ),
    _rule(
        id="FR-10",
        audience=Audience.B2C,
        kind=RuleKind.CALLER_ID,
        params=CallerIdShown(),
        source="C. conso. L.221-17",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un numéro affecté à l'entreprise pour laquelle on appelle doit être présenté "
            "(C. conso. L.221-17).",
            "en": "A number assigned to the company that the call is made for must be shown "
            "(French consumer code, L.221-17).",
        },
    ),
    _rule(
        id="FR-15",
        audience=Audience.B2B,
        kind=RuleKind.EXEMPTION,
        params=NotConcerned(frozenset({"FR-01", "FR-03", "FR-04", "FR-05", "FR-05b", "FR-07"})),
        severity=Severity.LOG,
        source="C. conso., article liminaire; CNIL",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un professionnel se démarche sans consentement préalable quand l'offre touche à "
            "son métier ; il peut s'y opposer à chaque appel (CNIL).",
            "en": "A business may be called without prior consent about what concerns its trade; "
            "it may object at each call (CNIL).",
        },
    ),
    _rule(
        id="FR-23",
        audience=Audience.B2C,
        technique=_ROBOTS,
        kind=RuleKind.CONSENT,
        params=ConsentRequired(),
        source="CPCE L.34-5; CNIL (own customers, for similar products, need none)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un message enregistré ne s'adresse à un particulier qu'avec son consentement "
            "préalable (CPCE L.34-5).",
            "en": "A recorded message may be played to a consumer only with prior consent "
            "(French post and electronic communications code, L.34-5).",
        },
    ),
    _rule(
        id="FR-23",
        audience=Audience.B2B,
        technique=_ROBOTS,
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.OPENING),
        severity=Severity.LOG,
        source="CPCE L.34-5; CNIL",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un message enregistré dit à un professionnel qui l'appelle et comment s'y "
            "opposer (CNIL).",
            "en": "A recorded message tells a business who is calling and how to object (CNIL).",
        },
    ),
    _rule(
        id="FR-29",
        audience=ANY,
        technique=AUTOMATED,
        kind=RuleKind.ABANDONMENT,
        params=AbandonedShare(Fraction(3, 100), days=1, seconds=2),
        severity=Severity.WARN,
        source="No statutory rate found: three in a hundred, our policy, as elsewhere",
        confidence=Confidence.UNCERTAIN,
        sentence={
            "fr": "Pas plus de {percent} % des personnes qui décrochent ne trouvent personne au "
            "bout du fil ; aucun taux légal n'est connu en France.",
            "en": "No more than {percent}% of those who answer find nobody on the line; no legal "
            "rate is known in France.",
        },
    ),
)

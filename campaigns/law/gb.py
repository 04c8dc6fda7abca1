"""When, to whom and how one may call in Great Britain and Northern Ireland, as data.

PECR are the Privacy and Electronic Communications Regulations 2003. What Ofcom withdrew in 2016 but
everybody still counts as good practice (ringing, rest after a silent call) is kept: the stricter.
"""

from datetime import date
from fractions import Fraction
from functools import partial

from campaigns.law.asks import (
    AbandonedShare,
    CallerIdPrefixes,
    CallerIdShown,
    ConsentRequired,
    ListScrub,
    Notice,
    ObjectionsHonoured,
    RestAfterAbandonment,
    RestAfterMachine,
    RingsAtLeast,
    SectorBan,
)
from campaigns.law.codes import (
    ANY,
    UNATTENDED,
    Confidence,
    Moment,
    Register,
    Relief,
    RuleKind,
    Sector,
    Severity,
    Technique,
)
from campaigns.law.policies import usual, week
from campaigns.law.rules import Rule
from campaigns.prospects import Audience

# The islands dial within +44, where a mobile may have been given out in any of them; Guernsey (2004)
# and Man (2005) copied the regulations, and Jersey is held to them: the stricter.
TERRITORIES = frozenset({"GB", "GG", "IM", "JE"})
_rule = partial(Rule, country="GB")
_any = partial(_rule, audience=ANY)
_TPS_DAYS = 28
_CONSENTED = frozenset({Relief.CONSENT})
_UNCHECKED = {
    "fr": "Ce numéro n'a pas été confronté à la liste {register} depuis {days} jours (PECR, reg. 21).",
    "en": "This number has not been checked against the {register} within {days} days (PECR, "
    "reg. 21).",
}

RULES: tuple[Rule, ...] = (
    _any(
        id="UK-01",
        technique=UNATTENDED,
        kind=RuleKind.ABANDONMENT,
        params=AbandonedShare(Fraction(0), days=1, seconds=2),
        severity=Severity.WARN,
        source="Ofcom, Persistent Misuse statement of 20 December 2016",
        effective_from=date(2017, 3, 1),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Tout appel abandonné est un abus : aucun taux n'est toléré (Ofcom, 2017).",
            "en": "Every abandoned call is a misuse: no rate is tolerated (Ofcom, 2017).",
        },
    ),
    _any(
        id="UK-01h",
        technique=UNATTENDED,
        kind=RuleKind.ABANDONMENT,
        params=AbandonedShare(Fraction(3, 100), days=1, seconds=2),
        severity=Severity.WARN,
        source="Ofcom, policy of 2008 revised in 2010",
        effective_to=date(2017, 2, 28),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Pas plus de {percent} % d'appels abandonnés par jour et par campagne (Ofcom, 2010).",
            "en": "No more than {percent}% abandoned calls a day and campaign (Ofcom, 2010).",
        },
    ),
    _any(
        id="UK-02",
        kind=RuleKind.RINGING,
        params=RingsAtLeast(15),
        severity=Severity.WARN,
        source="Ofcom, policies of 2006 to 2010; still good practice",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Laisser sonner au moins {seconds} secondes (Ofcom).",
            "en": "Let it ring for at least {seconds} seconds (Ofcom).",
        },
    ),
    _any(
        id="UK-03",
        technique=UNATTENDED,
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.ABANDONED),
        severity=Severity.LOG,
        source="Ofcom, policies of 2006 to 2010 (two seconds; one page says one)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un appel abandonné dit dans les deux secondes qui appelait, pourquoi et comment "
            "s'y opposer, sans rien vendre (Ofcom).",
            "en": "An abandoned call says within two seconds who was calling, why and how to opt "
            "out, and sells nothing (Ofcom).",
        },
    ),
    _any(
        id="UK-04",
        technique=UNATTENDED,
        kind=RuleKind.COOL_OFF,
        params=RestAfterAbandonment(hours=72),
        source="Ofcom, policies of 2006 to 2010",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un appel à ce numéro a été abandonné : pendant {hours} heures, seul un appel "
            "qu'une personne attend est permis (Ofcom).",
            "en": "A call to this number was abandoned: for {hours} hours only a call with a person "
            "waiting may be made (Ofcom).",
        },
    ),
    _any(
        id="UK-05",
        technique=UNATTENDED,
        kind=RuleKind.COOL_OFF,
        params=RestAfterMachine(hours=24),
        source="Ofcom, policy of 2010",
        effective_from=date(2011, 2, 1),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce numéro a été pris pour un répondeur : pendant {hours} heures, seul un appel "
            "qu'une personne attend est permis (Ofcom).",
            "en": "This number was taken for an answering machine: for {hours} hours only a call "
            "with a person waiting may be made (Ofcom).",
        },
    ),
    _any(
        id="UK-06",
        kind=RuleKind.CALLER_ID,
        params=CallerIdShown(),
        source="PECR reg. 21 and 24; Ofcom, CLI guidance (29 January 2025)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un numéro valable, qui peut être rappelé, doit être présenté (PECR, reg. 21).",
            "en": "A valid number that can be rung back must be shown (PECR, reg. 21).",
        },
    ),
    _any(
        id="UK-06",
        kind=RuleKind.CALLER_ID,
        params=CallerIdPrefixes(never=("+447",)),
        source="Ofcom, CLI guidance (29 January 2025)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un centre d'appels ne présente pas un numéro mobile 07, qui trompe ({shown}) : "
            "choisissez un autre numéro (Ofcom).",
            "en": "A call centre may not show a misleading 07 mobile number ({shown}): choose "
            "another caller ID (Ofcom).",
        },
    ),
    _rule(
        id="UK-07",
        audience=Audience.B2C,
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(Register.TPS, _TPS_DAYS, _CONSENTED),
        source="PECR reg. 21 and 26",
        effective_from=date(2003, 12, 11),
        confidence=Confidence.SEEN,
        sentence=_UNCHECKED,
    ),
    _rule(
        id="UK-08",
        audience=Audience.B2B,
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(Register.CTPS, _TPS_DAYS, _CONSENTED),
        source="PECR reg. 21 (2004 amendment): companies, partnerships with limits, public bodies",
        effective_from=date(2004, 6, 25),
        confidence=Confidence.SEEN,
        sentence=_UNCHECKED,
    ),
    _rule(
        id="UK-08",
        audience=Audience.B2B,
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(Register.TPS, _TPS_DAYS, _CONSENTED),
        source="PECR reg. 21: sole traders and partnerships stand on the TPS; both lists, the stricter",
        effective_from=date(2004, 6, 25),
        confidence=Confidence.SEEN,
        sentence=_UNCHECKED,
    ),
    _any(
        id="UK-09",
        kind=RuleKind.OBJECTION,
        params=ObjectionsHonoured(),
        source="PECR reg. 21(1)(a)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Cette personne s'est opposée à vos appels : son refus est immédiat et définitif "
            "(PECR, reg. 21).",
            "en": "This person opted out of your calls, at once and for good (PECR, reg. 21).",
        },
    ),
    _any(
        id="UK-10",
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.OPENING),
        severity=Severity.LOG,
        source="PECR reg. 24",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Dire qui appelle et pour le compte de qui ; donner sur demande une adresse ou un "
            "numéro gratuit (PECR, reg. 24).",
            "en": "Say who is calling and on whose behalf; give an address or a freephone number on "
            "request (PECR, reg. 24).",
        },
    ),
    _any(
        id="UK-11",
        technique=frozenset({Technique.PRERECORDED}),
        kind=RuleKind.CONSENT,
        params=ConsentRequired(),
        source="PECR reg. 19",
        effective_from=date(2003, 12, 11),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un message commercial enregistré exige un consentement préalable (PECR, reg. 19).",
            "en": "A recorded marketing message needs prior consent (PECR, reg. 19).",
        },
    ),
    _any(
        id="UK-12",
        kind=RuleKind.SECTOR,
        params=SectorBan(frozenset({Sector.CLAIMS_MANAGEMENT, Sector.PENSIONS}), _CONSENTED),
        source="PECR reg. 21A (2018) and 21B (2019)",
        effective_from=date(2018, 9, 8),
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Sans consentement, personne n'est démarché pour des indemnisations ou des "
            "retraites (PECR, reg. 21A et 21B).",
            "en": "Nobody may be called without consent about claims management or pensions (PECR, "
            "reg. 21A and 21B).",
        },
    ),
    _any(
        id="UK-14",
        kind=RuleKind.POLICY,
        params=usual(week("08:00-21:00", "08:00-21:00", "09:00-20:00")),
        source="No statute: the trade's hours (DMA), which a plan may change",
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "En dehors des heures d'appel du plan, à l'heure du prospect.",
            "en": "Outside the calling hours of the plan, in the prospect's own time.",
        },
    ),
)

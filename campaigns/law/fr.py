"""When, to whom and from which number one may call in France and its territories, as data.

C. conso. is the consumer code, C. trav. the labour code. Nothing here is
legal advice; `confidence` says how each row is known.
"""

from datetime import date

from campaigns.law.codes import AUTOMATED, Register
from campaigns.law.fr_caller_ids import MOBILES, NPV
from campaigns.law.rules import (
    ANY,
    AttemptCap,
    AutomatedTechniques,
    CallerIdPrefixes,
    ClosedOnHolidays,
    Confidence,
    ConsentRequired,
    ListScrub,
    OpeningHours,
    PlanDefaults,
    RefusalWithdrawsConsent,
    RestAfterRefusal,
    Rule,
    RuleKind,
    RunningContractExempts,
    Sector,
    SectorBan,
    Severity,
)
from campaigns.prospects import Audience
from campaigns.windows import WORKING_DAYS, Hours

OPT_IN = date(2026, 8, 11)
DECREE_2022_1313 = date(2023, 3, 1)
ARCEP_2022_1583 = date(2023, 1, 1)

LEGAL_HOURS = Hours.on(WORKING_DAYS, "10:00-13:00", "14:00-20:00")
BUSINESS_HOURS = Hours.on(WORKING_DAYS, "08:30-12:30", "13:30-19:00")

_FRANCE = "FR"

PROHIBITIONS: tuple[Rule, ...] = (
    Rule(
        id="FR-01",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.CONSENT,
        params=ConsentRequired(),
        severity=Severity.BLOCK,
        source="C. conso. L.223-1 (loi 2025-594, art. 13)",
        effective_from=OPT_IN,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce consommateur n'a pas donné de consentement préalable, prouvé et toujours "
            "valable au démarchage par téléphone (C. conso. L.223-1).",
            "en": "This consumer has given no prior consent to phone prospecting that is proven "
            "and still holds (French consumer code, L.223-1).",
        },
    ),
    Rule(
        id="FR-02",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.EXEMPTION,
        params=RunningContractExempts(),
        severity=Severity.LOG,
        source="C. conso. L.223-1, al. 4 (loi 2020-901, then loi 2025-594)",
        effective_from=date(2020, 7, 26),
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "L'appel se rattache à l'objet d'un contrat en cours : le consentement "
            "préalable n'est pas exigé (C. conso. L.223-1, al. 4).",
            "en": "The call relates to the object of a running contract: prior consent is not "
            "required (French consumer code, L.223-1, para. 4).",
        },
    ),
    Rule(
        id="FR-03",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.WINDOW,
        params=OpeningHours(LEGAL_HOURS, holidays=_FRANCE),
        severity=Severity.BLOCK,
        source="C. conso. D.223-9 (décret 2022-1313)",
        effective_from=DECREE_2022_1313,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un consommateur n'est appelé que du lundi au vendredi, hors jours fériés, de "
            "10 h à 13 h et de 14 h à 20 h, à son heure (C. conso. D.223-9).",
            "en": "A consumer is called only Monday to Friday, except public holidays, 10:00 to "
            "13:00 and 14:00 to 20:00, in the consumer's own time (French consumer code, D.223-9).",
        },
    ),
    Rule(
        id="FR-04",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.FREQUENCY,
        params=AttemptCap(most=4, days=30),
        severity=Severity.BLOCK,
        source="C. conso. D.223-9 (décret 2022-1313)",
        effective_from=DECREE_2022_1313,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce numéro a déjà été appelé {most} fois en {days} jours pour la même "
            "entreprise, tentatives comprises : c'est le maximum légal (C. conso. D.223-9).",
            "en": "This number has been called {most} times in {days} days for the same company, "
            "attempts included: the legal maximum (French consumer code, D.223-9).",
        },
    ),
    Rule(
        id="FR-05",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.COOL_OFF,
        params=RestAfterRefusal(days=60),
        severity=Severity.BLOCK,
        source="C. conso. D.223-9 (décret 2022-1313)",
        effective_from=DECREE_2022_1313,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce consommateur a refusé : aucun appel, ni tentative, pendant {days} jours "
            "calendaires pleins (C. conso. D.223-9).",
            "en": "This consumer refused: no call and no attempt for {days} full calendar days "
            "(French consumer code, D.223-9).",
        },
    ),
    Rule(
        id="FR-05b",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.COOL_OFF,
        params=RefusalWithdrawsConsent(),
        severity=Severity.BLOCK,
        source="C. conso. L.223-1: consent is revocable, so a refusal is prudently taken as its withdrawal",
        effective_from=OPT_IN,
        effective_to=None,
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Ce consommateur a refusé depuis son dernier consentement : son refus vaut "
            "retrait, jusqu'à un nouveau consentement (C. conso. L.223-1).",
            "en": "This consumer refused after the last consent: the refusal withdraws it until "
            "a new consent is given (French consumer code, L.223-1).",
        },
    ),
    Rule(
        id="FR-07",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.SECTOR,
        params=SectorBan(frozenset({Sector.ENERGY_WORKS, Sector.HOME_ADAPTATION})),
        severity=Severity.BLOCK,
        source="C. conso. L.223-1, al. 5 (loi 2025-594, art. 13)",
        effective_from=date(2025, 7, 2),
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Le démarchage des consommateurs est interdit, même avec leur consentement, "
            "pour la rénovation énergétique et l'adaptation du logement (C. conso. L.223-1, al. 5).",
            "en": "Consumers may not be called, even with their consent, about energy works or "
            "home adaptation (French consumer code, L.223-1, para. 5).",
        },
    ),
    Rule(
        id="FR-13",
        country=_FRANCE,
        audience=Audience.B2C,
        technique=ANY,
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(Register.BLOCTEL, days=30),
        severity=Severity.BLOCK,
        source="C. conso. L.223-1, version before loi 2025-594",
        effective_from=date(2016, 6, 1),
        effective_to=date(2026, 8, 10),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce numéro n'a pas été confronté à la liste {register} depuis {days} jours "
            "(C. conso., ancien L.223-1).",
            "en": "This number has not been checked against the {register} list within {days} "
            "days (French consumer code, former L.223-1).",
        },
    ),
    Rule(
        id="FR-16",
        country=_FRANCE,
        audience=Audience.B2B,
        technique=ANY,
        kind=RuleKind.POLICY,
        params=PlanDefaults(BUSINESS_HOURS, AttemptCap(most=6, days=30), RestAfterRefusal(days=60)),
        severity=Severity.BLOCK,
        source="No statute: hours of the plan, which its manager may change",
        effective_from=None,
        effective_to=None,
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "En dehors des heures d'appel du plan, à l'heure du prospect.",
            "en": "Outside the calling hours of the plan, in the prospect's own time.",
        },
    ),
    Rule(
        id="FR-18",
        country=_FRANCE,
        audience=ANY,
        technique=AUTOMATED,
        kind=RuleKind.CALLER_ID,
        params=CallerIdPrefixes(only=NPV),
        severity=Severity.BLOCK,
        source="Arcep 2022-1583 (plan 2018-0881)",
        effective_from=ARCEP_2022_1583,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un système d'appel automatisé doit présenter un numéro polyvalent vérifié "
            "(NPV : 0162, 0163, 0270… ou 0948, 0949), ce que {shown} n'est pas (Arcep 2022-1583).",
            "en": "An automated calling system must show a verified multi-purpose number (NPV: "
            "0162, 0163, 0270… or 0948, 0949), which {shown} is not (Arcep 2022-1583).",
        },
    ),
    Rule(
        id="FR-19",
        country=_FRANCE,
        audience=ANY,
        technique=ANY,
        kind=RuleKind.DEFINITION,
        params=AutomatedTechniques(AUTOMATED),
        severity=Severity.LOG,
        source="Arcep 2022-1583, 7.1.3; Conseil d'État 489787",
        effective_from=ARCEP_2022_1583,
        effective_to=None,
        confidence=Confidence.SECOND_HAND,
        sentence={
            "fr": "Seul l'appel lancé un par un, sur l'ordre explicite d'une personne, n'est pas "
            "un appel automatisé (Arcep 2022-1583, 7.1.3).",
            "en": "Only a call placed singly, on a person's explicit command, is not an "
            "automated call (Arcep 2022-1583, 7.1.3).",
        },
    ),
    Rule(
        id="FR-20",
        country=_FRANCE,
        audience=ANY,
        technique=ANY,
        kind=RuleKind.CALLER_ID,
        params=CallerIdPrefixes(never=MOBILES),
        severity=Severity.BLOCK,
        source="Arcep, plan de numérotation; fiche pratique professionnels",
        effective_from=ARCEP_2022_1583,
        effective_to=None,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un centre d'appels ne peut pas présenter un numéro mobile 06 ou 07, même le "
            "sien ({shown}) : choisissez un autre numéro (Arcep).",
            "en": "A call centre may not show a 06 or 07 mobile number, even its own ({shown}): "
            "choose another caller ID (Arcep).",
        },
    ),
    Rule(
        id="FR-30",
        country=_FRANCE,
        audience=ANY,
        technique=ANY,
        kind=RuleKind.HOLIDAY,
        params=ClosedOnHolidays(_FRANCE),
        severity=Severity.BLOCK,
        source="C. trav. L.3133-1",
        effective_from=None,
        effective_to=None,
        confidence=Confidence.VERIFIED,
        sentence={
            "fr": "Jour férié chez le prospect : {holiday} (C. trav. L.3133-1).",
            "en": "Public holiday where the prospect is: {holiday} (French labour code, L.3133-1).",
        },
    ),
)

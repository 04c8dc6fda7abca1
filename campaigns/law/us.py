"""When, to whom and how federal law lets one call in the United States, as data.

CFR is the Code of Federal Regulations; 16 CFR 310 is the Telemarketing Sales Rule, 47 CFR 64.1200 the
rule under the Telephone Consumer Protection Act.
"""

from datetime import date
from fractions import Fraction
from functools import partial

from campaigns.law.asks import (
    AbandonedShare,
    CallerIdShown,
    ConsentRequired,
    ListScrub,
    NotConcerned,
    Notice,
    ObjectionsHonoured,
    OpeningHours,
    RefusalWithdrawsConsent,
    RelationshipRelieves,
    Retention,
    RingsAtLeast,
)
from campaigns.law.codes import (
    ANY,
    UNATTENDED,
    Confidence,
    Moment,
    Register,
    Relief,
    RuleKind,
    Severity,
)
from campaigns.law.policies import week
from campaigns.law.rules import Rule
from campaigns.prospects import Audience

_rule = partial(Rule, country="US")
_any = partial(_rule, audience=ANY)
_FIVE_YEARS = 5 * 366
_MONTH = 30
TSR_2024 = date(2024, 5, 16)

RULES: tuple[Rule, ...] = (
    _rule(
        id="US-01",
        audience=Audience.B2C,
        kind=RuleKind.WINDOW,
        params=OpeningHours(week("08:00-21:00", "08:00-21:00", "08:00-21:00"), None),
        source="47 CFR 64.1200(c)(1); 16 CFR 310.4(c)",
        effective_from=date(1992, 12, 20),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un particulier n'est appelé que de 8 h à 21 h, à son heure (47 CFR 64.1200(c)).",
            "en": "A consumer is called only from 8:00 to 21:00, in their own time "
            "(47 CFR 64.1200(c)).",
        },
    ),
    _any(
        id="US-02",
        technique=UNATTENDED,
        kind=RuleKind.ABANDONMENT,
        params=AbandonedShare(Fraction(3, 100), days=30, seconds=2),
        severity=Severity.WARN,
        source="16 CFR 310.4(b)(4); 47 CFR 64.1200(a)(7)",
        effective_from=date(2008, 10, 1),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Pas plus de {percent} % d'appels abandonnés par campagne sur {days} jours "
            "(16 CFR 310.4).",
            "en": "No more than {percent}% abandoned calls a campaign over {days} days "
            "(16 CFR 310.4).",
        },
    ),
    _any(
        id="US-03",
        technique=UNATTENDED,
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.ABANDONED),
        severity=Severity.LOG,
        source="16 CFR 310.4(b)(4)(iii); 47 CFR 64.1200(a)(7)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Sans personne au bout du fil dans les deux secondes, un message dit qui appelle, "
            "son numéro et comment s'y opposer (16 CFR 310.4).",
            "en": "With nobody on the line within two seconds, a message says who is calling, the "
            "number and how to opt out (16 CFR 310.4).",
        },
    ),
    _any(
        id="US-04",
        kind=RuleKind.RINGING,
        params=RingsAtLeast(15),
        severity=Severity.WARN,
        source="16 CFR 310.4(b)(4)(ii): fifteen seconds or four rings",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Laisser sonner au moins {seconds} secondes, ou quatre fois (16 CFR 310.4).",
            "en": "Let it ring for at least {seconds} seconds, or four times (16 CFR 310.4).",
        },
    ),
    _any(
        id="US-05",
        technique=UNATTENDED,
        kind=RuleKind.RETENTION,
        params=Retention("abandonment", least=_FIVE_YEARS),
        severity=Severity.LOG,
        source="16 CFR 310.4(b)(4)(iv); as long as the records of 310.5, since it states no time",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Garder la preuve du taux d'abandon, sans quoi rien n'excuse un appel abandonné "
            "(16 CFR 310.4).",
            "en": "Keep the proof of the abandonment rate: nothing else excuses an abandoned call "
            "(16 CFR 310.4).",
        },
    ),
    _rule(
        id="US-06",
        audience=Audience.B2C,
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(
            Register.US_DNC, days=31, relieved_by=frozenset({Relief.CONSENT, Relief.CONTRACT})
        ),
        source="16 CFR 310.4(b)(3)(iv)",
        effective_from=date(2005, 1, 1),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce numéro n'a pas été confronté à la liste {register} depuis {days} jours "
            "(16 CFR 310.4).",
            "en": "This number has not been checked against the {register} list within {days} days "
            "(16 CFR 310.4).",
        },
    ),
    _rule(
        id="US-07",
        audience=Audience.B2C,
        kind=RuleKind.EXEMPTION,
        params=RelationshipRelieves(contract_days=18 * _MONTH, inquiry_days=3 * _MONTH),
        severity=Severity.LOG,
        source="47 CFR 64.1200(f)(5): 18 months, 3 months, taken as months of thirty days",
        effective_from=date(2003, 7, 25),
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Un client, pendant dix-huit mois, ou qui s'est renseigné, pendant trois, peut être "
            "appelé malgré la liste nationale (47 CFR 64.1200(f)(5)).",
            "en": "A customer for eighteen months, or who inquired for three, may be called in spite "
            "of the national list (47 CFR 64.1200(f)(5)).",
        },
    ),
    _any(
        id="US-08",
        kind=RuleKind.OBJECTION,
        params=ObjectionsHonoured(within=10),
        source="47 CFR 64.1200(d) and (a)(10)",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Cette personne a demandé à ne plus être appelée : l'entreprise s'y tient aussitôt, "
            "la loi lui laisse dix jours ouvrables (47 CFR 64.1200(d)).",
            "en": "This person asked not to be called again: the company stops at once, the law "
            "allows ten business days (47 CFR 64.1200(d)).",
        },
    ),
    _any(
        id="US-08",
        kind=RuleKind.RETENTION,
        params=Retention("suppression", least=_FIVE_YEARS),
        severity=Severity.LOG,
        source="47 CFR 64.1200(d)(6)",
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Une opposition se garde au moins cinq ans (47 CFR 64.1200(d)).",
            "en": "An objection is kept at least five years (47 CFR 64.1200(d)).",
        },
    ),
    _rule(
        id="US-09",
        audience=Audience.B2C,
        kind=RuleKind.OBJECTION,
        params=ObjectionsHonoured(within=10),
        source="47 CFR 64.1200(a)(10)",
        effective_from=date(2025, 4, 11),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Cette personne a retiré son consentement, par un moyen qu'elle a choisi "
            "(47 CFR 64.1200(a)(10)).",
            "en": "This person revoked consent, by a means of their own choice "
            "(47 CFR 64.1200(a)(10)).",
        },
    ),
    _rule(
        id="US-09",
        audience=Audience.B2C,
        kind=RuleKind.COOL_OFF,
        params=RefusalWithdrawsConsent(),
        source="47 CFR 64.1200(a)(10), the part that revokes all at once; FCC DA 26-12",
        effective_from=date(2027, 1, 31),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Cette personne a refusé depuis son dernier consentement : son refus vaut pour tous "
            "les appels, jusqu'à un nouveau consentement (47 CFR 64.1200(a)(10)).",
            "en": "This person refused after the last consent: the refusal holds for all calls until "
            "a new consent is given (47 CFR 64.1200(a)(10)).",
        },
    ),
    _any(
        id="US-11",
        technique=UNATTENDED,
        kind=RuleKind.CONSENT,
        params=ConsentRequired(),
        source="47 USC 227(b); predictive dialing counts with recorded and artificial voices, the "
        "stricter reading since Facebook v. Duguid (2021)",
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Un automate ou une voix enregistrée exige un consentement préalable exprès "
            "(47 USC 227(b)).",
            "en": "An autodialer or a recorded voice needs prior express consent (47 USC 227(b)).",
        },
    ),
    _rule(
        id="US-12",
        audience=Audience.B2B,
        kind=RuleKind.EXEMPTION,
        params=NotConcerned(frozenset({"US-01", "US-06"})),
        severity=Severity.LOG,
        source="16 CFR 310.6(b)(7); 89 FR 26760 (not for office or cleaning supplies)",
        effective_from=TSR_2024,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Les appels aux entreprises échappent en grande partie à la règle, sauf pour les "
            "fournitures de bureau et d'entretien, et jamais pour tromper (16 CFR 310.6).",
            "en": "Calls to businesses are mostly exempt, except for office and cleaning supplies, "
            "and never to mislead (16 CFR 310.6).",
        },
    ),
    _any(
        id="US-13",
        kind=RuleKind.RETENTION,
        params=Retention("call", least=_FIVE_YEARS),
        severity=Severity.LOG,
        source="16 CFR 310.5 (calls dialled by hand are exempt: kept all the same, the stricter)",
        effective_from=date(2024, 10, 15),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Garder cinq ans le détail des appels (16 CFR 310.5).",
            "en": "Keep the detail of calls for five years (16 CFR 310.5).",
        },
    ),
    _any(
        id="US-13",
        kind=RuleKind.RETENTION,
        params=Retention("consent", least=_FIVE_YEARS),
        severity=Severity.LOG,
        source="16 CFR 310.5",
        effective_from=TSR_2024,
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Garder cinq ans les consentements et les scripts (16 CFR 310.5).",
            "en": "Keep consents and scripts for five years (16 CFR 310.5).",
        },
    ),
    _any(
        id="US-14",
        kind=RuleKind.CALLER_ID,
        params=CallerIdShown(),
        source="47 CFR 64.1601(e)",
        effective_from=date(2004, 1, 29),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Le numéro de l'appelant doit être présenté (47 CFR 64.1601(e)).",
            "en": "The caller's number must be shown (47 CFR 64.1601(e)).",
        },
    ),
)

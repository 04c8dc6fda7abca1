"""When, to whom and how one may call in Canada, and in which language in Québec, as data.

UTR are the Unsolicited Telecommunications Rules of the CRTC.
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
    Retention,
    SpokenLanguage,
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
    Technique,
)
from campaigns.law.policies import week
from campaigns.law.rules import Rule
from campaigns.prospects import Audience

UTR = date(2008, 9, 30)
_THREE_YEARS = 3 * 366
_rule = partial(Rule, country="CA", effective_from=UTR)
_any = partial(_rule, audience=ANY)
_robot = partial(_any, technique=frozenset({Technique.PRERECORDED}))
_quebec = partial(Rule, country="CA", region="QC", audience=ANY)

RULES: tuple[Rule, ...] = (
    _rule(
        id="CA-01",
        audience=Audience.B2C,
        kind=RuleKind.WINDOW,
        params=OpeningHours(week("09:00-21:30", "10:00-18:00", "10:00-18:00"), None),
        source="CRTC, UTR part III",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un particulier n'est appelé que de 9 h à 21 h 30 du lundi au vendredi et de 10 h à "
            "18 h le week-end, à son heure (CRTC).",
            "en": "A consumer is called only from 9:00 to 21:30 Monday to Friday and from 10:00 to "
            "18:00 at weekends, in their own time (CRTC).",
        },
    ),
    _rule(
        id="CA-02",
        audience=Audience.B2C,
        kind=RuleKind.LIST_SCRUB,
        params=ListScrub(Register.CA_DNCL, days=31, relieved_by=frozenset({Relief.CONSENT})),
        source="CRTC, UTR part II",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Ce numéro n'a pas été confronté à la liste nationale ({register}) depuis {days} "
            "jours (CRTC).",
            "en": "This number has not been checked against the {register} within {days} days "
            "(CRTC).",
        },
    ),
    _any(
        id="CA-03",
        kind=RuleKind.OBJECTION,
        params=ObjectionsHonoured(within=10),
        source="CRTC, UTR part III: within 14 days",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Cette personne a demandé à ne plus être appelée : l'entreprise s'y tient aussitôt "
            "(CRTC).",
            "en": "This person asked not to be called again: the company stops at once (CRTC).",
        },
    ),
    _any(
        id="CA-03",
        kind=RuleKind.RETENTION,
        params=Retention("suppression", least=_THREE_YEARS + 14),
        severity=Severity.LOG,
        source="CRTC, UTR part III: three years and fourteen days",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Une opposition se garde trois ans et quatorze jours (CRTC).",
            "en": "An objection is kept three years and fourteen days (CRTC).",
        },
    ),
    _any(
        id="CA-04",
        technique=UNATTENDED,
        kind=RuleKind.ABANDONMENT,
        params=AbandonedShare(Fraction(5, 100), days=30, seconds=2),
        severity=Severity.WARN,
        source="CRTC, UTR part III: a calendar month",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Pas plus de {percent} % d'appels abandonnés par mois (CRTC).",
            "en": "No more than {percent}% abandoned calls a month (CRTC).",
        },
    ),
    _any(
        id="CA-04",
        technique=UNATTENDED,
        kind=RuleKind.RETENTION,
        params=Retention("abandonment", least=_THREE_YEARS),
        severity=Severity.LOG,
        source="CRTC, UTR part III",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Le taux d'abandon se garde trois ans (CRTC).",
            "en": "The abandonment rate is kept three years (CRTC).",
        },
    ),
    _robot(
        id="CA-05",
        kind=RuleKind.CONSENT,
        params=ConsentRequired(),
        source="CRTC, UTR part IV",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Un message commercial enregistré exige un consentement exprès (CRTC).",
            "en": "A recorded sales message needs express consent (CRTC).",
        },
    ),
    _robot(
        id="CA-05",
        kind=RuleKind.WINDOW,
        params=OpeningHours(week("09:30-20:00", "10:00-17:00", "12:00-17:00"), None),
        source="CRTC, UTR part IV",
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Un message enregistré n'est diffusé que de 9 h 30 à 20 h, de 10 h à 17 h le samedi "
            "et de 12 h à 17 h le dimanche (CRTC).",
            "en": "A recorded message is played only from 9:30 to 20:00, from 10:00 to 17:00 on "
            "Saturdays and from 12:00 to 17:00 on Sundays (CRTC).",
        },
    ),
    _any(
        id="CA-06",
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.OPENING),
        severity=Severity.LOG,
        source="CRTC, UTR part III",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Dire dès le début qui appelle et pour le compte de qui (CRTC).",
            "en": "Say at once who is calling and on whose behalf (CRTC).",
        },
    ),
    _any(
        id="CA-06",
        kind=RuleKind.CALLER_ID,
        params=CallerIdShown(),
        source="CRTC, UTR part III",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Le numéro de l'appelant doit être présenté (CRTC).",
            "en": "The caller's number must be shown (CRTC).",
        },
    ),
    _rule(
        id="CA-07",
        audience=Audience.B2B,
        kind=RuleKind.EXEMPTION,
        params=NotConcerned(frozenset({"CA-02"})),
        severity=Severity.LOG,
        source="CRTC, UTR part II; lnnte-dncl.gc.ca",
        confidence=Confidence.SEEN,
        sentence={
            "fr": "La liste nationale ne protège pas les entreprises ; les autres règles, si (CRTC).",
            "en": "The national list does not protect businesses; the other rules do (CRTC).",
        },
    ),
    _quebec(
        id="QC-01",
        kind=RuleKind.LANGUAGE,
        params=SpokenLanguage("fr"),
        source="Charte de la langue française, art. 5; loi 14 (2022)",
        effective_from=date(1977, 8, 26),
        confidence=Confidence.SEEN,
        sentence={
            "fr": "Au Québec, la personne a le droit d'être servie en français : l'appel se mène en "
            "français (Charte de la langue française, art. 5).",
            "en": "In Québec people have the right to be served in French: the call is held in "
            "French (Charter of the French language, section 5).",
        },
    ),
    _quebec(
        id="QC-02",
        kind=RuleKind.DISCLOSURE,
        params=Notice(Moment.OPENING),
        severity=Severity.LOG,
        source="P-39.1, art. 22 (loi 25)",
        effective_from=date(2023, 9, 22),
        confidence=Confidence.GENERAL,
        sentence={
            "fr": "Dire qui appelle et que la personne peut retirer son consentement (loi 25).",
            "en": "Say who is calling and that the person may withdraw consent (Law 25).",
        },
    ),
)

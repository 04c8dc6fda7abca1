"""What is worth a second look in a script that can be used: each in words, none of them forbids it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.prospects import Audience
from campaigns.script.blocks import Ask, Branch, LegalNotice, Say, Script
from campaigns.script.fields import SCRIPT_FIELDS, fields_named
from campaigns.script.notices import misplaced_notices, missing_notices
from campaigns.script.ways import unreached


class RemarkCode(StrEnum):
    """What was noticed."""

    NOTICE_MISSING = "notice_missing"
    NOTICE_LATE = "notice_late"
    UNREACHED = "unreached"
    NEVER_ASKED = "never_asked"
    FIELD_LACKING = "field_lacking"


_WORDS: Mapping[RemarkCode, Mapping[str, str]] = {
    RemarkCode.NOTICE_MISSING: {
        "fr": "La mention que demande la règle {subject} manque : elle est ajoutée au début, avant tout le reste.",
        "en": "The words that rule {subject} asks for are missing: they are put first, before all else.",
    },
    RemarkCode.NOTICE_LATE: {
        "fr": "La mention que demande la règle {subject} vient trop tard : la loi la veut au début de l’appel.",
        "en": "The words that rule {subject} asks for come too late: the law wants them at the start of the call.",
    },
    RemarkCode.UNREACHED: {
        "fr": "Aucune réponse ne mène à la partie « {subject} » : on n’y arrive que par son onglet.",
        "en": "No answer leads to the section “{subject}”: only its tab opens it.",
    },
    RemarkCode.NEVER_ASKED: {
        "fr": "La question « {subject} » n’est posée dans aucune partie : personne n’y répondra.",
        "en": "The question “{subject}” is asked in no section: nobody will answer it.",
    },
    RemarkCode.FIELD_LACKING: {
        "fr": "{{{subject}}} manque à {count} des {looked_at} fiches regardées : on y dira « {neutral} ».",
        "en": "{count} of the {looked_at} leads looked at have no {{{subject}}}: “{neutral}” is said instead.",
    },
}
_NOTHING: Mapping[str, str] = {"fr": "rien", "en": "nothing"}


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many of the leads that were looked at have no value for a field, by its code."""

    looked_at: int = 0
    counts: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing noticed, about a rule, a section, a question or a field."""

    code: RemarkCode
    subject: str
    count: int = 0
    looked_at: int = 0
    neutral: Mapping[str, str] | None = None

    def sentence(self, language: str) -> str:
        """The remark in French ("fr") or English ("en")."""
        said = (self.neutral or {}).get(language, "") or _NOTHING[language]
        return _WORDS[self.code][language].format(
            subject=self.subject, count=self.count, looked_at=self.looked_at, neutral=said
        )


def remarks(
    script: Script, country: str, audience: Audience, lacking: Lacking
) -> tuple[Remark, ...]:
    """All that is worth a look, what the law asks for first."""
    questions = {each.key: each for each in script.questions}
    titles = {each.key: each.title for each in script.sections}
    used = {block.question for block in script.blocks() if isinstance(block, Ask | Branch)}
    return (
        *_about(RemarkCode.NOTICE_MISSING, missing_notices(script, country, audience)),
        *_about(RemarkCode.NOTICE_LATE, misplaced_notices(script, country, audience)),
        *_about(
            RemarkCode.UNREACHED,
            (titles[key] or key for key in unreached(script.sections, questions)),
        ),
        *_about(RemarkCode.NEVER_ASKED, (key for key in questions if key not in used)),
        *_fields(script, lacking),
    )


def fields_of(script: Script) -> frozenset[str]:
    """The codes of the fields that a script names anywhere."""
    texts = [block.text for block in script.blocks() if isinstance(block, Say | LegalNotice)]
    texts += [question.label for question in script.questions]
    for card in script.objections:
        texts += [card.dig, card.restate, card.answer, card.check, card.proof]
    return frozenset[str]().union(*map(fields_named, texts))


def _about(code: RemarkCode, subjects: Iterable[str]) -> list[Remark]:
    return [Remark(code, subject) for subject in subjects]


def _fields(script: Script, lacking: Lacking) -> list[Remark]:
    used, counts = fields_of(script), lacking.counts or {}
    return [
        Remark(
            RemarkCode.FIELD_LACKING,
            field.names[script.language][0],
            counts[field.key],
            lacking.looked_at,
            field.neutral,
        )
        for field in SCRIPT_FIELDS
        if field.key in used and counts.get(field.key)
    ]

"""Which words the law wants said at the start of a call, and where a script that forgot them gets them."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from campaigns.law import ANY, Rule, pack_for
from campaigns.law.rules import Moment, Notice
from campaigns.prospects import Audience
from campaigns.script.blocks import LegalNotice, Script, Section

_OPENING: Mapping[str, str] = {
    "fr": "Bonjour, {moi} à l'appareil. Je vous appelle pour le compte de {entreprise} : "
    "c'est un appel commercial, vous pouvez y mettre fin à tout moment.",
    "en": "Hello, this is {me}. I am calling on behalf of {principal}: "
    "this is a sales call, and you may end it at any time.",
}
_SOURCE: Mapping[str, str] = {
    "fr": "Vos coordonnées proviennent de la source suivante : {source}. Vous pouvez demander à tout moment "
    "à les consulter, à les corriger ou à ne plus être appelé.",
    "en": "Your details come from {source}. You may ask at any time to see them, "
    "to correct them or not to be called again.",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("FR-09", "UK-10", "ES-02", "CA-06"), _OPENING),
    **dict.fromkeys(("FR-24", "EU-03"), _SOURCE),
}
# How many blocks of the first section may come before: a greeting, or nothing.
_BLOCKS_BEFORE: Mapping[Moment, int] = {Moment.OPENING: 0, Moment.FIRST_CONTACT: 1}


def opening_notices(country: str, audience: Audience, language: str) -> tuple[LegalNotice, ...]:
    """The notices that a call to this country (ISO code) and audience must hold, in `fr` or `en`."""
    rules = _rules(country, audience)
    return tuple(LegalNotice(rule.id, _WORDS[rule.id][language]) for rule in rules)


def with_notices(script: Script, country: str, audience: Audience) -> Script:
    """The script with each required notice that it lacks put into its first section."""
    if not script.sections:
        return script
    first = script.sections[0]
    for rule in _rules(country, audience):
        first = _with_notice(first, rule, script.language)
    return replace(script, sections=(first, *script.sections[1:]))


def misplaced_notices(script: Script, country: str, audience: Audience) -> tuple[str, ...]:
    """The ids of the rules whose words the script has, but later than the law wants them said."""
    missing = missing_notices(script, country, audience)
    return tuple(
        rule.id
        for rule in _rules(country, audience)
        if rule.id not in missing and not _is_in_time(script, rule)
    )


def missing_notices(script: Script, country: str, audience: Audience) -> tuple[str, ...]:
    """The ids of the rules whose words the script has nowhere; `with_notices` puts them first."""
    written = {block.rule for block in script.blocks() if isinstance(block, LegalNotice)}
    return tuple(rule.id for rule in _rules(country, audience) if rule.id not in written)


def _rules(country: str, audience: Audience) -> tuple[Rule, ...]:
    pack = pack_for(country)
    rules = pack.rules if pack else ()
    concerned = (rule for rule in rules if rule.audience in (ANY, audience))
    return tuple(
        rule for rule in concerned if rule.id in _WORDS and _blocks_before(rule) is not None
    )


def _blocks_before(rule: Rule) -> int | None:
    return _BLOCKS_BEFORE.get(rule.params.moment) if isinstance(rule.params, Notice) else None


def _is_in_time(script: Script, rule: Rule) -> bool:
    """Words for the opening stand in the first section with nothing but notices before them; what the
    law wants in the first conversation may come anywhere in it."""
    if _blocks_before(rule) != 0:
        return True
    opening = takewhile(lambda block: isinstance(block, LegalNotice), script.sections[0].blocks)
    return any(isinstance(block, LegalNotice) and block.rule == rule.id for block in opening)


def _with_notice(section: Section, rule: Rule, language: str) -> Section:
    if any(isinstance(block, LegalNotice) and block.rule == rule.id for block in section.blocks):
        return section
    notice, at = LegalNotice(rule.id, _WORDS[rule.id][language]), _blocks_before(rule) or 0
    return replace(section, blocks=(*section.blocks[:at], notice, *section.blocks[at:]))

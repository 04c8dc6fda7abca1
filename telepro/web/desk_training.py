"""The practice at the desk: the same page with invented prospects, none of which is a row anywhere.

Everything the page needs is sent with it; its scripts then play the calls by themselves and ask the
server for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from campaigns import script
from campaigns.dealing import DEAL_LABELS, DealReason, Tier
from campaigns.numbers.phones import international
from campaigns.pipeline import STAGES, Stage
from campaigns.script import RenderedObjection
from campaigns.states import CampaignState, PhoneState, WorkState
from campaigns.teleprospector.practice import FIRST, SCENES, Invented, Scene, lines_of
from telepro import clock
from telepro.db.cards import Card, CardContact, CardPhone
from telepro.db.days import Day
from telepro.db.desk_views import Desk, Session
from telepro.services import own_ways, training
from telepro.services.training import Material
from telepro.web import desk_page, keyboard
from telepro.web.access import Actor, current_person, teleprospector
from telepro.web.presentation import words

bp = Blueprint("desk_training", __name__, url_prefix="/desk/training")

ZONES = {"fr": ("FR", "Europe/Paris"), "en": ("GB", "Europe/London")}
# What stands in for a prospect where the page's scripts put one in.
IN_PLACE_OF = Invented(
    "⟦name⟧", "⟦first⟧ ⟦last⟧", "⟦role⟧", "⟦city⟧", "⟦postal⟧", SCENES[0].prospect["fr"].number
)
NOBODY = "⟦caller⟧"
# Addresses that lead nowhere: what the page sends in a practice must never reach a real call.
NOWHERE = ("state", "pause", "resume", "line", "softphone", "entries", "attempts")


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a practice leads: out of it and to another one; where what it has in common with others is."""

    out: str
    again: str
    dictionary: str


@bp.get("")
@teleprospector
def practise() -> str:
    """The desk with seven invented prospects, or with one for the first minutes."""
    person = current_person()
    first = bool(request.args.get("first"))
    campaign = request.args.get("campaign", "")
    material = training.material(person.person_id, campaign, person.language)
    again = url_for(".practise", campaign=material.campaign_id or None)
    ways = Ways(url_for("desk.desk"), again, desk_page.dictionary(material.campaign_id))
    return page(person, material, FIRST if first else SCENES, ways)


def page(person: Actor, material: Material, scenes: Sequence[Scene], ways: Ways) -> str:
    """The page of a practice on these scenes."""
    now, letters = clock.now(), own_ways.of(person.person_id).letters
    language = material.plan.script.language
    cards = [
        _card(scene.prospect[language], scene.code, material, person.name, now) for scene in scenes
    ]
    desk = _desk(cards, material, now)
    extra = {
        "person": f"practice-{person.public_id}",
        "push": "",
        "urls": {
            "desk": ways.out,
            "help": url_for("help.keys"),
            "words": desk_page.urls()["words"],
            **_nowhere(),
        },
        "keyboard": keyboard.for_script(letters),
        "letters": letters,
        "dictionary": ways.dictionary,
        "practice": {
            **_practice(scenes, cards, material, person.name, now),
            "again": ways.again,
            "plan": material.mission_id,
        },
    }
    return desk_page.page(desk, now, extra)


def _practice(
    scenes: Sequence[Scene], cards: Sequence[Card], material: Material, caller: str, now: datetime
) -> dict[str, Any]:
    desk = _desk(cards, material, now)
    return {
        "scenes": [
            _played(scene, card, material) for scene, card in zip(scenes, cards, strict=True)
        ],
        "mould": _parts(desk, _mould(cards[0], material, caller, now), now),
        "words": _words(),
        "language": material.plan.script.language,
        "campaign": material.campaign_id if material.can_start else "",
    }


def anybody(material: Material, spoken: str, now: datetime) -> str:
    """The parts of a lead of nobody, called by nobody: what all leads of that plan have in common."""
    first = SCENES[0].prospect[material.plan.script.language]
    like = _card(first, "anybody", material, NOBODY, now)
    desk = _desk([like], material, now)
    with force_locale(spoken):
        return _parts(desk, _mould(like, material, NOBODY, now), now)


def _played(scene: Scene, card: Card, material: Material) -> dict[str, Any]:
    language = material.plan.script.language
    objection = card.objections[0] if card.objections else None
    sections = [section.key for section in card.script]
    return {
        "entry": card.entry_id,
        "name": card.prospect_name,
        "prospect": _put_in_place(scene.prospect[language]),
        "picksUp": str(scene.picks_up),
        "ringMs": scene.ring_seconds * 1000,
        "says": lines_of(scene, objection.label if objection else "", language),
        "fits": [str(code) for code in scene.fits],
        "hint": words(scene.hint),
        "objection": _labelled(objection) if scene.objects else None,
        "offer": [each.key for each in card.script if each.presents_offer] if scene.listens else [],
        "sections": sections,
        "hangsUp": scene.hangs_up,
    }


def _mould(like: Card, material: Material, caller: str, now: datetime) -> Card:
    """A lead of nobody, that the page's scripts fill in: seven whole ones would weigh six times it."""
    number = replace(like.phones[0], id="⟦number⟧", e164="⟦number⟧", display="⟦shown⟧")
    return replace(_card(IN_PLACE_OF, "mould", material, caller, now), phones=(number,))


def _put_in_place(who: Invented) -> dict[str, str]:
    first, _space, last = who.contact.partition(" ")
    return {
        "name": who.name, "first": first, "last": last, "role": who.role, "city": who.city,
        "postal": who.postal_code, "number": who.number, "shown": international(who.number),
    }  # fmt: skip


def _labelled(card: RenderedObjection | None) -> dict[str, str] | None:
    return {"key": card.key, "label": card.label} if card else None


def _parts(desk: Desk, card: Card, now: datetime) -> str:
    shown = replace(desk, card=card, next_card=None)
    return render_template(
        "desk/_parts_of_lead.html", **{**desk_page.shared(shown, now), "card": card}
    )


def _card(who: Invented, code: str, material: Material, caller: str, now: datetime) -> Card:
    fields = _fields(who, material, caller)
    return Card(
        entry_id=f"practice-{code}",
        lead_id=f"practice-{code}",
        **_of_prospect(who, material.plan.script.language),
        stage=Stage.TARGET,
        stage_label=STAGES[Stage.TARGET].labels,
        tier=Tier.FRESH,
        why=DEAL_LABELS[DealReason.FRESH],
        callable_until=now + timedelta(hours=1),
        number=1,
        max_attempts=material.plan.actions.max_attempts,
        script=script.render(material.plan.script, fields),
        objections=script.render_objections(material.plan.script, fields),
        answers={},
        dispositions=material.plan.disposition_set(),
        history=(),
        last_note="",
        callback=None,
    )


def _of_prospect(who: Invented, language: str) -> dict[str, Any]:
    country, zone = ZONES[language]
    return {
        "prospect_name": who.name,
        "address": "",
        "postal_code": who.postal_code,
        "city": who.city,
        "facts": (),
        "language": language,
        "time_zone": zone,
        "country": country,
        "phones": (_phone(who.number),),
        "contacts": (CardContact("practice", who.contact, who.role, None, True, False, None),),
    }


def _fields(who: Invented, material: Material, caller: str) -> dict[str, str]:
    first, _space, last = who.contact.partition(" ")
    return {
        "first_name": first, "last_name": last, "contact": who.contact, "role": who.role,
        "company": who.name, "city": who.city, "email": "", "caller": caller,
        "principal": material.principal, "offer": material.plan.preparation.offer.name,
        "source": "",
    }  # fmt: skip


def _phone(e164: str) -> CardPhone:
    return CardPhone(e164, e164, international(e164), "fixed", PhoneState.ACTIVE, None)


def _desk(cards: Sequence[Card], material: Material, now: datetime) -> Desk:
    session, nothing_yet = _session(material, now), _nothing_yet(material)
    return Desk(session, cards[0], _second(cards), None, (), nothing_yet, None)


def _session(material: Material, now: datetime) -> Session:
    return Session(
        "practice",
        "practice",
        material.campaign_name,
        CampaignState.RUNNING,
        WorkState.READY,
        now,
        conference_ready=True,
    )


def _nothing_yet(material: Material) -> Day:
    return Day(0, 0, 0, (), 0, 0, material.plan.currency, 0)


def _second(cards: Sequence[Card]) -> Card | None:
    return cards[1] if len(cards) > 1 else None


def _nowhere() -> dict[str, str]:
    return {name: f"practice:{name}" for name in NOWHERE}


def _words() -> dict[str, str]:
    """What is said after each call: {label}, {hint}, {objection}, {opened}, {all}, {seconds}."""
    return {
        "progress": _("Practice, call {n} of {all}"),
        "over": _("Practice, over"),
        "fits": _("“{label}” is what it was."),
        "misfits": _("“{label}” is not what was said: {hint}."),
        "itself": _("The network said it by itself; 1 would have spared you the wait."),
        "oneStep": _("You opened {opened} of the {all} steps of the script: a digit opens each, with the script in focus."),
        "steps": _("You opened {opened} of the {all} steps of the script."),
        "offerHeard": _("The offer was open: the contact counts as argued."),
        "offerUnheard": _("The offer was not opened, so it was not heard."),
        "cardOpen": _("The card “{objection}” was open when it was needed."),
        "cardClosed": _("The card “{objection}” had the answer: Ctrl K and two letters."),
        "quick": _("Result said {seconds} s after the end."),
        "slow": _("Result said {seconds} s after the end: a digit ends the call and says it at once."),
        "note": _("Your note went with it."),
        "fitting": _("Results that were what was said: {right} of {all}."),
    }  # fmt: skip

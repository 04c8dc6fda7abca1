"""The teleprospector's desk over HTTP: pages for people, plain JSON for whatever else works here.

JSON requests carry `Content-Type: application/json`, `Accept: application/json` and the page's CSRF
token in `X-CSRFToken`. Refusals are 409 with `{"problems": [{place, found, expected, fix}]}`.
Instants are ISO 8601 with an offset.

    GET  /desk/state                       the desk (below); ?with=html&card=ID&next=ID&day=MARK gives what the
                                           page lacks as HTML, and of leads their entry_id alone
    GET  /desk/words/fr|en       -> {words, actions}: what the page's scripts say
    POST /desk/start    {campaign_id}      begin to work (a form works too: 303 to /desk)
    POST /desk/finish                      end the day (a form works too)
    POST /desk/pause    {state: paused | break, reason}       -> {}
    POST /desk/resume                                         -> {}
    GET  /desk/softphone         -> {adapter: simulated | twilio | none, token, base_url, edges, why}
    GET  /desk/softphone/trial             the same, to try a line before any work
    POST /desk/line     {leg, reason: network_lost | browser_closed | line_hung_up}     -> {}
    POST /desk/entries/ID/dial      {client_key, phone_id?, contact_id?, script_version?} -> the attempt
    POST /desk/entries/ID/skip      {reason}                                 -> {}
    POST /desk/entries/ID/corrections
         {kind: phone_number | new_phone | contact | new_contact, target_id, number | name, role,
          email, decision_maker}                                             -> {html}
    POST /desk/attempts/ID/hangup                                            -> the attempt
    POST /desk/attempts/ID/facts    {decision_maker?, argued?}               -> the attempt
    POST /desk/attempts/ID/followed {section?, note?}, while somebody listens -> {}
    POST /desk/attempts/ID/outcome
         {client_key, disposition, at?, note?, reason?, scope?, callback_at?, callback_kind?,
          callback_flexible?, later_on?, zone?, answers: {},
          meeting: {starts_at, zone, kind: phone | video | visit, place, attendees: []}}
         -> {outcome_id, disposition, stage, next_call_at, repeated}

The desk: {now, session | null, card | null, next_card | null, attempt | null, unfinished: [],
day | null, empty | null}. A card has entry_id, lead_id, phones, contacts, callback, time_zone; an
attempt has id, entry_id, phase (intended, ringing, connected, ended, refused), result, recorded.
The same `client_key` with the same content is the same request, however often it is sent.
"""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from telepro import clock, queue, streams
from telepro.queue import Bell
from telepro.services import (
    corrections,
    intentions,
    listening,
    on_call,
    outcomes,
    own_ways,
    shown_figures,
)
from telepro.services import desk as work
from telepro.telephony import softphone as phones
from telepro.web import desk_forms, desk_page, keyboard, line_ticket, promise_pages
from telepro.web.access import anyone, current_person, settings, teleprospector
from telepro.web.asked import body
from telepro.web.lightness import A_YEAR

bp = Blueprint("desk", __name__, url_prefix="/desk")
MOST_NOTED = 4_000  # characters, as of a result


@bp.get("")
@teleprospector
def desk() -> str:
    """The desk, or the choice of a mission when no work is under way."""
    person, now = current_person(), clock.now()
    shown = work.state(person.person_id, now)
    if shown.session is None:
        offered = work.choices(person.person_id, now)
        return render_template(
            "desk/choose.html",
            choices=offered,
            own_figures=shown_figures.own(person.person_id, now),
            unfinished=shown.unfinished,
            now=now,
            check=desk_page.check_data(person.public_id),
        )
    ways = own_ways.of(person.person_id)
    extra = {
        "person": person.public_id,
        "push": _push_address(),
        "keyboard": keyboard.for_script(ways.letters),
        "letters": ways.letters,
        "restAfter": ways.rest_after,
        "dictionary": desk_page.dictionary(shown.session.campaign_id),
    }
    calling = replace(on_call.calling(shown.session.campaign_id), dial_in=_dial_in())
    return desk_page.page(desk_page.in_call(shown), now, extra, calling)


@bp.get("/state")
@teleprospector
def state() -> dict[str, Any]:
    """The desk as JSON, with the HTML that the page lacks when it asks for it."""
    now = clock.now()
    shown = desk_page.in_call(work.state(current_person().person_id, now))
    if request.args.get("with") == "html" and shown.session is not None:
        known = (request.args.get(part, "") for part in ("card", "next", "day"))
        return {**desk_page.for_page(shown, now), "html": desk_page.fragments(shown, now, *known)}
    return desk_page.as_json(shown, now)


@bp.get("/words/<any(fr, en):language>")
@anyone
def words(language: str) -> ResponseReturnValue:
    """What the desk's scripts say, to be kept under its fingerprint."""
    said = desk_page.said(language)
    answer = Response(said.body, mimetype="application/json")
    if request.args.get("v") == said.fingerprint:
        answer.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return answer


@bp.post("/start")
@teleprospector
def start() -> ResponseReturnValue:
    """Begin to work on a mission."""
    campaign = body().get("campaign_id") or ""
    work.start(current_person().person_id, str(campaign), clock.now())
    queue.ring(Bell.DEAL)
    return _done("desk.desk")


@bp.post("/finish")
@teleprospector
def finish() -> ResponseReturnValue:
    """End the day's work; what came of it is read at once."""
    work.finish(current_person().person_id, clock.now())
    queue.ring(Bell.DIAL, Bell.DEAL)
    return _done("desk_day.own_day")


@bp.post("/pause")
@teleprospector
def pause() -> ResponseReturnValue:
    """Get no calls for a while."""
    wanted, reason = desk_forms.read_pause(body())
    work.pause(current_person().person_id, wanted, reason, clock.now())
    return {}


@bp.post("/resume")
@teleprospector
def resume() -> ResponseReturnValue:
    """Get calls again."""
    work.resume(current_person().person_id, clock.now())
    queue.ring(Bell.DEAL)
    return {}


@bp.get("/softphone")
@teleprospector
def softphone() -> ResponseReturnValue:
    """What a browser needs to open its leg, or why it can't; asked again before the token ends."""
    session = work.softphone_session(current_person().person_id)
    return line_ticket.ticket(settings().carrier, lambda known: phones.token_for(known, session))


@bp.get("/softphone/trial")
@teleprospector
def trial() -> ResponseReturnValue:
    """The same, to try a line before any work."""
    person = current_person().public_id
    return line_ticket.ticket(
        settings().carrier, lambda known: phones.trial_token_for(known, person)
    )


@bp.post("/line")
@teleprospector
def line_lost() -> dict[str, str]:
    """Why the page lost its leg, as far as a browser can know."""
    leg, loss = desk_forms.read_loss(body())
    work.line_lost(current_person().person_id, leg, loss, clock.now())
    return {}


@bp.post("/entries/<entry>/dial")
@teleprospector
def dial(entry: str) -> dict[str, Any]:
    """F2: one human act, one intention to call."""
    reader = desk_forms.Reader(body())
    press = intentions.Press(
        entry,
        desk_forms.client_key(reader),
        reader.text("phone_id") or None,
        reader.text("contact_id") or None,
        desk_forms.script_version(reader),
    )
    reader.done()
    attempt = intentions.dial(current_person().person_id, press, clock.now())
    queue.ring(Bell.DIAL)
    return _plain(attempt)


@bp.post("/entries/<entry>/skip")
@teleprospector
def skip(entry: str) -> ResponseReturnValue:
    """Give a lead back uncalled, with the reason."""
    reader = desk_forms.Reader(body())
    reason = reader.text("reason", 40)
    reader.done()
    work.skip(current_person().person_id, entry, reason or "unsaid", clock.now())
    queue.ring(Bell.DEAL)
    return {}


@bp.post("/entries/<entry>/corrections")
@teleprospector
def correct(entry: str) -> dict[str, str]:
    """Correct what is known of a prospect, without leaving the call."""
    person, now = current_person(), clock.now()
    corrections.correct(person.person_id, entry, desk_forms.read_correction(body()), now)
    shown = desk_page.in_call(work.state(person.person_id, now))
    if shown.card is None or shown.card.entry_id != entry:
        return {"html": ""}
    return {"html": desk_page.fragments(shown, now, "", "")["card"]}


@bp.post("/attempts/<attempt>/hangup")
@teleprospector
def hang_up(attempt: str) -> dict[str, Any]:
    """F8: end the prospect's leg; the teleprospector's own stays."""
    view = intentions.hang_up(current_person().person_id, attempt, clock.now())
    queue.ring(Bell.DIAL)
    return _plain(view)


@bp.post("/attempts/<attempt>/facts")
@teleprospector
def facts(attempt: str) -> dict[str, Any]:
    """Two facts noted while talking: who decides is on the line, the offer was heard."""
    reader = desk_forms.Reader(body())
    decides, argued = reader.flag("decision_maker"), reader.flag("argued")
    reader.done()
    person = current_person().person_id
    view = intentions.mark(person, attempt, clock.now(), decision_maker=decides, argued=argued)
    return _plain(view)


@bp.post("/attempts/<attempt>/followed")
@teleprospector
def followed(attempt: str) -> dict[str, Any]:
    """Where the caller stands in the script and what they note, for whoever listens to this call."""
    reader = desk_forms.Reader(body())
    section, note = reader.text("section"), reader.text("note", MOST_NOTED)
    reader.done()
    listening.follow(current_person().person_id, attempt, section or None, note or None)
    return {}


@bp.post("/attempts/<attempt>/outcome")
@teleprospector
def outcome(attempt: str) -> dict[str, Any]:
    """What came of a call; sent again with the same key it is kept once."""
    now = clock.now()
    result = desk_forms.read_result(body(), now)
    person = current_person().person_id
    receipt = outcomes.record(person, attempt, result.client_key, result.recorded, now)
    queue.ring(Bell.DEAL)
    return _plain(receipt)


@bp.get("/callbacks")
@teleprospector
def callbacks() -> ResponseReturnValue:
    """What this person has promised, on both clocks: a list, a day or a week of hours."""
    return promise_pages.all_of_them()


def _dial_in() -> tuple[str, str] | None:
    """The number and the code by which an ordinary telephone becomes the line; None without one."""
    number = settings().carrier.dial_in
    return (number, work.dial_in_code(current_person().person_id)) if number else None


def _done(goal: str) -> ResponseReturnValue:
    return {} if request.is_json else redirect(url_for(goal), 303)


def _plain(value: Any) -> dict[str, Any]:
    answer: dict[str, Any] = desk_page.plain(value)
    return answer


def _push_address() -> str:
    known = settings()
    topic = queue.desk_topic(current_person().public_id)
    return f"{known.push_public_url.rstrip('/')}/stream?token={streams.token(known.secret_key, [topic])}"

"""Decides how one webhook is delivered: where it may go, how often it is tried, what that meant."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from urllib.parse import urlencode, urljoin, urlsplit

from telepro.localtwilio.codes import Purpose
from telepro.localtwilio.credentials import Challenge, authorization, origin_of, user_of
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.journal import LONGEST_ANSWER, Try
from telepro.localtwilio.kernel import TIMED_OUT, Steps, Until
from telepro.localtwilio.messages import Reply, Send, Unreached
from telepro.localtwilio.overrides import BadOverride, Overrides, Trouble, read_overrides
from telepro.localtwilio.signing import bare, sign, signed_url
from telepro.localtwilio.webhook import Webhook

MOST_REDIRECTS = 10
KEEPS_PORT = frozenset({Purpose.MESSAGE, Purpose.MESSAGE_STATUS})
"""Webhooks signed over the URL as it is: of the others, https loses its port."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A webhook without a usable answer; `code` is the debugger's number."""

    code: int
    sentence: str


CODES: Mapping[Trouble, int] = MappingProxyType(
    {
        Trouble.CONNECT: 11205,
        Trouble.READ: 11200,
        Trouble.CLIENT_ERROR: 11217,
        Trouble.SERVER_ERROR: 11217,
        Trouble.PARTIAL: 11200,
    }
)


def refusal_of(url: str) -> str | None:
    """Why a URL may not be called from here, as a sentence; None when it may.

    The local Twilio is a rehearsal: nothing it does may leave the machine.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as broken:
        return f"{url} is not a URL: {broken}."
    if parts.scheme not in ("http", "https") or not host:
        return f"{url} is not a valid URL: expected http://127.0.0.1:PORT/..."
    if host != "localhost" and not _is_loopback(host):
        return (
            f"{url} points to {host}: the local Twilio only calls loopback addresses. "
            "Use 127.0.0.1 or localhost, or the real Twilio."
        )
    return None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def deliver(exchange: Exchange, webhook: Webhook) -> Steps:
    """Send a webhook with its retries; gives the final Reply (below 400) or Undelivered."""
    if sentence := refusal_of(webhook.url):
        return Undelivered(11100, sentence)
    if exchange.mischief.is_out(exchange.now):
        return Undelivered(
            12400, f"{bare(webhook.url)} was not called: the local Twilio plays an outage."
        )
    try:
        overrides = read_overrides(webhook.url)
    except BadOverride as bad:
        return Undelivered(bad.code, str(bad))
    webhook = webhook if webhook.token else replace(webhook, token=exchange.token())
    deadline = exchange.now + timedelta(seconds=overrides.total)
    for turn in range(overrides.retries + 1):
        asked = exchange.now
        answer = yield from _follow(exchange, webhook, overrides, deadline)
        _enter(exchange, webhook, turn + 1, asked, answer)
        trouble = trouble_of(answer)
        if trouble is None or trouble not in overrides.retried or exchange.now >= deadline:
            break
    return _verdict(webhook, answer)


def trouble_of(answer: Reply | Unreached) -> Trouble | None:
    """What was wrong with one try; None when nothing was."""
    if isinstance(answer, Unreached):
        return answer.trouble
    if answer.status < 400:
        return None
    return Trouble.CLIENT_ERROR if answer.status < 500 else Trouble.SERVER_ERROR


def _verdict(webhook: Webhook, answer: Reply | Unreached) -> Reply | Undelivered:
    if isinstance(answer, Unreached):
        return Undelivered(answer.code or CODES[answer.trouble], answer.sentence)
    if answer.status < 300:
        return answer
    if answer.status < 400 and not answer.location:
        return Undelivered(11216, f"{bare(webhook.url)} redirects to nowhere.")
    if answer.status < 400:
        return Undelivered(11215, f"{bare(webhook.url)} redirects too often.")
    return Undelivered(11217, f"{bare(webhook.url)} answered HTTP {answer.status}.")


def _follow(
    exchange: Exchange, webhook: Webhook, overrides: Overrides, deadline: datetime
) -> Steps:
    answer = yield from _once(exchange, webhook, overrides, deadline)
    for _ in range(MOST_REDIRECTS):
        if isinstance(answer, Unreached) or not 300 <= answer.status < 400 or not answer.location:
            break
        target = urljoin(bare(webhook.url), answer.location)
        if sentence := refusal_of(target):
            return Unreached(Trouble.READ, sentence)
        kept = answer.status in (307, 308)
        method, form = (webhook.method, webhook.form) if kept else ("GET", ())
        webhook = replace(webhook, url=target, method=method, form=form)
        answer = yield from _once(exchange, webhook, overrides, deadline)
    return answer


def _once(exchange: Exchange, webhook: Webhook, overrides: Overrides, deadline: datetime) -> Steps:
    """One request; a server that asks who we are is told, and the call remembers that it asks."""
    user, call = user_of(webhook.url), exchange.calls.get(webhook.call_sid)
    asked = call.challenges if call else {}
    known, origin = asked.get(origin_of(webhook.url)), origin_of(webhook.url)
    answer = yield from _sent(exchange, webhook, overrides, deadline, known)
    if user and isinstance(answer, Reply) and answer.status == 401 and answer.challenge:
        asked[origin] = Challenge(answer.challenge)
        answer = yield from _sent(exchange, webhook, overrides, deadline, asked[origin])
    return answer


def _sent(
    exchange: Exchange,
    webhook: Webhook,
    overrides: Overrides,
    deadline: datetime,
    challenge: Challenge | None,
) -> Steps:
    left = (deadline - exchange.now).total_seconds()
    send = _request(exchange, webhook, overrides, left)
    if challenge and (user := user_of(webhook.url)):
        said = authorization(challenge, user, send.method, send.url, exchange.token())
        proof = (("Authorization", said),) if said else ()
        send = replace(send, headers=(*send.headers, *proof))
    answer = yield Until(exchange.send(send), left)
    if answer is TIMED_OUT:
        exchange.forget(send.number)
        sentence = f"{bare(webhook.url)} did not answer within {overrides.total:g} seconds."
        return Unreached(Trouble.READ, sentence)
    return answer


def _request(exchange: Exchange, webhook: Webhook, overrides: Overrides, left: float) -> Send:
    url, body = bare(webhook.url), webhook.form
    if webhook.method == "GET":
        joint = "&" if urlsplit(url).query else "?"
        url, body = (url + joint + urlencode(body) if body else url), ()
    signed = bare(url) if webhook.purpose in KEEPS_PORT else signed_url(url)
    headers = (
        ("User-Agent", "TwilioProxy/1.1"),
        ("Accept", "*/*"),
        ("X-Twilio-Signature", sign(webhook.key or exchange.account.token, signed, body)),
        ("I-Twilio-Idempotency-Token", webhook.token),
        *((("Content-Type", FORM_TYPE),) if webhook.method == "POST" else ()),
    )
    return Send(
        exchange.next_number(),
        webhook.method,
        url,
        headers,
        urlencode(body),
        overrides.connect,
        overrides.read,
        left,
    )


FORM_TYPE = "application/x-www-form-urlencoded; charset=utf-8"


def _enter(
    exchange: Exchange, webhook: Webhook, turn: int, asked: datetime, answer: Reply | Unreached
) -> None:
    answered = (
        {"trouble": answer.trouble, "text": answer.sentence}
        if isinstance(answer, Unreached)
        else {"status": answer.status}
    )
    purpose, method, url, form = webhook.purpose, webhook.method, webhook.url, dict(webhook.form)
    record(
        exchange,
        "webhook",
        purpose=purpose,
        call_sid=webhook.call_sid,
        url=url,
        method=method,
        fields=form,
        token=webhook.token,
        turn=turn,
        took_ms=(exchange.now - asked) / timedelta(milliseconds=1),
        **answered,
    )
    if exchange.journal.is_kept:
        token, now = webhook.token, exchange.now
        entry = Try(purpose, method, url, form, token, turn, asked, now, answer)
        _remember(exchange, webhook, entry)


def _remember(exchange: Exchange, webhook: Webhook, entry: Try) -> None:
    answer = entry.answer
    if isinstance(answer, Reply) and len(answer.body) > LONGEST_ANSWER:
        entry = entry._replace(answer=replace(answer, body=answer.body[:LONGEST_ANSWER]))
    if webhook.call_sid:
        exchange.journal.enter(webhook.call_sid, entry)
    if webhook.purpose is Purpose.CONFERENCE_STATUS:
        exchange.journal.enter(entry.fields["ConferenceSid"], entry)

"""Decides which TwiML document a call runs: the one asked for, else its fallback, else none."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from telepro.localtwilio import fields
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.codes import Level, Purpose
from telepro.localtwilio.delivery import Undelivered, deliver
from telepro.localtwilio.exchange import Exchange, notify
from telepro.localtwilio.kernel import Steps
from telepro.localtwilio.messages import Reply
from telepro.localtwilio.twiml import Document, DocumentFault, read_document, read_reply
from telepro.localtwilio.webhook import Webhook


@dataclass(frozen=True, slots=True)
class Page:
    """A document and where it came from; inline TwiML comes from nowhere."""

    document: Document
    url: str

    def resolve(self, url: str) -> str:
        """A URL in the document, made absolute; an empty one is the document's own."""
        return urljoin(self.url.partition("#")[0], url) if url else self.url


def fetch(exchange: Exchange, call: Call, source: Source) -> Steps:
    """Get a document; gives its Page, or None once the fallback failed as well or there is none."""
    page = yield from _get(exchange, call, source)
    if isinstance(page, Page):
        return page
    fallback = call.source.fallback_url
    if not fallback:
        return None
    told = (("ErrorCode", str(page.code)), ("ErrorUrl", source.url))
    second = Source(fallback, call.source.fallback_method, (*source.fields, *told))
    page = yield from _get(exchange, call, second)
    return page if isinstance(page, Page) else None


def check_action(exchange: Exchange, call: Call, page: Page, url: str) -> str | None:
    """The absolute URL of an action, or None, logged, where inline TwiML gives a relative one."""
    target = page.resolve(url)
    if urlsplit(target).scheme:
        return target
    sentence = f"action={url!r}: must be absolute where the TwiML came with the request."
    notify(exchange, call.sid, 15004, sentence)
    return None


def _get(exchange: Exchange, call: Call, source: Source) -> Steps:
    if source.twiml:
        return _read(exchange, call, source, source.twiml)
    form = fields.instruction_fields(exchange.account.sid, call, source.fields)
    webhook = Webhook(Purpose.INSTRUCTIONS, source.url, source.method, form, call.sid)
    reply = yield from deliver(exchange, webhook)
    if isinstance(reply, Undelivered):
        notify(exchange, call.sid, reply.code, reply.sentence, source.url)
        return reply
    return _read(exchange, call, source, reply)


def _read(
    exchange: Exchange, call: Call, source: Source, content: str | Reply
) -> Page | Undelivered:
    try:
        document = (
            read_document(content.encode()) if isinstance(content, str) else read_reply(content)
        )
    except DocumentFault as fault:
        notify(exchange, call.sid, fault.code, str(fault), source.url)
        return Undelivered(fault.code, str(fault))
    for warning in document.warnings:
        notify(exchange, call.sid, warning.code, warning.sentence, source.url, Level.WARNING)
    return Page(document, source.url)

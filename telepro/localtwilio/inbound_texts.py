"""Decides what a message to one of our numbers leads to: who has had enough, who is asked, what is said."""

import unicodedata

from telepro.localtwilio.codes import Purpose
from telepro.localtwilio.delivery import Undelivered, deliver
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange, notify, record
from telepro.localtwilio.inbound import owned_number
from telepro.localtwilio.kernel import Steps
from telepro.localtwilio.messages import InboundMessage
from telepro.localtwilio.signing import Form
from telepro.localtwilio.text_fields import received_fields
from telepro.localtwilio.text_twiml import Outgoing, TextDocument, read_text_reply
from telepro.localtwilio.texts import MessageDirection, MessageStatus, TextMessage
from telepro.localtwilio.twiml import Document, DocumentFault
from telepro.localtwilio.waiting import Pace
from telepro.localtwilio.webhook import Webhook

STOPS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "ARRET"})
STARTS = frozenset({"START", "UNSTOP", "YES"})


def accept(exchange: Exchange, event: InboundMessage) -> TextMessage:
    """Enter a message from a person. Raises NotOurs when it is for none of our numbers."""
    owned_number(exchange, event.to)
    message = TextMessage(
        sid=exchange.sid("SM"),
        to=event.to,
        from_=event.from_,
        body=event.body,
        direction=MessageDirection.INBOUND,
        created=exchange.now,
        status=MessageStatus.RECEIVED,
    )
    exchange.texts[message.sid] = message
    facts = {"from": event.from_, "to": event.to, "body": event.body}
    record(exchange, "message_received", message_sid=message.sid, **facts)
    _heed(exchange, message)
    return message


def ask(exchange: Exchange, message: TextMessage) -> Steps:
    """Ask the number's SmsUrl, or that of its application; gives the messages that answer it."""
    owned = owned_number(exchange, message.to)
    settings = exchange.estate.answering(owned, "sms").settings
    url, method = settings["sms_url"], settings["sms_method"]
    form = received_fields(exchange.account.sid, message)
    replies = yield from _documents(exchange, message, url, method, form)
    if isinstance(replies, Undelivered) and settings["sms_fallback_url"]:
        told = (("ErrorCode", str(replies.code)), ("ErrorUrl", url))
        second, method = settings["sms_fallback_url"], settings["sms_fallback_method"]
        replies = yield from _documents(exchange, message, second, method, (*form, *told))
    return [] if isinstance(replies, Undelivered) else replies


def _heed(exchange: Exchange, message: TextMessage) -> None:
    """A single word decides whether this person still gets messages from this number.

    Twilio also answers it of itself; that answer is no message of the account and is left out.
    """
    pair, word = (message.from_, message.to), _bare(message.body)
    if word in STOPS:
        exchange.unsubscribed.add(pair)
    elif word in STARTS:
        exchange.unsubscribed.discard(pair)
    else:
        return
    facts = {"from": message.from_, "to": message.to, "word": word}
    record(exchange, "subscription", message_sid=message.sid, **facts)


def _bare(body: str) -> str:
    letters = unicodedata.normalize("NFD", body.strip().upper())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).rstrip(".!")


def _documents(
    exchange: Exchange, message: TextMessage, url: str, method: str, form: Form
) -> Steps:
    pace, replies = Pace(), list[TextMessage]()
    while url and pace.allows(exchange.now):
        webhook = Webhook(Purpose.MESSAGE, url, method, form)
        answer = yield from deliver(exchange, webhook)
        if isinstance(answer, Undelivered):
            notify(exchange, "", answer.code, answer.sentence, url)
            return answer
        try:
            document = read_text_reply(answer)
        except DocumentFault as fault:
            notify(exchange, "", fault.code, str(fault), url)
            return Undelivered(fault.code, str(fault))
        page = Page(Document(()), url)
        _warn(exchange, document, url)
        replies += [_reply(exchange, message, said, page) for said in document.messages]
        url = page.resolve(document.redirect) if document.redirect is not None else ""
        method = document.method
    return replies


def _warn(exchange: Exchange, document: TextDocument, url: str) -> None:
    for sentence in document.warnings:
        notify(exchange, "", 12200, sentence, url)


def _reply(exchange: Exchange, message: TextMessage, said: Outgoing, page: Page) -> TextMessage:
    return TextMessage(
        sid=exchange.sid("SM"),
        to=said.to or message.from_,
        from_=said.from_ or message.to,
        body=said.body,
        direction=MessageDirection.REPLY,
        created=exchange.now,
        callback_url=page.resolve(said.callback) if said.callback else "",
        callback_method=said.method,
        media=said.media,
    )

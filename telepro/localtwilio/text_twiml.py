"""Decides what a TwiML document says in answer to a message: messages to send, or where to ask next."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from telepro.localtwilio.messages import Reply
from telepro.localtwilio.twiml import XML_TYPES, DocumentFault, root_of


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One <Message>; empty addresses stand for the two of the message that is answered."""

    body: str
    to: str = ""
    from_: str = ""
    callback: str = ""
    method: str = "POST"
    media: int = 0


@dataclass(frozen=True, slots=True)
class TextDocument:
    """What an application answers; `redirect` is a URL to ask next, None when there is none."""

    messages: tuple[Outgoing, ...] = ()
    redirect: str | None = None
    method: str = "POST"
    warnings: tuple[str, ...] = ()


def read_text_reply(reply: Reply) -> TextDocument:
    """The document in an answer: TwiML, a plain text that is sent as it is, or nothing at all.

    Raises DocumentFault for anything else.
    """
    kind = reply.content_type.partition(";")[0].strip().lower()
    if not reply.body.strip():
        return TextDocument()
    if kind == "text/plain":
        return TextDocument((Outgoing(reply.body.decode("utf-8", "replace")),))
    if kind not in XML_TYPES:
        raise DocumentFault(
            12300, f"Invalid Content-Type {kind or '(none)'}: expected text/xml or application/xml."
        )
    return _read(root_of(reply.body))


def _read(root: Element) -> TextDocument:
    messages: list[Outgoing] = []
    warnings: list[str] = []
    for element in root:
        if element.tag == "Message":
            messages.append(_outgoing(element))
        elif element.tag == "Redirect":
            target, method = (element.text or "").strip(), _method(element)
            return TextDocument(tuple(messages), target, method, tuple(warnings))
        else:
            warnings.append(f"<{element.tag}> can't answer a message: skipped.")
    return TextDocument(tuple(messages), warnings=tuple(warnings))


def _outgoing(element: Element) -> Outgoing:
    bodies = [body.text or "" for body in element.findall("Body")]
    return Outgoing(
        body=("".join(bodies) or element.text or "").strip(),
        to=element.get("to", ""),
        from_=element.get("from", ""),
        callback=element.get("action", "") or element.get("statusCallback", ""),
        method=_method(element),
        media=len(element.findall("Media")),
    )


def _method(element: Element) -> str:
    method = element.get("method", "POST")
    return method if method in ("GET", "POST") else "POST"

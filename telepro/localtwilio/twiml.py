"""Decides what a TwiML document says: its verbs in order, or the fault that Twilio would log."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree import ElementTree

from telepro.localtwilio.input_verbs import INPUT_ELEMENTS
from telepro.localtwilio.messages import Reply
from telepro.localtwilio.verbs import ELEMENTS, SPEECH_MARKUP

KNOWN = MappingProxyType({**ELEMENTS, **INPUT_ELEMENTS})
LARGEST_DOCUMENT = 64 * 1024
XML_TYPES = frozenset({"text/xml", "application/xml", "text/html"})


class DocumentFault(Exception):
    """A document that can't be run at all; `code` is the debugger's number."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Verb:
    """One instruction: its attributes with defaults filled in, its text, the elements inside."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    children: tuple["Verb", ...] = ()

    def flag(self, attribute: str) -> bool:
        """Whether a true/false attribute is true."""
        return self.attributes[attribute] == "true"

    def whole(self, attribute: str) -> int:
        """A number attribute."""
        return int(self.attributes[attribute])


@dataclass(frozen=True, slots=True)
class Warning:
    """Something in a document that is logged and then ignored."""

    code: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document that can be run, and what Twilio would warn of."""

    verbs: tuple[Verb, ...]
    warnings: tuple[Warning, ...] = ()


class _NoDoctype(ElementTree.TreeBuilder):
    """Ends the reading at a document type, before any entity could expand."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise DocumentFault(12100, f"Document parse failure: <!DOCTYPE {name}> is not allowed.")


def read_reply(reply: Reply) -> Document:
    """The document in an application's answer, judged by content type, size and form."""
    kind = reply.content_type.partition(";")[0].strip().lower()
    if kind.startswith("audio/"):
        return Document((Verb("Play", {"loop": "1", "digits": ""}, "audio"),))
    if not reply.body.strip():
        raise DocumentFault(11770, "Empty response body: expected TwiML, at least <Response/>.")
    if kind not in XML_TYPES:
        raise DocumentFault(
            12300, f"Invalid Content-Type {kind or '(none)'}: expected text/xml or application/xml."
        )
    return read_document(reply.body)


def read_document(body: bytes) -> Document:
    """The verbs of a TwiML document. Raises DocumentFault when it can't be run."""
    root = root_of(body)
    warnings: list[Warning] = []
    verbs = _children(root, warnings)
    return Document(verbs, tuple(warnings))


def root_of(body: bytes) -> ElementTree.Element:
    """The <Response> of a document that may be read. Raises DocumentFault for any other."""
    if len(body) > LARGEST_DOCUMENT:
        raise DocumentFault(11750, f"TwiML of {len(body)} bytes: 64 kB is the most.")
    root = _parsed(body)
    if root.tag != "Response":
        raise DocumentFault(12102, f"The root element is <{root.tag}>: expected <Response>.")
    return root


def _parsed(body: bytes) -> ElementTree.Element:
    # Safe against entity bombs: the builder refuses the document type that would declare them.
    parser = ElementTree.XMLParser(target=_NoDoctype())  # noqa: S314
    try:
        parser.feed(body)
        root: ElementTree.Element = parser.close()
    except ElementTree.ParseError as broken:
        raise DocumentFault(12100, f"Document parse failure: {broken}.") from broken
    return root


def _children(parent: ElementTree.Element, warnings: list[Warning]) -> tuple[Verb, ...]:
    holder = KNOWN[parent.tag]
    read = []
    for element in parent:
        if element.tag in holder.children:
            read.append(_verb(element, warnings))
        else:
            warnings.append(
                Warning(
                    holder.child_fault,
                    f"<{element.tag}> inside <{parent.tag}> is not known here: skipped.",
                )
            )
    return tuple(read)


def _verb(element: ElementTree.Element, warnings: list[Warning]) -> Verb:
    speech = element.tag in SPEECH_MARKUP
    text = "".join(element.itertext()) if speech else (element.text or "")
    return Verb(
        element.tag,
        _attributes(element, warnings),
        re.sub(r"\s+", " ", text).strip(),
        () if speech else _children(element, warnings),
    )


def _attributes(element: ElementTree.Element, warnings: list[Warning]) -> dict[str, str]:
    known = KNOWN[element.tag].attributes
    read = {name: attribute.default for name, attribute in known.items()}
    for name, value in element.attrib.items():
        if name not in known:
            sentence = f"Attribute {name} of <{element.tag}> is not known here: ignored."
            warnings.append(Warning(12200, sentence))
        elif known[name].accepts(value):
            read[name] = value
        else:
            sentence = f'{name}="{value[:80]}" of <{element.tag}> is not valid: default used.'
            warnings.append(Warning(known[name].fault, sentence))
    return read

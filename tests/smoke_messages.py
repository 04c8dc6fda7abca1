"""Messages that the carrier never sent, and true ones sent again: what an attacker and a network do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from urllib.parse import urlencode

import requests

from telepro.localtwilio.delivery import FORM_TYPE
from telepro.localtwilio.signing import Form, bare, sign, signed_url
from tests.smoke_ledger import Message

SECONDS = 10.0
EACH_KIND = 5
MARKS = 900_000  # the first sequence number that no true message has
FORGED = 403
SIGNATURE = "X-Twilio-Signature"
ANOTHERS_TOKEN = "0123456789abcdef0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as it was posted, and its answer; `mark` finds it again in the inbox."""

    kind: str
    mark: str
    status: int


def forge(messages: Sequence[Message], token: str) -> list[Sent]:
    """Post forged messages of every kind, made of true ones; each has a mark of its own."""
    sources = islice(cycle(messages), EACH_KIND * len(KINDS))
    kinds = cycle(KINDS.items())
    return [
        _post_forged(kind, make, message, str(MARKS + number), token)
        for number, ((kind, make), message) in enumerate(zip(kinds, sources, strict=False))
    ]


def repeat(messages: Sequence[Message], token: str) -> list[int]:
    """Post true messages once more, byte for byte; the statuses of the answers."""
    return [_post(each.url, each.form, _true(each.url, each.form, token)) for each in messages]


def _post_forged(kind: str, make: "Forgery", message: Message, mark: str, token: str) -> Sent:
    form = _marked(message.form, mark)
    return Sent(kind, mark, _post(message.url, form, make(message, form, token)))


def _marked(form: Form, mark: str) -> Form:
    return tuple({**dict(form), "SequenceNumber": mark}.items())


def _post(url: str, form: Form, headers: Mapping[str, str]) -> int:
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(
            bare(url),
            data=urlencode(form).encode(),
            headers={"Content-Type": FORM_TYPE, **headers},
            timeout=SECONDS,
        )
    return answer.status_code


def _true(url: str, form: Form, token: str) -> dict[str, str]:
    return {SIGNATURE: sign(token, signed_url(url), form)}


Forgery = Callable[[Message, Form, str], dict[str, str]]


def _no_signature(message: Message, form: Form, token: str) -> dict[str, str]:
    return {}


def _wrong_signature(message: Message, form: Form, token: str) -> dict[str, str]:
    return {SIGNATURE: "AAAAAAAAAAAAAAAAAAAAAAAAAAA="}


def _other_token(message: Message, form: Form, token: str) -> dict[str, str]:
    return _true(message.url, form, ANOTHERS_TOKEN)


def _other_url(message: Message, form: Form, token: str) -> dict[str, str]:
    return _true(bare(message.url) + "x", form, token)


def _changed_parameter(message: Message, form: Form, token: str) -> dict[str, str]:
    """The signature of the true message, on one whose sequence number is another."""
    return _true(message.url, message.form, token)


KINDS: Mapping[str, Forgery] = {
    "no signature": _no_signature,
    "wrong signature": _wrong_signature,
    "other token": _other_token,
    "other URL": _other_url,
    "changed parameter": _changed_parameter,
}

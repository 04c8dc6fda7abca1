"""Messages to the carrier's door: how each differs from the one that the carrier signed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

PAGES = "http://127.0.0.1:5000"
TOKEN = "t" * 32
FORM_TYPE = "application/x-www-form-urlencoded"
FORM = {
    "AccountSid": "AC" + "0" * 32,
    "CallSid": "CA" + "a" * 32,
    "CallStatus": "ringing",
    "SequenceNumber": "1",
    "Timestamp": "Tue, 24 Nov 2026 09:00:05 +0000",
    "To": "+33199001001",
}
JSON_BODY = b'{"CallStatus": "completed", "AccountSid": "AC00000000000000000000000000000000"}'


@dataclass(frozen=True)
class Message:
    """A request as it arrives; `query` and `form` are what was signed unless a case says otherwise."""

    path: str = "/twilio/events/somebody"
    query: str = ""
    body: bytes = b""
    signature: str | None = None
    method: str = "POST"
    kind: str = FORM_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)


Change = Callable[[Message], Message]


def signature(url: str, form: Mapping[str, str] | None, token: str = TOKEN) -> str:
    """The carrier's signature over an address and a form."""
    return str(RequestValidator(token).compute_signature(url, dict(form or {})))


def signed(path: str, form: Mapping[str, str], token: str = TOKEN) -> Message:
    """A message as the carrier sends it."""
    return Message(path, "", urlencode(form).encode(), signature(PAGES + path, form, token))


def honest() -> Message:
    """The message that every case starts from."""
    return signed("/twilio/events/somebody", FORM)


def with_form(form: Mapping[str, str] | list[tuple[str, str]]) -> Change:
    """Another form under the old signature."""
    return lambda message: replace(message, body=urlencode(form).encode())


def with_signature(given: str | None) -> Change:
    """Another signature."""
    return lambda message: replace(message, signature=given)


def signed_for(url: str, form: Mapping[str, str] = FORM, token: str = TOKEN) -> Change:
    """The signature of another address, form or account."""
    return with_signature(signature(url, form, token))


def as_json(digest: str) -> Change:
    """A JSON body with the hash of a body in its signed address."""

    def change(message: Message) -> Message:
        query = f"bodySHA256={digest}"
        url = f"{PAGES}{message.path}?{query}"
        given = signature(url, None)
        return replace(
            message, query=query, body=JSON_BODY, kind="application/json", signature=given
        )

    return change


HERE = PAGES + "/twilio/events/somebody"
GOOD = signature(HERE, FORM)
PAIRS = list(FORM.items())
FORGERIES: dict[str, Change] = {
    "no signature": with_signature(None),
    "an empty signature": with_signature(""),
    "blanks for a signature": with_signature("   "),
    "a made-up signature": with_signature("bm90IGEgc2lnbmF0dXJl"),
    "a signature in lower case": with_signature(GOOD.lower()),
    "a signature without its padding": with_signature(GOOD.rstrip("=")),
    "a signature with more behind it": with_signature(GOOD + "A"),
    "half a signature": with_signature(GOOD[:14]),
    "two signatures": with_signature(f"{GOOD}, {GOOD}"),
    "a signature of 64 kB": with_signature("A" * 65_000),
    "a signature in hexadecimal": with_signature(sha256(GOOD.encode()).hexdigest()),
    "a signature outside ASCII": with_signature("\u00e9\u00e8\u00ea"),
    "another account's token": signed_for(HERE, FORM, "u" * 32),
    "an old token": signed_for(HERE, FORM, "o" * 32),
    "an empty token": signed_for(HERE, FORM, ""),
    "the address of another call": signed_for(PAGES + "/twilio/events/else"),
    "the address of another step": signed_for(PAGES + "/twilio/prospect/somebody"),
    "https for http": signed_for(HERE.replace("http:", "https:")),
    "another port": signed_for(HERE.replace(":5000", ":5001")),
    "another host": signed_for(HERE.replace("127.0.0.1", "localhost")),
    "a slash at the end": signed_for(HERE + "/"),
    "two slashes": signed_for(HERE.replace("/twilio", "//twilio")),
    "another case of the path": signed_for(HERE.upper()),
    "a query that was not signed": lambda it: replace(it, query="a=1"),
    "a query in another order": lambda it: replace(
        it, query="b=2&a=1", signature=signature(HERE + "?a=1&b=2", FORM)
    ),
    "a query spelled otherwise": lambda it: replace(
        it, query="a=%7E", signature=signature(HERE + "?a=~", FORM)
    ),
    "a field changed": with_form(FORM | {"CallStatus": "completed"}),
    "a field added": with_form(FORM | {"CallDuration": "9"}),
    "a field taken away": with_form({k: v for k, v in FORM.items() if k != "To"}),
    "a field twice with another value": with_form([*PAIRS, ("CallStatus", "completed")]),
    "a field first with another value": with_form([("CallStatus", "completed"), *PAIRS]),
    "a field trimmed": signed_for(HERE, FORM | {"To": " +33199001001 "}),
    "a field renamed": with_form({k.replace("To", "to"): v for k, v in FORM.items()}),
    "values moved between fields": with_form(FORM | {"To": "+33199001002", "CallSid": "1"}),
    "another account": with_form(FORM | {"AccountSid": "AC" + "9" * 32}),
    "another account, well signed by ours": lambda it: signed(
        it.path, FORM | {"AccountSid": "AC" + "9" * 32}
    ),
    "no account": lambda it: signed(it.path, {k: v for k, v in FORM.items() if k != "AccountSid"}),
    "no form at all": with_form({}),
    "JSON with a true hash": as_json(sha256(JSON_BODY).hexdigest()),
    "JSON with a false hash": as_json("0" * 64),
    "a hash of the body beside a form": lambda it: replace(
        it,
        query="bodySHA256=" + sha256(it.body).hexdigest(),
        signature=signature(f"{HERE}?bodySHA256={sha256(it.body).hexdigest()}", None),
    ),
    "a form called JSON": lambda it: replace(it, kind="application/json"),
    "a form called text": lambda it: replace(it, kind="text/plain"),
    "a spoofed host": lambda it: replace(
        it,
        headers={"Host": "evil.example"},
        signature=signature(HERE.replace("127.0.0.1:5000", "evil.example"), FORM),
    ),
    "a forwarded host": lambda it: replace(
        it,
        headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
        signature=signature("https://evil.example/twilio/events/somebody", FORM),
    ),
}

# Strange, but the carrier's own: each must pass.
GENUINE: dict[str, Message] = {
    "as it is": honest(),
    "a field that nobody knows": signed("/twilio/events/somebody", FORM | {"NewThing": "x"}),
    "a name in Greek letters": signed("/twilio/events/somebody", FORM | {"To": "Ελένη +30"}),
    "a thousand fields": signed(
        "/twilio/events/somebody", FORM | {f"Parameter{n}": str(n) for n in range(900)}
    ),
    "a value of 100 kB": signed("/twilio/events/somebody", FORM | {"Note": "x" * 100_000}),
    # The carrier leaves the port out now and then, and its own library takes both.
    "without the port": replace(honest(), signature=signature(HERE.replace(":5000", ""), FORM)),
    "behind a spoofed host": replace(honest(), headers={"Host": "evil.example"}),
    "a CallSid of another shape": signed("/twilio/events/somebody", FORM | {"CallSid": "XX1"}),
    "an unknown status": signed("/twilio/events/somebody", FORM | {"CallStatus": "teleported"}),
    "no status": signed("/twilio/events/somebody", FORM | {"CallStatus": ""}),
    "a leap second": signed(
        "/twilio/events/somebody", FORM | {"Timestamp": "Sat, 31 Dec 2016 23:59:60 +0000"}
    ),
}

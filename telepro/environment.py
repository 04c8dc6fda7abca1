"""How one value of the environment is read, and the words for one that can't be used."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Generic, TypeVar
from urllib.parse import urlsplit

import phonenumbers

from campaigns.problems import Problem, Refused

Value = TypeVar("Value")

DATABASE_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
REDIS_SCHEMES = ("redis", "rediss", "unix", "redis+sentinel", "redis+cluster")
FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
SECRET_LENGTH = 32
EDGE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
REGION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
LEAST_RATE, GREATEST_RATE = 0.1, 1000.0


class Unusable(ValueError):
    """What was expected of a value, and how to put it right."""

    def __init__(self, expected: str, fix: str) -> None:
        super().__init__(expected)
        self.expected = expected
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Kind(Generic[Value]):
    """A way to read text; `neutral` stands in for a bad value until all problems are told.

    A `private` value opens doors, so no message repeats it.
    """

    parse: Callable[[str], Value]
    neutral: Value
    private: bool = False


class EnvironReader:
    """Reads name after name and keeps every problem, so that all are told at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[Problem] = []

    def read(self, name: str, kind: Kind[Value], default: str = "") -> Value:
        """The value of `name`, or of `default` where it is not set; a bad one becomes a problem."""
        text = self.environ.get(name) or default
        try:
            return kind.parse(text.strip())
        except Unusable as unusable:
            found = _shown(kind, text)
            self.problems.append(Problem(name, found, unusable.expected, unusable.fix))
            return kind.neutral

    def refuse_if_any(self, *further: Problem) -> None:
        """Raise `Refused` with everything noted so far and `further`; else do nothing."""
        if problems := (*self.problems, *further):
            raise Refused(*problems)


def is_loopback(url: str) -> bool:
    """True for an address that only this machine can reach."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(kind: Kind[Value], text: str) -> str:
    if not text:
        return "nothing"
    return f"a value of {len(text)} characters" if kind.private else f"“{text}”"


def _database_url(text: str) -> str:
    scheme, separator, rest = text.partition("://")
    if scheme not in DATABASE_SCHEMES or not separator:
        raise Unusable(
            "the address of a PostgreSQL database, such as postgresql://user:password@host/name",
            "Set it, or use scripts/start, which brings a database of its own.",
        )
    return f"postgresql+psycopg://{rest}"


def _redis_url(text: str) -> str:
    scheme, separator, _rest = text.partition("://")
    if scheme not in REDIS_SCHEMES or not separator:
        raise Unusable(
            "the address of a Valkey or Redis server, such as redis://host:6379/0",
            "Set it, or use scripts/start, which brings a server of its own.",
        )
    return text


def _secret(text: str) -> str:
    if len(text) < SECRET_LENGTH:
        raise Unusable(
            f"at least {SECRET_LENGTH} random characters",
            'Make one with: python3 -c "import secrets; print(secrets.token_hex(32))"',
        )
    return text


def _public_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unusable("a web address, such as https://calls.example.com", "Give it whole.")
    if parts.scheme == "http" and not is_loopback(text):
        raise Unusable(
            "https, except on this machine's own addresses (127.0.0.1, localhost)",
            "Put TelePro behind a server that speaks https and give that address.",
        )
    return text.rstrip("/")


def _loopback_url(text: str) -> str:
    if text and not (text.startswith("http://") and is_loopback(text)):
        raise Unusable(
            "nothing (real Twilio), or a local Twilio such as http://127.0.0.1:8010",
            "Unset it to call through Twilio itself.",
        )
    return text.rstrip("/")


def _bucket(text: str) -> str:
    if text and not BUCKET.fullmatch(text):
        raise Unusable(
            "the name of an S3 bucket, with a folder in it or without, such as calls/recordings",
            "Write it without s3:// and give the server's address in RECORDINGS_ENDPOINT.",
        )
    return text


def _endpoint(text: str) -> str:
    parts = urlsplit(text)
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    if text and not (is_web and (parts.scheme == "https" or is_loopback(text))):
        raise Unusable(
            "nothing (Amazon's own), or the address of an S3-compatible server over https",
            "Write it as https://s3.example.com; http only for a server on this machine.",
        )
    return text.rstrip("/")


def _region(text: str) -> str:
    if not REGION.fullmatch(text):
        raise Unusable("the name of a region, such as eu-west-3", "Take it from the bucket's page.")
    return text


def _numbers(text: str) -> tuple[str, ...]:
    numbers = tuple(part.strip() for part in text.split(",") if part.strip())
    if not all(_is_e164(number) for number in numbers):
        raise Unusable(
            "phone numbers with + and country code, parted by commas, such as +33199009990",
            "Write each number as Twilio's console shows it.",
        )
    return numbers


def _is_e164(text: str) -> bool:
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == text


def _edges(text: str) -> tuple[str, ...]:
    edges = tuple(part.strip() for part in text.split(",") if part.strip())
    # They become parts of host names in the pages' content policy.
    if not edges or not all(EDGE.fullmatch(edge) for edge in edges):
        raise Unusable(
            "names of Twilio's edges, the nearest first, such as dublin,frankfurt,roaming",
            "Take them from twilio.com/docs/global-infrastructure/edge-locations.",
        )
    return edges


def _sender(text: str) -> str:
    if text and "@" not in parseaddr(text)[1]:
        raise Unusable("an e-mail address", "Write it as TelePro <calls@example.com>.")
    return text


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise Unusable("a number of seconds", "Write it in digits, such as 3600.") from None


def _flag(text: str) -> bool:
    if text.lower() not in FLAGS:
        raise Unusable("1 or 0", "Write 1 for yes and 0 for no.")
    return FLAGS[text.lower()]


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise Unusable("a whole number above 0", "Write it in digits, without signs or spaces.")
    return int(text)


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not LEAST_RATE <= rate <= GREATEST_RATE:
        raise Unusable(
            f"how many calls a second the account may start, {LEAST_RATE:g} to {GREATEST_RATE:g}",
            "Twilio's console shows it for the account (1 unless you asked for more).",
        )
    return rate


def _proxies(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 10):
        raise Unusable(
            "how many servers of yours pass requests on, 0 to 9",
            "Count those that write X-Forwarded-For; 0 where people reach TelePro directly.",
        )
    return int(text)


def _words(text: str) -> str:
    return text


DATABASE_URL = Kind(_database_url, "", private=True)
REDIS_URL = Kind(_redis_url, "", private=True)
SECRET = Kind(_secret, "", private=True)
BUCKET_NAME = Kind(_bucket, "")
ENDPOINT = Kind(_endpoint, "", private=True)
REGION_NAME = Kind(_region, "")
PUBLIC_URL = Kind(_public_url, "")
LOOPBACK_URL = Kind(_loopback_url, "")
PHONE_NUMBERS: Kind[tuple[str, ...]] = Kind(_numbers, ())
EDGES: Kind[tuple[str, ...]] = Kind(_edges, ())
SENDER = Kind(_sender, "")
SECONDS = Kind(_seconds, 0.0)
FLAG = Kind(_flag, False)
COUNT = Kind(_count, 1)
RATE = Kind(_rate, 1.0)
PROXIES = Kind(_proxies, 0)
WORDS = Kind(_words, "")

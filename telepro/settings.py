"""What the environment may set, read once and refused in words when a value can't work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from campaigns.problems import Problem
from telepro import environment as kinds
from telepro.environment import EnvironReader

PAGES = "http://127.0.0.1:5000"
PUSH = "http://127.0.0.1:5001"
EDGES = "dublin,frankfurt,roaming"
REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class Carrier:
    """The Twilio account that calls go through; `base_url` is set for the local Twilio only.

    `sms_numbers` are those of its numbers that can send and receive text messages.
    """

    account_sid: str = ""
    auth_token: str = field(default="", repr=False)
    auth_token_secondary: str = field(default="", repr=False)
    api_key: str = ""
    api_secret: str = field(default="", repr=False)
    app_sid: str = ""
    base_url: str = ""
    numbers: tuple[str, ...] = ()
    calls_per_second: float = 1.0
    edges: tuple[str, ...] = tuple(EDGES.split(","))
    dial_in: str = ""
    sms_numbers: tuple[str, ...] = ()

    @property
    def configured(self) -> bool:
        """True when there is an account to call through."""
        return bool(self.account_sid)

    @property
    def missing_for_softphone(self) -> tuple[str, ...]:
        """The variables that are not set and without which no browser gets a line."""
        needed = {
            "TWILIO_ACCOUNT_SID": self.account_sid,
            "TWILIO_API_KEY": self.api_key,
            "TWILIO_API_SECRET": self.api_secret,
            "TWILIO_APP_SID": self.app_sid,
        }
        return tuple(name for name, value in needed.items() if not value)

    @property
    def has_voice(self) -> bool:
        """True when browsers speak through Twilio itself, never beside a local one."""
        return not self.base_url and not self.missing_for_softphone

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """The tokens a webhook may be signed with, primary first; two while one is replaced."""
        return tuple(token for token in (self.auth_token, self.auth_token_secondary) if token)


@dataclass(frozen=True, slots=True)
class Bucket:
    """The S3-compatible bucket of recordings, `name` or `name/folder`; without one, a directory."""

    name: str = ""
    endpoint: str = ""
    region: str = REGION
    key_id: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)

    @property
    def missing(self) -> tuple[str, ...]:
        """The variables that are not set and without which the bucket admits nobody."""
        needed = {"AWS_ACCESS_KEY_ID": self.key_id, "AWS_SECRET_ACCESS_KEY": self.secret}
        return tuple(name for name, value in needed.items() if not value)


@dataclass(frozen=True, slots=True)
class Mail:
    """The SMTP server; without a host, mail goes into the local mailbox page."""

    host: str = ""
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    starttls: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one person, address or file may ask for."""

    sign_in_tries_per_account: int = 10
    sign_in_tries_per_address: int = 50
    sign_in_minutes: int = 15
    upload_bytes: int = 64 * 1024 * 1024
    upload_rows: int = 500_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a process of TelePro is told from outside."""

    # What opens a door is no part of any printed value: a traceback must not show it.
    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    fingerprint_key: str = field(repr=False)
    rq_key_prefix: str = ""
    public_base_url: str = PAGES
    push_public_url: str = PUSH
    proxies: int = 0
    data: Path = Path("var")
    clock_shift: float = 0.0
    demo: bool = False
    carrier: Carrier = field(default_factory=Carrier)
    mail: Mail = field(default_factory=Mail)
    limits: Limits = field(default_factory=Limits)
    bucket: Bucket = field(default_factory=Bucket)

    @property
    def recordings(self) -> Path:
        """Where recordings lie without a bucket, below the instance's data."""
        return self.data / "recordings"

    @property
    def https(self) -> bool:
        """True when people reach the pages over https, so cookies must be Secure."""
        return self.public_base_url.startswith("https://")

    @property
    def keeps_mail(self) -> bool:
        """True when no mail server is named, so that letters stay in the mailbox page."""
        return not self.mail.host

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read every setting; raise `Refused` with one problem per bad value, all at once."""
        reader = EnvironReader(environ)
        settings = cls(
            database_url=reader.read("DATABASE_URL", kinds.DATABASE_URL),
            redis_url=reader.read("REDIS_URL", kinds.REDIS_URL),
            secret_key=reader.read("SECRET_KEY", kinds.SECRET),
            fingerprint_key=reader.read("FINGERPRINT_KEY", kinds.SECRET),
            rq_key_prefix=reader.read("RQ_KEY_PREFIX", kinds.WORDS),
            public_base_url=reader.read("PUBLIC_BASE_URL", kinds.PUBLIC_URL, PAGES),
            push_public_url=reader.read("PUSH_PUBLIC_URL", kinds.PUBLIC_URL, PUSH),
            proxies=reader.read("PROXIES", kinds.PROXIES, "0"),
            data=Path(reader.read("TELEPRO_DATA", kinds.WORDS, "var")),
            clock_shift=reader.read("TELEPRO_CLOCK_SHIFT", kinds.SECONDS, "0"),
            demo=reader.read("TELEPRO_DEMO", kinds.FLAG),
            carrier=_carrier(reader),
            mail=_mail(reader),
            limits=_limits(reader),
            bucket=_bucket(reader),
        )
        reader.refuse_if_any(*_contradictions(settings))
        return settings


def _carrier(reader: EnvironReader) -> Carrier:
    return Carrier(
        account_sid=reader.read("TWILIO_ACCOUNT_SID", kinds.WORDS),
        auth_token=reader.read("TWILIO_AUTH_TOKEN", kinds.WORDS),
        auth_token_secondary=reader.read("TWILIO_AUTH_TOKEN_SECONDARY", kinds.WORDS),
        api_key=reader.read("TWILIO_API_KEY", kinds.WORDS),
        api_secret=reader.read("TWILIO_API_SECRET", kinds.WORDS),
        app_sid=reader.read("TWILIO_APP_SID", kinds.WORDS),
        base_url=reader.read("TWILIO_BASE_URL", kinds.LOOPBACK_URL),
        numbers=reader.read("TWILIO_NUMBERS", kinds.PHONE_NUMBERS),
        edges=reader.read("TWILIO_EDGES", kinds.EDGES, EDGES),
        dial_in="".join(reader.read("TWILIO_DIAL_IN", kinds.PHONE_NUMBERS)[:1]),
        calls_per_second=reader.read("TWILIO_CPS", kinds.RATE, "1"),
        sms_numbers=reader.read("TWILIO_SMS_FROM", kinds.PHONE_NUMBERS),
    )


def _mail(reader: EnvironReader) -> Mail:
    return Mail(
        host=reader.read("SMTP_HOST", kinds.WORDS),
        port=reader.read("SMTP_PORT", kinds.COUNT, "587"),
        user=reader.read("SMTP_USER", kinds.WORDS),
        password=reader.read("SMTP_PASSWORD", kinds.WORDS),
        sender=reader.read("SMTP_FROM", kinds.SENDER),
        starttls=reader.read("SMTP_STARTTLS", kinds.FLAG, "1"),
    )


def _bucket(reader: EnvironReader) -> Bucket:
    return Bucket(
        name=reader.read("RECORDINGS_BUCKET", kinds.BUCKET_NAME),
        endpoint=reader.read("RECORDINGS_ENDPOINT", kinds.ENDPOINT),
        region=reader.read("RECORDINGS_REGION", kinds.REGION_NAME, REGION),
        key_id=reader.read("AWS_ACCESS_KEY_ID", kinds.WORDS),
        secret=reader.read("AWS_SECRET_ACCESS_KEY", kinds.WORDS),
    )


def _limits(reader: EnvironReader) -> Limits:
    usual = Limits()

    def limit(name: str, default: int) -> int:
        return reader.read(name, kinds.COUNT, str(default))

    return Limits(
        sign_in_tries_per_account=limit(
            "SIGN_IN_TRIES_PER_ACCOUNT", usual.sign_in_tries_per_account
        ),
        sign_in_tries_per_address=limit(
            "SIGN_IN_TRIES_PER_ADDRESS", usual.sign_in_tries_per_address
        ),
        sign_in_minutes=limit("SIGN_IN_MINUTES", usual.sign_in_minutes),
        upload_bytes=limit("UPLOAD_BYTES", usual.upload_bytes),
        upload_rows=limit("UPLOAD_ROWS", usual.upload_rows),
    )


def _contradictions(settings: Settings) -> Iterator[Problem]:
    if settings.clock_shift and not settings.carrier.base_url:
        yield Problem(
            "TELEPRO_CLOCK_SHIFT",
            f"a clock shifted by {settings.clock_shift:g} seconds and no TWILIO_BASE_URL",
            "the real clock wherever real people can be called",
            "Unset TELEPRO_CLOCK_SHIFT, or set TWILIO_BASE_URL to a local Twilio.",
        )
    if settings.carrier.configured and not settings.carrier.auth_token:
        yield Problem(
            "TWILIO_AUTH_TOKEN",
            "nothing, although TWILIO_ACCOUNT_SID is set",
            "the account's auth token, which signs every webhook",
            "Copy it from Twilio's console.",
        )
    yield from _contradictions_of_bucket(settings.bucket)
    if settings.mail.host and not settings.mail.sender:
        yield Problem(
            "SMTP_FROM",
            "nothing, although SMTP_HOST is set",
            "the address that mail is sent from",
            "Write it as TelePro <calls@example.com>.",
        )


def _contradictions_of_bucket(bucket: Bucket) -> Iterator[Problem]:
    if bucket.name:
        for name in bucket.missing:
            yield Problem(
                name,
                "nothing, although RECORDINGS_BUCKET is set",
                "a key that may write, read and delete in that bucket, and nowhere else",
                "Make one at whoever runs the bucket.",
            )
    elif bucket.endpoint:
        yield Problem(
            "RECORDINGS_BUCKET",
            "nothing, although RECORDINGS_ENDPOINT is set",
            "the bucket that recordings are to lie in",
            "Set it, or unset RECORDINGS_ENDPOINT to keep recordings in a directory.",
        )

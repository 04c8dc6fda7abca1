"""Decides what proves a passkey: asked for by us just now, made for this place, by a device that knew its owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from flask_babel import gettext as _
from itsdangerous import BadSignature, Signer

from campaigns.problems import Problem, Refused
from telepro import ids
from telepro.environment import is_loopback

LASTS = timedelta(minutes=5)
OURSELVES = "TelePro"
SALT = "passkey"


class Errand(StrEnum):
    """What a browser was asked to sign for."""

    ADD = "add"
    ENTER = "enter"


@dataclass(frozen=True, slots=True)
class Place:
    """Where passkeys belong: the name they are made for, and the origin that a browser must tell."""

    name: str
    origin: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Owner:
    """For whom a passkey is made; `has` are those that the same device need not make again."""

    public_id: str
    email: str
    name: str
    has: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What is kept of a passkey: its id, its public key (COSE), how often it says it has signed."""

    credential_id: bytes
    public_key: bytes
    signs: int


def place_of(base_url: str, key: str) -> Place | None:
    """The place of these pages; None where they have no name, since browsers make none for a number.

    This machine alone is called localhost. Source: Web Authentication Level 3, 5.1.3, step 7.
    """
    parts = urlsplit(base_url)
    port = f":{parts.port}" if parts.port else ""
    name = "localhost" if is_loopback(base_url) else parts.hostname or ""
    if name.replace(".", "").isdigit() or ":" in name:
        return None
    return Place(name, f"{parts.scheme}://{name}{port}", key)


def asked_to_add(place: Place, owner: Owner, now: datetime) -> str:
    """What a browser needs to make one, as JSON."""
    import webauthn
    from webauthn.helpers import structs

    wanted = structs.AuthenticatorSelectionCriteria(
        resident_key=structs.ResidentKeyRequirement.REQUIRED,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    options = webauthn.generate_registration_options(
        rp_id=place.name,
        rp_name=OURSELVES,
        user_id=owner.public_id.encode(),
        user_name=owner.email,
        user_display_name=owner.name,
        challenge=_challenge(place, Errand.ADD, owner.public_id, now),
        authenticator_selection=wanted,
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=each) for each in owner.has],
    )
    return webauthn.options_to_json(options)


def asked_to_enter(place: Place, now: datetime) -> str:
    """What a browser needs to sign in with one, whosever it is, as JSON."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_authentication_options(
        rp_id=place.name,
        challenge=_challenge(place, Errand.ENTER, "", now),
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def made(answer: str, place: Place, public_id: str, now: datetime) -> Made:
    """The passkey that a browser made for that person; raises `Refused` unless it proves itself."""
    import webauthn
    from webauthn.helpers import parse_registration_credential_json

    with _understood():
        given = parse_registration_credential_json(answer)
        challenge = _told(given.response.client_data_json)
        _asked_at(challenge, place, Errand.ADD, public_id, now)
        found = webauthn.verify_registration_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    return Made(found.credential_id, found.credential_public_key, found.sign_count)


def credential_of(answer: str) -> bytes:
    """Which passkey a browser answered with; raises `Refused` where it says none."""
    from webauthn.helpers import parse_authentication_credential_json

    with _understood():
        return bytes(parse_authentication_credential_json(answer).raw_id)


def shown(answer: str, place: Place, kept: Made, now: datetime) -> tuple[datetime, int]:
    """When we asked, and how often the passkey has signed; raises `Refused` unless it proves itself.

    An answer proves itself again for as long as it lasts: whoever takes it in keeps when it was
    asked for, and takes no older one.
    """
    import webauthn
    from webauthn.helpers import parse_authentication_credential_json

    with _understood():
        given = parse_authentication_credential_json(answer)
        challenge = _told(given.response.client_data_json)
        asked_at = _asked_at(challenge, place, Errand.ENTER, "", now)
        found = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            credential_public_key=kept.public_key,
            credential_current_sign_count=kept.signs,
            require_user_verification=True,
        )
    return asked_at, found.new_sign_count


def unknown() -> Refused:
    """Why nobody enters with a passkey that was removed, or is of nobody who may come in."""
    return _refused(
        _("a passkey that opens no account here"),
        _("one that you added to yours"),
        _("Sign in with your password; on “My account” you can add a passkey of this device."),
    )


def _challenge(place: Place, errand: Errand, whose: str, now: datetime) -> bytes:
    asked = f"{errand}.{whose}.{_micros(now)}.{ids.secret_token()}"
    return Signer(place.key, SALT).sign(asked)


def _asked_at(
    challenge: bytes, place: Place, errand: Errand, whose: str, now: datetime
) -> datetime:
    try:
        said = Signer(place.key, SALT).unsign(challenge).decode()
    except BadSignature as wrong:
        raise _not_proved() from wrong
    its_errand, its_person, micros, _nonce = said.split(".")
    asked_at = datetime.fromtimestamp(int(micros) / 1_000_000, UTC)
    if (its_errand, its_person) != (errand, whose):
        raise _not_proved()
    if now - asked_at > LASTS:
        raise _refused(
            _("an answer to a question of more than five minutes ago"),
            _("one to a question of just now"),
            _("Try once more."),
        )
    return asked_at


def _told(client_data: bytes) -> bytes:
    from webauthn.helpers import parse_client_data_json

    return bytes(parse_client_data_json(client_data).challenge)


def _micros(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)


@contextmanager
def _understood() -> Iterator[None]:
    """Whatever a library makes of an answer that is none, a person is told one sentence."""
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        yield
    except (WebAuthnException, ValueError, TypeError, LookupError, EOFError) as wrong:
        raise _not_proved() from wrong


def _not_proved() -> Refused:
    return _refused(
        _("an answer that proves no passkey"),
        _("one made on this page, by a device that asked who you are"),
        _("Try once more, or sign in with your password."),
    )


def _refused(found: str, expected: str, fix: str) -> Refused:
    return Refused(Problem("sign-in", found, expected, fix))

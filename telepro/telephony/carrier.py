"""The Twilio adapter: places one call per order, hangs up, and answers what became of a call.

Placing is at most once. Twilio has no key that makes a repeated create harmless, so only a reply
that proves nothing was created may be tried again; everything else is `UNKNOWN` until asked.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from twilio.base.exceptions import TwilioRestException
from twilio.http import HttpClient
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from campaigns.numbers.destinations import rings_nobody
from telepro.settings import Carrier as Account
from telepro.telephony.pace import Pace
from telepro.telephony.recordings import Recordings
from telepro.telephony.rooms import Rooms
from telepro.telephony.texts import Texts
from telepro.telephony.troubles import TelephonyError, Trouble, translated

__all__ = ["Carrier", "CarrierCall", "Order", "TelephonyError", "Trouble"]

# An order that is not answered by then is asked about, and stops the dialing: all within five seconds.
TIMEOUT_SECONDS = 4
CALL_SECONDS = 20 * 60
NOT_IN_PROGRESS = 21220
NOT_FOUND = 404
# What Twilio says of a number that can't be called (twilio.com/docs/api/errors/21211).
REFUSED, NO_SUCH_NUMBER = 400, 21211
EVENTS = ["initiated", "ringing", "answered", "completed"]
RECORDING_EVENTS = ["in-progress", "completed", "absent"]
RETRIES = "#rc=3&rp=ct,rt,5xx"


@dataclass(frozen=True, slots=True)
class Order:
    """One call to place: whom, from which number, for which attempt, how long it may ring, and
    whether all that is said is recorded."""

    attempt: str
    to: str
    caller_id: str
    ring_seconds: int
    is_recorded: bool = False


@dataclass(frozen=True, slots=True)
class CarrierCall:
    """What the carrier says of a call when asked."""

    sid: str
    status: str
    to: str
    caller_id: str
    started_at: datetime | None
    ended_at: datetime | None
    duration_seconds: int | None
    answered_by: str | None


class BaseUrlClient(TwilioHttpClient):  # type: ignore[misc]
    """Sends what is meant for twilio.com to another address, and nothing anywhere else."""

    def __init__(self, base_url: str) -> None:
        super().__init__(pool_connections=True, timeout=TIMEOUT_SECONDS, max_retries=0)
        self.base_url = base_url.rstrip("/")

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Response:
        parts = urlsplit(url)
        if not (parts.hostname or "").endswith(".twilio.com"):
            raise ValueError(f"refusing to send a carrier request to {parts.hostname}")
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, self.base_url + parts.path + query, *args, **options)


class PublicLine(TwilioHttpClient):  # type: ignore[misc]
    """Sends to twilio.com, but for calls and texts to numbers of fiction: whoever might have been given
    one by mistake is not rung, and nobody pays to learn that nobody is there."""

    def request(
        self,
        method: str,
        url: str,
        params: Any = None,
        data: Any = None,
        *args: Any,
        **options: Any,
    ) -> Response:
        if rings_nobody(str((data or {}).get("To", ""))):
            raise TwilioRestException(REFUSED, url, "a number kept for fiction", NO_SUCH_NUMBER)
        return super().request(method, url, params, data, *args, **options)


class Carrier:
    """One Twilio account, real or local; `line` carries its requests where no socket is wanted.

    `rings_people` says that real telephones ring: a sample's never do.
    """

    rings_people = False

    def __init__(
        self, account: Account, public_base_url: str, line: HttpClient | None = None
    ) -> None:
        http = line or _line_to(account)
        self.rings_people = isinstance(http, PublicLine)
        self.client = Client(account.account_sid, account.auth_token, http_client=http)
        self.public = public_base_url.rstrip("/")
        self.pace = Pace(account.account_sid, account.calls_per_second)
        self.rooms = Rooms(self.client, self.public)
        self.recordings = Recordings(self.client, account)
        self.texts = Texts(self.client, self.public)

    def place(self, order: Order) -> str:
        """Create the call and return the carrier's id; raises `TelephonyError`."""
        with translated():
            call = self.client.calls.create(
                to=order.to,
                from_=order.caller_id,
                url=f"{self.public}/twilio/prospect/{order.attempt}{RETRIES}",
                status_callback=f"{self.public}/twilio/events/{order.attempt}{RETRIES}",
                status_callback_event=EVENTS,
                timeout=order.ring_seconds,
                time_limit=CALL_SECONDS,
                **self._recorded(order),
            )
        return str(call.sid)

    def _recorded(self, order: Order) -> dict[str, Any]:
        if not order.is_recorded:
            return {}
        told = f"{self.public}/twilio/recordings/{order.attempt}{RETRIES}"
        return {
            "record": True,
            "recording_channels": "dual",
            "recording_status_callback": told,
            "recording_status_callback_event": RECORDING_EVENTS,
        }

    def answers(self) -> bool:
        """Whether the account can be used at this moment."""
        try:
            with translated():
                self.client.api.accounts(self.pace.account).fetch()
        except TelephonyError:
            return False
        return True

    def hang_up(self, sid: str) -> None:
        """End a call; one that is already over counts as hung up."""
        try:
            with translated():
                self.client.calls(sid).update(status="completed")
        except TelephonyError as error:
            if error.code != str(NOT_IN_PROGRESS):
                raise

    def fetch(self, sid: str) -> CarrierCall | None:
        """What became of a call, or None when the carrier does not know it."""
        try:
            with translated():
                return _read(self.client.calls(sid).fetch())
        except TelephonyError as error:
            if error.code in {"20404", str(NOT_FOUND)}:
                return None
            raise

    def find(self, to: str, caller_id: str, since: datetime) -> list[CarrierCall]:
        """The calls to `to` from `caller_id` created at or after `since`, newest first."""
        with translated():
            calls = self.client.calls.list(to=to, limit=50)
        return [
            _read(call)
            for call in calls
            if call._from == caller_id and call.date_created and call.date_created >= since
        ]


def _line_to(account: Account) -> HttpClient:
    if account.base_url:
        return BaseUrlClient(account.base_url)
    return PublicLine(pool_connections=True, timeout=TIMEOUT_SECONDS, max_retries=0)


def _read(call: Any) -> CarrierCall:
    return CarrierCall(
        sid=str(call.sid),
        status=str(getattr(call.status, "value", call.status)),
        to=str(call.to),
        caller_id=str(call._from),
        started_at=call.start_time,
        ended_at=call.end_time,
        duration_seconds=int(call.duration) if call.duration else None,
        answered_by=call.answered_by,
    )

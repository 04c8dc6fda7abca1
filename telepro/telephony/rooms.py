"""Who hears whom in a session's conference: hold, keys, a third leg, an ear, a hand-over.

Everything but bringing somebody in may be said twice without harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from twilio.rest import Client

from campaigns.call.on_call import Voice
from telepro.telephony.troubles import TelephonyError, Trouble, translated

RETRIES = "#rc=3&rp=ct,rt,5xx"
LEG_EVENTS = ["ringing", "answered", "completed"]
LONGEST_LEG = 20 * 60  # seconds
GONE = frozenset({"20404", "404", "21220"})


@dataclass(frozen=True, slots=True)
class Room:
    """A live conference by its name, and by the carrier's id where a message has told it."""

    name: str
    sid: str | None


@dataclass(frozen=True, slots=True)
class ThirdLeg:
    """Somebody to ring and let into a room: under which label, and which leg's events are told."""

    public_id: str
    label: str
    to: str
    caller_id: str
    ring_seconds: int


class Rooms:
    """The conferences of one account; every method raises `TelephonyError`."""

    def __init__(self, client: Client, public: str) -> None:
        self._client = client
        self._public = public

    def hold(self, room: Room, label: str, language: str) -> None:
        """Let a participant hear that somebody will be back, and nobody hear them."""
        url = f"{self._public}/twilio/hold/{language}"
        self._change(room, label, hold=True, hold_url=url, hold_method="POST")

    def resume(self, room: Room, label: str) -> None:
        """Back among the others."""
        self._change(room, label, hold=False)

    def press(self, room: Room, label: str, order: str) -> None:
        """Play the keys of an order to a participant, as their switchboard hears them."""
        url = f"{self._public}/twilio/keys/{order}"
        self._change(room, label, announce_url=url, announce_method="POST")

    def give_voice(self, room: Room, label: str, voice: Voice, own_leg: str | None) -> None:
        """Decide who hears a participant; `own_leg` is the teleprospector's."""
        self._change(room, label, **_VOICES[voice], **_coached(voice, own_leg))

    def bring_in(self, room: Room, leg: ThirdLeg) -> str:
        """Ring somebody who joins the room when they answer; the id of their call."""
        with translated():
            made = self._client.conferences(room.sid or room.name).participants.create(
                from_=leg.caller_id,
                to=leg.to,
                label=leg.label,
                timeout=leg.ring_seconds,
                time_limit=LONGEST_LEG,
                beep="false",
                start_conference_on_enter=False,
                end_conference_on_exit=False,
                status_callback=f"{self._public}/twilio/legs/{leg.public_id}{RETRIES}",
                status_callback_event=LEG_EVENTS,
            )
        return str(made.call_sid)

    def let_go(self, room: Room, label: str) -> None:
        """End a participant's part; one who is gone already counts as let go."""
        try:
            with translated():
                self._at(room, label).delete()
        except TelephonyError as error:
            if error.code not in GONE:
                raise

    def hand_over(self, attempt: str, sids: tuple[str, ...]) -> None:
        """Take calls out of their room and let them talk to each other in one of their own."""
        url = f"{self._public}/twilio/handed-over/{attempt}{RETRIES}"
        for sid in sids:
            with translated():
                self._client.calls(sid).update(url=url, method="POST")

    def leave_message(self, attempt: str, sid: str) -> None:
        """Take a call out of its room and let the machine that answered it hear the plan's message."""
        url = f"{self._public}/twilio/message/{attempt}{RETRIES}"
        with translated():
            self._client.calls(sid).update(url=url, method="POST")

    def _change(self, room: Room, label: str, **changes: Any) -> None:
        with translated():
            self._at(room, label).update(**changes)

    def _at(self, room: Room, label: str) -> Any:
        return self._client.conferences(room.sid or self._sid_of(room)).participants(label)

    def _sid_of(self, room: Room) -> str:
        found = self._client.conferences.list(
            friendly_name=room.name, status="in-progress", limit=1
        )
        if not found:
            raise TelephonyError(Trouble.REFUSED, "16003", "The conference is not under way.")
        return str(found[0].sid)


_VOICES: Mapping[Voice, Mapping[str, bool]] = MappingProxyType(
    {
        Voice.NOBODY: {"muted": True, "coaching": False},
        Voice.TELEPROSPECTOR: {"muted": False, "coaching": True},
        Voice.EVERYBODY: {"muted": False, "coaching": False},
    }
)


def _coached(voice: Voice, own_leg: str | None) -> dict[str, str]:
    return {"call_sid_to_coach": own_leg} if voice is Voice.TELEPROSPECTOR and own_leg else {}

"""Decides how the REST API refuses: HTTP status, code and the sentence of each refusal."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

SENTENCES: Mapping[int, tuple[int, str]] = MappingProxyType(
    {
        16003: (404, "Conference {0} is not recognised"),
        16022: (400, "Conference {0} is completed"),
        16023: (400, "Participant label is not valid: {0}"),
        16026: (400, "Participant label {0} is already in use in this conference"),
        16028: (400, "The participant to coach is not in this conference: {0}"),
        20001: (400, "{0}"),
        20003: (401, "Authenticate"),
        20004: (405, "Method not allowed"),
        20009: (409, "Cannot delete {0}."),
        20404: (404, "The requested resource {0} was not found"),
        20429: (429, "Too Many Requests"),
        20500: (500, "Internal Server Error"),
        20503: (503, "Service Unavailable"),
        21200: (400, "{0}"),
        21201: (400, "No 'To' number is specified"),
        21202: (400, "'To' number {0} is a premium number: it can't be called."),
        21205: (400, "{0}"),
        21206: (400, "SendDigits is not valid: {0}"),
        21208: (400, "Timeout is not valid: {0}"),
        21209: (400, "Invalid HTTP method: {0}. Only GET and POST are allowed."),
        21210: (
            400,
            "The source phone number provided, {0}, is not yet verified for your account. "
            "You may only make calls from phone numbers that you've verified or purchased "
            "from Twilio.",
        ),
        21211: (400, "The 'To' number {0} is not a valid phone number."),
        21212: (400, "From is not a valid phone number: {0}"),
        21213: (400, "No 'From' number is specified"),
        21214: (400, "'To' phone number cannot be reached: {0}"),
        21215: (
            400,
            "Account not authorized to call {0}. Perhaps you need to enable some international "
            "permissions: https://www.twilio.com/console/voice/calls/geo-permissions/low-risk",
        ),
        21216: (400, "Account not allowed to call {0}"),
        21217: (400, "Phone number does not appear to be valid: {0}"),
        21218: (400, "Invalid ApplicationSid: {0}"),
        21220: (400, "Call is not in-progress. Cannot redirect."),
        21234: (400, "Machine detection can't be configured so: {0}"),
        21602: (400, "Message body is required."),
        21603: (400, "A 'From' phone number is required."),
        21604: (400, "A 'To' phone number is required."),
        21606: (
            400,
            "The 'From' phone number provided ({0}) is not a valid message-capable Twilio phone "
            "number for this destination.",
        ),
        21609: (400, "Invalid StatusCallback: {0}"),
        21610: (400, "Attempt to send to unsubscribed recipient"),
        21617: (400, "The concatenated message body exceeds the 1600 character limit"),
        21626: (400, "Invalid StatusCallbackEvent: {0}"),
        21703: (400, "Messaging Service {0} contains no phone number"),
        32018: (400, "Twiml parameter of {0} characters: 4000 is the most."),
    }
)


class Refused(Exception):
    """A REST request that is refused with one of Twilio's codes."""

    def __init__(self, code: int, found: object = "", detail: str = "") -> None:
        self.status, sentence = SENTENCES[code]
        self.code = code
        self.sentence = sentence.format(found)
        self.detail = detail
        super().__init__(self.sentence)

    def body(self) -> dict[str, Any]:
        """The JSON that Twilio answers."""
        body = {
            "code": self.code,
            "message": self.sentence,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
        return body | ({"detail": self.detail} if self.detail else {})

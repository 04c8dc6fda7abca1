"""Decides how the REST API refuses: HTTP status, code and the sentence of each refusal."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

SENTENCES: Mapping[int, tuple[int, str]] = MappingProxyType(
    {
        20001: (400, "{0}"),
        20003: (401, "Authenticate"),
        20004: (405, "Method not allowed"),
        20404: (404, "The requested resource {0} was not found"),
        20429: (429, "Too Many Requests"),
        20500: (500, "Internal Server Error"),
        20503: (503, "Service Unavailable"),
        21200: (400, "{0}"),
        21201: (400, "No 'To' number is specified"),
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
        21609: (400, "Invalid StatusCallback: {0}"),
        21626: (400, "Invalid StatusCallbackEvent: {0}"),
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

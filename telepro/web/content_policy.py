"""Decides what an answer may load and speak to: a page ourselves, the push process and what carries a
voice; what is no page nothing.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from telepro.settings import Carrier, Settings

# What Twilio's Voice SDK speaks to beside the edges, and plays sounds from.
# Source: twilio.com/docs/voice/sdks/javascript/best-practices, "Content Security Policy".
SDK_TALKS_TO = ("https://eventgw.twilio.com", "https://media.twiliocdn.com")
SDK_SOUNDS = ("https://media.twiliocdn.com", "https://sdk.twilio.com")
# What a page asks for and no browser runs as one. A script that works beside pages, as the one that
# keeps callbacks, brings a policy of its own.
NO_PAGES = frozenset({"application/json", "text/css", "text/javascript", "font/woff2"})
OF_NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
OF_A_WORKER = "default-src 'self'"


def of_pages(settings: Settings) -> str:
    """The policy of every page but the desk."""
    return _policy(_reachable(settings), ())


def of_desk(settings: Settings) -> str:
    """The policy of the desk, whose softphone may be Twilio's own."""
    if not settings.carrier.has_voice:
        return of_pages(settings)
    voice = (*_edges(settings.carrier), *SDK_TALKS_TO, "https://sdk.twilio.com")
    return _policy((*_reachable(settings), *voice), ("'self'", *SDK_SOUNDS))


def _policy(reachable: Sequence[str], sounds: Sequence[str]) -> str:
    return "; ".join(
        (
            "default-src 'self'",
            f"connect-src {' '.join(reachable)}",
            *((f"media-src {' '.join(sounds)}",) if sounds else ()),
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    )


def _reachable(settings: Settings) -> tuple[str, ...]:
    local = settings.carrier.base_url
    softphone = (_origin(local),) if local else ()
    return ("'self'", _origin(settings.push_public_url), *softphone)


def _edges(carrier: Carrier) -> tuple[str, ...]:
    return tuple(f"wss://voice-js.{edge}.twilio.com" for edge in carrier.edges)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

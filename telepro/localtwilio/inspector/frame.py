"""Decides how every page of the inspector looks: its head, its way about, its style, its tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from markupsafe import Markup

from telepro.localtwilio.inspector.style import STYLE
from telepro.localtwilio.inspector.words import WORDS, Words, status_in

REFRESH_SECONDS = 5
SECTIONS: tuple[tuple[str, str], ...] = (
    ("calls", "/inspector"),
    ("rooms", "/inspector/conferences"),
    ("debugger", "/inspector/notifications"),
    ("codes", "/inspector/codes"),
)
"""The pages to choose from: their words and addresses."""


@dataclass(frozen=True, slots=True)
class View:
    """Who looks at what: language, address, what the address asks for, faults being played."""

    language: str
    path: str = "/inspector"
    asked: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """The words of the reader's language."""
        return WORDS[self.language]

    @property
    def refreshes(self) -> bool:
        """Whether the page is asked to come anew by itself."""
        return self.asked.get("refresh") == str(REFRESH_SECONDS)

    def link(self, **changes: str | None) -> str:
        """This page with something else asked for; None asks for it no more."""
        asked = {**self.asked, **changes}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.path}?{query}" if query else self.path


def page(view: View, title: str, about: str, body: Markup) -> str:
    """A whole page. What is not Markup already is escaped by it."""
    words = view.words
    again = AGAIN.format(REFRESH_SECONDS) if view.refreshes else ""
    return PAGE.format(
        language=view.language,
        again=again,
        style=STYLE,
        title=title,
        about=about,
        body=body,
        navigation=_navigation(view),
        refreshing=_refreshing(view),
        faults=_faults(view),
        whole=words["title"],
        skip=words["skip"],
        rehearsal=words["about"],
    )


AGAIN = Markup('<meta http-equiv="refresh" content="{}">')
PAGE = Markup(
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">{again}'
    "<title>{title} · {whole}</title><style>{style}</style></head><body>"
    '<a class="skip" href="#content">{skip}</a>'
    '<header><p class="brand">{whole}</p><nav aria-label="{whole}"><ul>{navigation}</ul></nav>'
    '<p class="refresh">{refreshing}</p></header>'
    '<main id="content">{faults}<h1>{title}</h1><p class="about">{about}</p>{body}</main>'
    "<footer><p>{rehearsal}</p></footer></body></html>"
)


def _navigation(view: View) -> Markup:
    here = max((href for _, href in SECTIONS if view.path.startswith(href)), key=len, default="")
    return Markup("").join(
        Markup('<li><a href="{}"{}>{}</a></li>').format(
            href, Markup(' aria-current="page"') if href == here else "", view.words[name]
        )
        for name, href in SECTIONS
    )


def _refreshing(view: View) -> Markup:
    words = view.words
    every = words["stop"] if view.refreshes else words["by_itself"].format(n=REFRESH_SECONDS)
    wanted = None if view.refreshes else str(REFRESH_SECONDS)
    link = Markup('<a href="{}">{}</a>')
    return (
        link.format(view.link(), words["refresh"])
        + " · "
        + link.format(view.link(refresh=wanted), every)
    )


def _faults(view: View) -> Markup:
    if not view.faults:
        return Markup("")
    said = view.words["faults"].format(faults=", ".join(view.faults))
    return Markup('<p class="faults" role="status">{}</p>').format(said)


def table(heads: Sequence[str], rows: Iterable[Sequence[str | Markup]], caption: str) -> Markup:
    """A table that becomes a list of cards where there is no room for columns."""
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(_cell(head, value) for head, value in zip(heads, row, strict=True))
        )
        for row in rows
    )
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in heads)
    return Markup(
        '<table><caption class="unseen">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(caption, head, body)


def _cell(head: str, value: str | Markup) -> Markup:
    inside = Markup("<div>{}</div>").format(value) if value else ""
    return Markup('<td data-head="{}">{}</td>').format(head, inside)


def listing(pairs: Iterable[tuple[str, str | Markup]]) -> Markup:
    """Names with their values."""
    return Markup('<dl class="facts">{}</dl>').format(
        Markup("").join(
            Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value) for name, value in pairs
        )
    )


def instant(text: str | None) -> Markup:
    """An instant, shown as the time of day."""
    if not text:
        return Markup("")
    at = datetime.fromisoformat(text)
    return Markup('<time datetime="{}">{}</time>').format(text, f"{at:%H:%M:%S}")


def chip(view: View, status: str) -> Markup:
    """A status in its colour, and in words."""
    return Markup('<span class="chip {}">{}</span>').format(
        status, status_in(view.language, status)
    )


def call_link(sid: str, text: str = "") -> Markup:
    """The way to a call's page."""
    return Markup('<a href="/inspector/calls/{}">{}</a>').format(sid, text or short(sid))


def room_link(sid: str, text: str) -> Markup:
    """The way to a conference's page."""
    return Markup('<a href="/inspector/conferences/{}">{}</a>').format(sid, text)


def short(sid: str) -> Markup:
    """An identifier, short enough for a table; all of it stands in its title."""
    return Markup('<code class="num" title="{}">{}…</code>').format(sid, sid[:8])


def number(text: str) -> Markup:
    """A number, or whatever stands for one, on one line."""
    return Markup('<span class="num">{}</span>').format(text)

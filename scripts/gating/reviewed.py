"""What axe cannot decide by itself, looked at by name: why each is fine where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One undecided result that was looked at: axe's rule, its reason, the selector of the places, why it is fine."""

    rule: str
    reason: str
    place: str
    why: str


CONTRAST = "color-contrast"
REVIEWED = (
    Reviewed(
        CONTRAST,
        "elmPartiallyObscured",
        ".scroll *",
        "A cell that goes on beyond the edge of its scrolling region: axe finds the region's neighbour "
        "there. Its colours are tokens, and the gate of contrast computes those on every ground.",
    ),
    Reviewed(
        CONTRAST,
        "elmPartiallyObscured",
        ".desk main *, .panes *, .plan-side *",
        "Words that run on below the edge of a part of the page that scrolls by itself; as above.",
    ),
    Reviewed(
        CONTRAST,
        "elmPartiallyObscuring",
        ".desk .keys *, .desk .foot *",
        "On a telephone the keys of the call stay at the bottom and lie over the card, on a ground of their own.",
    ),
    Reviewed(
        CONTRAST,
        "elmPartiallyObscuring",
        ".topnav *",
        "On a telephone the places stand at the bottom and lie over the page, on a ground of their own.",
    ),
    Reviewed(
        CONTRAST,
        "nonBmp",
        "button[aria-label]",
        "An arrow is all that stands on the button; its name is said, and the ink is that of every button.",
    ),
    Reviewed(
        CONTRAST,
        "shortTextContent",
        "td, td *, .figure .value, .imagined > b, h2 > .quiet, .funnel-value",
        "A figure of one digit. It has the ink of its kind, which the gate of contrast computes.",
    ),
    Reviewed(
        "th-has-data-cells",
        "",
        ".pipeline-table",
        "The head of a stage stands above its rows, not above a column: scope=rowgroup says so.",
    ),
)

"""What is said to whoever may not put a campaign on a version of its plan, whatever the version says."""

from campaigns.plan.wording import say, wording
from campaigns.problems import Problem
from campaigns.states import CampaignState

_ENDED = wording(
    ("une campagne terminée", "a campaign that has ended"),
    ("une campagne qui peut encore appeler", "one that may still call"),
    (
        "Créez une nouvelle campagne de la mission ; elle suivra la version que vous choisirez.",
        "Make a new campaign of the mission; it runs on the version that you choose.",
    ),
)
_OLDER = wording(
    ("la version {version}", "version {version}"),
    ("une version après la {runs_on}", "a version after {runs_on}"),
    (
        "Pour revenir en arrière, écrivez ce qu’elle disait comme version suivante.",
        "To go back, write what it said as the next version.",
    ),
)
_MEANWHILE = wording(
    (
        "la version {version}, venue entre-temps de quelqu’un d’autre",
        "version {version}, which somebody else has brought meanwhile",
    ),
    ("la version {seen}, celle que vous avez vue", "version {seen}, which you have seen"),
    (
        "Rouvrez la page : elle dit ce qui changerait maintenant.",
        "Open the page again: it says what would change now.",
    ),
)
_NOTHING = wording(
    ("ce que la campagne suit déjà", "what the campaign runs on already"),
    ("un changement", "a change"),
    (
        "Il n’y a rien à reprendre : changez d’abord quelque chose.",
        "There is nothing to take over: change something first.",
    ),
)


def stands_against(
    state: CampaignState, runs_on: int, version: int, language: str
) -> tuple[Problem, ...]:
    """What keeps a campaign in that state from going from one version (by number) to another."""
    found = []
    if state is CampaignState.ENDED:
        found.append(say(_ENDED, language, "state"))
    if version < runs_on:
        found.append(say(_OLDER, language, "version", version=version, runs_on=runs_on))
    return tuple(found)


def meanwhile(version: int, seen: int, language: str) -> Problem:
    """Somebody else has brought a version since the page was opened."""
    return say(_MEANWHILE, language, "version", version=version, seen=seen)


def nothing_new(language: str) -> Problem:
    """What is asked for holds already."""
    return say(_NOTHING, language, "version")

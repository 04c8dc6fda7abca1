"""Which screens there are: who sees each, at which of the application's rules, in which state.

Rules are written as in the application's url map; ids in them come from the house that is walked
through. A test holds this table to the map: a page that stands in neither table is found.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NAMED = re.compile(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>")
FULL, EMPTY, WRONG = "full", "empty", "wrong"
AXIS = "any(campaign, caller, hour, segment, list, script, attempt, pass):axis"
CAMPAIGN = "/campaigns/<campaign_id>"
REPORT = f"{CAMPAIGN}/reports/<{AXIS}>"
MISSION = "/missions/<mission_id>"
STEP = f"{MISSION}/plan/steps/<name>"
DESK = "/desk"
STAND = "stand"  # the desk's own page on literal values, in whichever state is wanted


@dataclass(frozen=True, slots=True)
class Screen:
    """A page as somebody of the cast meets it.

    `parts` names the ids that its rule is filled with where they are not of the rule's own names;
    `sent` is what is typed into a form of the page before it is looked at.
    """

    name: str
    who: str
    rule: str
    state: str = FULL
    query: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, str] | None = None

    @property
    def title(self) -> str:
        """The screen and its state, as reports name them."""
        return self.name if self.state == FULL else f"{self.name}, {self.state}"

    def path(self, ids: Mapping[str, str]) -> str:
        """The address in a house whose ids are these."""

        def part(found: re.Match[str]) -> str:
            return ids[self.parts.get(found.group(1), found.group(1))]

        return NAMED.sub(part, self.rule) + self.query.format(**ids)


def _of(name: str, who: str, rule: str, *states: str) -> tuple[Screen, ...]:
    """A page of lists, full and as whoever has nothing sees it."""
    nobody = {"bob": "charlie", "carla": "nina", "alice": "nora"}
    others = {FULL: who, EMPTY: nobody[who]}
    return tuple(Screen(name, others[state], rule, state) for state in states or (FULL, EMPTY))


def _campaign(name: str, ending: str) -> tuple[Screen, ...]:
    """A page of a campaign that calls, and of one in which nothing has happened yet."""
    bare = {"campaign_id": "empty_campaign_id"}
    rule = f"{CAMPAIGN}{ending}"
    return Screen(name, "bob", rule), Screen(name, "bob", rule, EMPTY, parts=bare)


def _mission(name: str, ending: str) -> tuple[Screen, ...]:
    """A page of a mission with its plan, and of one that has none yet."""
    bare = {"mission_id": "empty_mission_id"}
    rule = f"{MISSION}{ending}"
    return Screen(name, "bob", rule), Screen(name, "bob", rule, EMPTY, parts=bare)


OF_NOBODY = (
    Screen("sign-in", "nobody", "/sign-in"),
    Screen("sign-in", "nobody", "/sign-in", WRONG, sent={"email": "x", "password": "y"}),
    Screen("forgotten", "nobody", "/forgotten"),
    Screen("forgotten, sent", "nobody", "/forgotten/sent"),
    Screen("sign-in by e-mail", "nobody", "/sign-in/link"),
    Screen("sign-in by e-mail, sent", "nobody", "/sign-in/link/sent"),
    Screen("way in", "nobody", "/sign-in/link/<token>", parts={"token": "way_in"}),
    Screen("way in", "nobody", "/sign-in/link/<token>", "spent", parts={"token": "spent"}),
    Screen("welcome", "nobody", "/welcome/<token>", parts={"token": "welcome"}),
    Screen("welcome", "nobody", "/welcome/<token>", WRONG, parts={"token": "welcome"}, sent={"password": "x"}),
    Screen("welcome", "nobody", "/welcome/<token>", "spent", parts={"token": "spent"}),
    Screen("meeting of a letter", "nobody", "/meeting/<token>", parts={"token": "meeting"}),
    Screen("mailbox", "dominique", "/mailbox"),
    Screen("letter", "dominique", "/mailbox/<int(max=9223372036854775807):mail_id>"),
    Screen("nothing here", "bob", f"{CAMPAIGN}", "unknown", parts={"campaign_id": "spent"}),
)  # fmt: skip
OF_CALLERS = (
    *(
        Screen("desk", STAND, DESK, state)
        for state in ("break", "connected", "dialing", "idle", "listened", "paused", "preview", "promised", "unfinished", "wrapup")
    ),
    Screen("desk, a mission to choose", STAND, DESK, "away"),
    Screen("desk, a mission to choose", "nora", DESK, EMPTY),
    *_of("callbacks", "alice", "/desk/callbacks"),
    *_of("callbacks without a network", "alice", "/desk/callbacks/offline"),
    *_of("desk tasks", "alice", "/desk/tasks"),
    Screen("quiz", "paula", "/desk/quiz/<campaign_id>"),
    Screen("quiz", "paula", "/desk/quiz/<campaign_id>", WRONG, sent={}),
    Screen("a promise", "alice", "/desk/callbacks/<callback_id>"),
    *(
        Screen("callbacks", "alice", "/desk/callbacks", state, query=f"?view={view}")
        for view, state in (("week", "of a week"), ("list", "as a list"), ("day", "of a day"))
    ),
    *_of("my day", "alice", "/desk/day"),
    *_of("my results", "alice", "/desk/results"),
    *_of("my hours", "alice", "/desk/hours"),
    *_of("my reviews", "alice", "/desk/reviews"),
    Screen("my review", "alice", "/desk/reviews/<review_id>"),
    Screen("first minutes", "nora", "/desk/first"),
    Screen("practice", "alice", "/desk/training"),
    Screen("practice", "bob", f"{MISSION}/plan/rehearsal", "of a plan"),
    Screen("account", "alice", "/account"),
    Screen("help", "alice", "/help"),
    Screen("keys to print", "alice", "/help/keyboard"),
    Screen("help for a part", "bob", "/help/<name>", parts={"name": "help_of"}),
    Screen("rules of law", "bob", "/law"),
)  # fmt: skip
OF_MANAGERS = (
    *_of("campaigns", "bob", "/campaigns"),
    *_campaign("board", ""),
    Screen("board", "bob", CAMPAIGN, "on the wall", query="?tv=1"),
    *_campaign("archive", "/archive"),
    Screen("sample", "zita", "/sample"),
    Screen("sample", "charlie", "/sample", EMPTY),
    Screen("campaigns", "zita", "/campaigns", "of a sample"),
    Screen("calls behind a figure", "bob", f"{CAMPAIGN}/calls/<kpi>/<any(above, below):side>"),
    *_campaign("files of a campaign", "/files"),
    Screen("file to add", "bob", f"{CAMPAIGN}/files/addition", query="?files={import_id}"),
    *_campaign("leads", "/leads"),
    *_campaign("numbers", "/numbers"),
    Screen("numbers", "bob", f"{CAMPAIGN}/numbers", WRONG, sent={"spend_cap": "x"}),
    *_campaign("meetings", "/meetings"),
    *(
        Screen(f"report by {axis}", "bob", REPORT, parts={"axis": f"axis_{axis}"})
        for axis in ("campaign", "caller", "hour")
    ),
    Screen("report by caller", "bob", REPORT, EMPTY, parts={"axis": "axis_caller", "campaign_id": "empty_campaign_id"}),
    Screen("calls behind a report", "bob", f"{REPORT}/calls/<counter>", parts={"axis": "axis_caller"}),
    *_campaign("what if", "/what-if"),
    *_campaign("why", "/why"),
    *_campaign("passes", "/passes"),
    *_campaign("team", "/team"),
    *_campaign("team's week", "/team/week"),
    *_campaign("promises", "/promises"),
    *_campaign("pipeline", "/pipeline"),
    Screen("pipeline", "bob", f"{CAMPAIGN}/pipeline", "in columns", query="?view=columns"),
    *_campaign("script", "/script"),
    Screen("scripts compared", "bob", f"{CAMPAIGN}/script/compare"),
    *_campaign("newer plan", "/adoption"),
    Screen("a line to somebody", "bob", f"{CAMPAIGN}/team/<person_id>/message"),
    Screen("move of a lead", "bob", "/leads/<lead_id>/move"),
    *_of("coaching", "bob", "/coaching"),
    Screen("review", "bob", "/coaching/calls/<attempt>"),
    Screen("team", "bob", f"{CAMPAIGN}/team", WRONG, sent={"email": "x", "name": ""}),
    Screen("lead", "bob", "/leads/<lead_id>"),
    Screen("lead", "bob", "/leads/<lead_id>", "with a meeting", parts={"lead_id": "met_lead_id"}),
    Screen("listening", "bob", "/listening/<leg_id>"),
    Screen("recording", "bob", "/recordings/<recording_id>"),
    *_of("tasks", "bob", "/tasks"),
)  # fmt: skip
OF_PLANS = (
    *_of("missions", "bob", "/missions"),
    *_mission("mission", ""),
    *_mission("calendars of a mission", "/calendars"),
    *_mission("new campaign", "/campaign"),
    *_mission("plan", "/plan"),
    Screen("plan", "bob", f"{MISSION}/plan", WRONG, sent={"text": "plan: ["}),
    *_mission("library", "/plan/library"),
    Screen("versions compared", "bob", f"{MISSION}/plan/compare"),
    Screen("script of a plan", "bob", f"{MISSION}/plan/script"),
    *(
        Screen(f"step {name}", "bob", STEP, parts={"name": f"step_{name}"})
        for name in ("objective", "target", "actions", "preparation", "kpis", "launch")
    ),
    Screen("step objective", "bob", STEP, WRONG, parts={"name": "step_objective"}, sent={"objectives.target": "x"}),
)  # fmt: skip
OF_FILES = (
    *_of("prospect files", "bob", "/imports"),
    *_of("new file", "bob", "/imports/new", FULL),
    Screen("new file", "bob", "/imports/new", WRONG, sent={"source": ""}),
    Screen("new file", "bob", "/imports/new", "corrected", query="?corrects={done_import}"),
    Screen("columns", "bob", "/imports/columns"),
    *(
        Screen("file", "bob", "/imports/<import_id>", state, parts={"import_id": f"{state}_import"})
        for state in ("checked", "done", "undone")
    ),
    *_of("customers and competitors", "bob", "/imports/exclusions"),
    *_of("prospects", "bob", "/prospects"),
    Screen("prospects", "bob", "/prospects/filters/<filter_id>", "found by a kept search"),
    Screen("actions", "bob", "/prospects/actions"),
    Screen("action", "bob", "/prospects/actions/<action_id>"),
    *_of("export", "bob", "/prospects/export"),
    Screen("export", "bob", "/prospects/export", WRONG, sent={"reason": ""}),
    *_of("health of files", "bob", "/prospects/health"),
    Screen("health of a file", "bob", "/prospects/health/<import_id>"),
    Screen("prospect", "bob", "/prospects/<prospect_id>"),
    Screen("prospect", "bob", "/prospects/<prospect_id>", "merged", parts={"prospect_id": "merged"}),
    *_of("requests", "bob", "/prospects/requests"),
    *(
        Screen("request", "bob", "/prospects/requests/<request_id>", state, parts={"request_id": f"{state}_request"})
        for state in ("open", "checked", "done")
    ),
)  # fmt: skip
OF_COMPANIES = (
    *_of("company home", "carla", "/company"),
    *_of("company calendars", "carla", "/company/calendars"),
    Screen("company home", "nina", "/company/sample", "of a sample"),
    Screen("company mission", "nina", "/company/sample/missions/<mission_id>", "of a sample", parts={"mission_id": "invented_mission_id"}),
    Screen("company meetings", "nina", "/company/sample/meetings", "of a sample"),
    Screen("to validate", "nina", "/company/sample/validation", "of a sample"),
    Screen("company calendars", "carla", "/company/calendars", WRONG, sent={"name": "", "minutes": "0"}),
    Screen("our own rules", "carla", "/company/law"),
    *_of("to validate", "carla", "/company/validation"),
    *_of("company meetings", "carla", "/company/meetings"),
    Screen("company mission", "carla", "/company/missions/<mission_id>"),
    Screen("brief", "carla", "/company/missions/new"),
    Screen("brief", "carla", "/company/missions/new", WRONG, sent={"offer": "", "target": "0"}),
    *_of("company prospects", "carla", "/company/prospects"),
    Screen("company export", "carla", "/company/prospects/export"),
    *_of("company tasks", "carla", "/company/tasks"),
)  # fmt: skip
OF_THE_PLATFORM = (
    Screen("people", "dominique", "/admin/people"),
    Screen("people", "dominique", "/admin/people", WRONG, sent={"email": "x", "name": ""}),
    Screen("person", "dominique", "/admin/people/<person_id>"),
    Screen("organisations", "dominique", "/admin/organisations"),
    Screen("organisations", "dominique", "/admin/organisations", WRONG, sent={"name": ""}),
    Screen("limits", "dominique", "/admin/organisations/<organisation_id>/limits"),
    Screen("do not call", "dominique", "/admin/do-not-call"),
    Screen("do not call", "dominique", "/admin/do-not-call", WRONG, sent={"number": "x"}),
    Screen("journal", "dominique", "/admin/journal"),
    Screen("health", "dominique", "/admin/health"),
    Screen("law changed", "dominique", "/admin/law"),
    Screen("law changed", "dominique", "/admin/law", WRONG, sent={"value": "x"}),
    Screen("numbers of the platform", "dominique", "/admin/numbers"),
    Screen("jobs", "dominique", "/admin/jobs"),
    Screen("letters to try again", "dominique", "/admin/jobs/<any(message, mail, recording):kind>/again"),
    Screen("hours and holidays", "dominique", "/admin/hours"),
)  # fmt: skip

SCREENS = (
    *OF_NOBODY,
    *OF_CALLERS,
    *OF_MANAGERS,
    *OF_PLANS,
    *OF_FILES,
    *OF_COMPANIES,
    *OF_THE_PLATFORM,
)

# What answers to GET and is no screen, and why.
NOT_SCREENS = {
    "/": "sends everybody to their own first page",
    "/sign-in/again": "what is laid over a desk whose person was signed out, seen by a test of it",
    "/sign-in/passkey": "what a browser needs to sign in with a passkey, as JSON",
    "/account/passkeys/new": "what a browser needs to make a passkey, as JSON",
    "/livez": "for machines: it lives",
    "/readyz": "for machines: it is ready",
    "/metrics": "for machines: figures of its work",
    "/static/<path:filename>": "a file that screens are made with",
    "/desk/callbacks/worker.js": "a script between a page and the network",
    "/desk/state": "what the desk fetches, as JSON",
    "/desk/words/<any(fr, en):language>": "what the desk says, as JSON",
    "/desk/dictionary/<any(fr, en):spoken>": "what a browser keeps of a desk",
    "/dictionary/<any(fr, en):spoken>": "what a browser keeps of a manager's pages",
    f"{MISSION}/plan/dictionary/<int(max=2147483647):version>/<any(fr, en):spoken>": "what a browser keeps of a plan's pages",
    f"{MISSION}/plan/rehearsal/dictionary/<any(fr, en):spoken>": "what a browser keeps of a rehearsal",
    "/desk/softphone": "what the desk's telephone needs, as JSON",
    "/desk/softphone/trial": "what the check of a workplace needs, as JSON",
    "/desk/attempts/<attempt>/slots": "the free slots that the desk offers, as JSON",
    "/desk/attempts/<attempt>/moments": "what would come of a promise, as JSON",
    f"{CAMPAIGN}/live": "the part of the board that renews itself, seen as board",
    f"{REPORT}.<any(csv, xlsx):form>": "a report as a file",
    "/imports/<import_id>/rejected.csv": "rejected rows as a file",
    "/imports/<import_id>/would-be-rejected.csv": "rows that would be rejected, as a file",
    "/listening/<leg_id>/state": "what the listening page fetches, as JSON",
    "/listening/<leg_id>/ticket": "what the listening page's telephone needs, as JSON",
    "/recordings/<recording_id>/sound": "a sound",
}

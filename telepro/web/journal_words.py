"""The words for what the journal keeps: each act by its code, and the kinds that one may look for."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later


@dataclass(frozen=True, slots=True)
class Kind:
    """Acts that are looked for together: what they are called, and how their codes begin."""

    label: str
    begins: tuple[str, ...]


def kinds() -> Mapping[str, Kind]:
    """The kinds of acts in the order of a choice, by the word that stands in an address."""
    return {
        "people": Kind(_("People and roles"), ("account.", "organisation.", "person.", "role.")),
        "campaigns": Kind(
            _("Campaigns and plans"),
            ("campaign.", "launch.", "mission.", "plan.", "quiz.", "sample.", "script."),
        ),
        "prospects": Kind(
            _("Prospects and their rights"),
            ("data_request.", "do_not_call.", "exclusions.", "import.", "prospect.", "prospects."),
        ),
        "calls": Kind(
            _("Calls and results"),
            ("call.", "callback.", "lead.", "line.", "outcome.", "recording.", "task."),
        ),
        "meetings": Kind(_("Meetings and calendars"), ("calendar.", "colleague.", "meeting.")),
        "hours": Kind(_("Hours and absences"), ("absence.", "hours.")),
        "law": Kind(_("Law and numbers"), ("caller_id.", "law.", "register.")),
        "house": Kind(
            _("The house itself"), ("carrier.", "counters.", "dead_letter.", "dead_letters.")
        ),
    }


WORDS = {
    "absence.said": later("Absence announced"),
    "absence.taken_back": later("Absence taken back"),
    "account.first_administrator": later("First account made"),
    "account.invitation": later("Invitation accepted"),
    "account.password_reset": later("Password set anew"),
    "account.passkey_added": later("Passkey added"),
    "account.passkey_removed": later("Passkey removed"),
    "calendar.retired": later("Calendar given up"),
    "calendar.saved": later("Calendar connected or changed"),
    "call.review_set_aside": later("Call set aside in the review queue"),
    "call.reviewed": later("Call reviewed"),
    "callback.given_back": later("Promised call given back to the team"),
    "callback.handed_over": later("Promised call handed to somebody else"),
    "callback.moved": later("Promised call moved"),
    "caller_id.added": later("Number added to those shown"),
    "caller_id.removed": later("Number no longer shown"),
    "caller_id.rested": later("Number left to rest"),
    "campaign.archived": later("Campaign archived"),
    "campaign.brought_back": later("Campaign brought back from the archive"),
    "campaign.created": later("Campaign created"),
    "campaign.end": later("Campaign ended"),
    "campaign.launch": later("Campaign launched"),
    "campaign.limits": later("Limits of a campaign changed"),
    "campaign.messages": later("Messages about meetings changed"),
    "campaign.pass_begun": later("Another pass begun"),
    "campaign.pause": later("Campaign paused"),
    "campaign.plan_adopted": later("Newer plan taken over"),
    "campaign.resume": later("Campaign resumed"),
    "campaign.shares": later("Shares of the lists changed"),
    "campaign.stopped": later("Campaign stopped at its spending limit"),
    "campaign.test_wave_signed": later("Test wave signed off"),
    "carrier.away": later("Carrier no longer answering"),
    "carrier.came_back": later("Carrier answering again"),
    "colleague.named": later("Colleague named for handed-over calls"),
    "colleague.retired": later("Colleague no longer named"),
    "counters.corrected": later("Totals corrected after a recount"),
    "data_request.checked": later("Data request: identity checked"),
    "data_request.erased": later("Data request: person erased"),
    "data_request.extended": later("Data request: time limit extended"),
    "data_request.handed_out": later("Data request: data handed out"),
    "data_request.opened": later("Data request opened"),
    "data_request.refused": later("Data request refused"),
    "dead_letter.dropped": later("Given-up job dropped"),
    "dead_letter.tried_again": later("Given-up job tried again"),
    "dead_letters.tried_again": later("All given-up jobs tried again"),
    "do_not_call.added": later("Put on the do-not-call list"),
    "exclusions.ended": later("Exclusion list ended"),
    "exclusions.put": later("Exclusion list put in place"),
    "hours.said": later("Hours of work stated"),
    "import.begun": later("Import begun"),
    "import.cleared": later("Looked-at file dropped after a day"),
    "import.dropped": later("Looked-at file dropped"),
    "import.received": later("Prospect file received"),
    "import.undo_asked": later("Undo of an import asked for"),
    "import.undone": later("Import undone"),
    "launch.point_signed": later("Point of the launch signed"),
    "launch.point_withdrawn": later("Signature of a launch point withdrawn"),
    "law.changed": later("Rule of the law set anew"),
    "law.taken_back": later("Change of a rule taken back"),
    "lead.moved": later("Lead moved by hand"),
    "lead.moved_back": later("Move of a lead taken back"),
    "line.listened_to": later("Line listened to"),
    "meeting.accepted": later("Meeting accepted"),
    "meeting.booked": later("Meeting put back to booked"),
    "meeting.cancelled": later("Meeting cancelled"),
    "meeting.contest_answered": later("Contest of a meeting answered"),
    "meeting.contested": later("Meeting contested"),
    "meeting.found_not_owed": later("Meeting found not owed"),
    "meeting.found_owed": later("Meeting found owed"),
    "meeting.held": later("Meeting held"),
    "meeting.moved": later("Meeting moved"),
    "meeting.no_show": later("Nobody came to the meeting"),
    "meeting.taken_back": later("Contest of a meeting withdrawn"),
    "mission.posted": later("Mission posted"),
    "organisation.added": later("Organisation added"),
    "organisation.limits": later("Limits of a company changed"),
    "outcome.corrected": later("Result of a call corrected"),
    "person.added": later("Person added"),
    "person.disabled": later("Account closed"),
    "person.enabled": later("Account opened again"),
    "person.engaged": later("Person engaged for a campaign"),
    "person.invited": later("Person invited again"),
    "person.released": later("Person released from a campaign"),
    "person.signed_off": later("Person signed off from their desk"),
    "plan.written": later("Version of a plan written"),
    "prospect.contact": later("Contact corrected"),
    "prospect.new_contact": later("Contact added"),
    "prospect.new_phone": later("Phone number added"),
    "prospect.phone_number": later("Phone number corrected"),
    "prospects.action_begun": later("Action on many prospects begun"),
    "prospects.action_done": later("Action on many prospects done"),
    "prospects.action_undo_asked": later("Undo of an action on prospects asked for"),
    "prospects.action_undone": later("Action on many prospects undone"),
    "prospects.exported": later("Prospects exported"),
    "prospects.filter_changed": later("Search changed"),
    "prospects.filter_deleted": later("Search deleted"),
    "prospects.filter_kept": later("Search kept"),
    "quiz.missed": later("Quiz not passed"),
    "quiz.passed": later("Quiz passed"),
    "recording.deleted": later("Recording deleted"),
    "recording.heard": later("Recording listened to"),
    "register.checked": later("Numbers checked against a register"),
    "role.ended": later("Role taken away"),
    "sample.put_in": later("Example put in"),
    "sample.taken_out": later("Example taken out"),
    "script.published": later("Script published"),
    "task.done": later("Task done"),
    "task.not_needed": later("Task not needed"),
    "task.reopen": later("Task opened again"),
}

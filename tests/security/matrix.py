"""Who gets what at every address: the status for each identity, with ids of their own house and with
ids of the other one.

The columns are nobody, Alice (calls), Bob (manages), Carla (the company) and Dominique (administers);
behind the bar the same five ask for what belongs to the other house. 303 sends nobody to the sign-in.
"""

from campaigns.plan.script_text import write_script_text
from tests.world import example_plan

WHO = ("anonymous", "alice", "bob", "carla", "dominique")

MATRIX = """
GET  /                                             303 303 303 303 303
GET  /account                                      303 200 200 200 200
POST /account/language                             303 303 303 303 303
POST /account/ways                                 303 303 403 403 403
GET  /desk/day                                     303 200 403 403 403
GET  /desk/results                                 303 200 403 403 403
GET  /desk/training                                303 200 403 403 403
GET  /desk/first                                   303 200 403 403 403
POST /desk/first                                   303 303 403 403 403
GET  /help                                         303 200 200 200 200
GET  /help/keyboard                                303 200 200 200 200
GET  /help/<name>                                  303 404 404 404 404
GET  /admin/do-not-call                            303 403 403 403 200
POST /admin/do-not-call                            303 403 403 403 303
GET  /admin/health                                 303 403 403 403 200
GET  /admin/hours                                  303 403 403 403 200
GET  /admin/jobs                                   303 403 403 403 200
POST /admin/jobs/ring                              303 403 403 403 303
GET  /admin/jobs/<any(message, mail, recording):kind>/again 303 403 403 403 200
POST /admin/jobs/<any(message, mail, recording):kind>/again 303 403 403 403 303
POST /admin/jobs/<any(message, mail, recording):kind>/<int(max=9223372036854775807):letter_id>/again 303 403 403 403 303
POST /admin/jobs/<any(message, mail, recording):kind>/<int(max=9223372036854775807):letter_id>/drop 303 403 403 403 303
GET  /admin/law                                    303 403 403 403 200
POST /admin/law                                    303 403 403 403 303
POST /admin/law/<change_id>/end                    303 403 403 403 303 | 303 403 403 403 303
GET  /admin/journal                                303 403 403 403 200
POST /admin/journal/verify                         303 403 403 403 200
GET  /admin/organisations                          303 403 403 403 200
POST /admin/organisations                          303 403 403 403 303
GET  /admin/numbers                                303 403 403 403 200
GET  /admin/organisations/<organisation_id>/limits 303 403 403 403 200 | 303 403 403 403 200
POST /admin/organisations/<organisation_id>/limits 303 403 403 403 303 | 303 403 403 403 303
GET  /admin/people                                 303 403 403 403 200
POST /admin/people                                 303 403 403 403 303
GET  /admin/people/<person_id>                     303 403 403 403 200 | 303 403 403 403 200
POST /admin/people/<person_id>/disable             303 403 403 403 303 | 303 403 403 403 303
POST /admin/people/<person_id>/enable              303 403 403 403 303 | 303 403 403 403 303
POST /admin/people/<person_id>/invite              303 403 403 403 303 | 303 403 403 403 303
POST /admin/people/<person_id>/roles/end           303 403 403 403 409 | 303 403 403 403 409
GET  /campaigns                                    303 403 200 403 403
GET  /campaigns/<campaign_id>                      303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/archive              303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/archive              303 403 409 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/archive/back         303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/<action>             303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/calls/<kpi>/<any(above, below):side> 303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/files                303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/files                303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/files/addition       303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/files/shares         303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/leads                303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/live                 303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/numbers              303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/numbers              303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/numbers/<number_id>/remove 303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/numbers/limits       303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/meetings             303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/meetings             303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/meetings/<meeting_id>/move 303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/reports/<any(campaign, caller, hour, segment, list, script, attempt, pass):axis> 303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/reports/<any(campaign, caller, hour, segment, list, script, attempt, pass):axis>.<any(csv, xlsx):form> 303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/reports/<any(campaign, caller, hour, segment, list, script, attempt, pass):axis>/calls/<counter> 303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/wave                 303 403 409 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/what-if              303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/what-if              303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/adoption             303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/adoption             303 403 409 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/why                  303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/points/sign          303 403 404 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/points/withdraw      303 403 404 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/passes               303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/passes               303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/team                 303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team                 303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/<person_id>/listen   303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/<person_id>/release  303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/<person_id>/sign-off 303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/invite          303 403 303 403 403 | 303 403 404 403 403
GET  /company                                      303 403 403 200 403
GET  /company/calendars                            303 403 403 200 403
POST /company/calendars                            303 403 403 303 403
POST /company/calendars/<calendar_id>              303 403 403 303 403 | 303 403 403 404 403
POST /company/calendars/<calendar_id>/retire       303 403 403 303 403 | 303 403 403 404 403
GET  /company/law                                  303 403 403 200 403
POST /company/law                                  303 403 403 303 403
POST /company/law/<change_id>/end                  303 403 403 303 403 | 303 403 403 404 403
GET  /law                                          303 200 200 200 200
GET  /company/meetings                             303 403 403 200 403
POST /company/meetings/<meeting_id>/<status>       303 403 403 303 403 | 303 403 403 404 403
POST /company/meetings/<meeting_id>/accept         303 403 403 303 403 | 303 403 403 404 403
POST /company/meetings/<meeting_id>/move           303 403 403 303 403 | 303 403 403 404 403
GET  /company/missions/<mission_id>                303 403 403 200 403 | 303 403 403 404 403
GET  /company/missions/new                         303 403 403 200 403
POST /company/missions/new                         303 403 403 303 403
GET  /company/prospects                            303 403 403 200 403
GET  /company/prospects/export                     303 403 403 200 403
POST /company/prospects/export                     303 403 403 200 403
GET  /company/tasks                                303 403 403 200 403
POST /company/tasks/<task_id>                      303 403 403 404 403 | 303 403 403 404 403
GET  /desk                                         303 200 403 403 403
POST /desk/attempts/<attempt>/facts                303 200 403 403 403 | 303 404 403 403 403
POST /desk/attempts/<attempt>/hangup               303 200 403 403 403 | 303 404 403 403 403
POST /desk/attempts/<attempt>/orders               303 409 403 403 403 | 303 404 403 403 403
POST /desk/attempts/<attempt>/outcome              303 200 403 403 403 | 303 404 403 403 403
GET  /desk/attempts/<attempt>/slots                303 200 403 403 403 | 303 404 403 403 403
GET  /desk/callbacks                               303 200 403 403 403
GET  /desk/callbacks/offline                       303 200 403 403 403
GET  /desk/callbacks/worker.js                     303 200 403 403 403
GET  /desk/callbacks/<callback_id>                 303 200 403 403 403 | 303 404 403 403 403
POST /desk/callbacks/<callback_id>/move            303 303 403 403 403 | 303 404 403 403 403
POST /desk/callbacks/<callback_id>/team            303 303 403 403 403 | 303 404 403 403 403
GET  /desk/attempts/<attempt>/moments              303 200 403 403 403 | 303 404 403 403 403
GET  /desk/hours                                   303 200 403 403 403
POST /desk/hours/<engagement_id>                   303 303 403 403 403 | 303 404 403 403 403
POST /desk/hours/away                              303 303 403 403 403
POST /desk/hours/away/<absence_id>/end             303 303 403 403 403 | 303 404 403 403 403
GET  /campaigns/<campaign_id>/promises             303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/promises/<callback_id> 303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/team/week            303 403 200 403 403 | 303 403 404 403 403
POST /desk/entries/<entry>/corrections             303 200 403 403 403 | 303 404 403 403 403
POST /desk/entries/<entry>/data-requests           303 200 403 403 403 | 303 404 403 403 403
POST /desk/entries/<entry>/dial                    303 409 403 403 403 | 303 404 403 403 403
POST /desk/entries/<entry>/skip                    303 200 403 403 403 | 303 404 403 403 403
POST /desk/finish                                  303 303 403 403 403
POST /desk/line                                    303 200 403 403 403
POST /desk/pause                                   303 200 403 403 403
GET  /desk/quiz/<campaign_id>                      303 404 403 403 403 | 303 404 403 403 403
POST /desk/quiz/<campaign_id>                      303 404 403 403 403 | 303 404 403 403 403
POST /desk/resume                                  303 200 403 403 403
GET  /desk/softphone                               303 200 403 403 403
GET  /desk/softphone/trial                         303 200 403 403 403
POST /desk/start                                   303 303 403 403 403
GET  /desk/state                                   303 200 403 403 403
GET  /desk/words/<any(fr, en):language>            303 200 403 403 403
GET  /desk/tasks                                   303 200 403 403 403
POST /desk/tasks/<task_id>                         303 303 403 403 403 | 303 404 403 403 403
GET  /tasks                                        303 403 200 403 403
POST /tasks/<task_id>                              303 403 303 403 403 | 303 403 404 403 403
GET  /forgotten                                    200 200 200 200 200
POST /forgotten                                    303 303 303 303 303
GET  /forgotten/sent                               200 200 200 200 200
GET  /imports                                      303 403 200 403 403
GET  /imports/<import_id>                          303 403 200 403 403 | 303 403 404 403 403
GET  /imports/<import_id>/rejected.csv             303 403 200 403 403 | 303 403 404 403 403
POST /imports/<import_id>/begin                    303 403 303 403 403 | 303 403 404 403 403
POST /imports/<import_id>/drop                     303 403 303 403 403 | 303 403 404 403 403
POST /imports/<import_id>/remedies                 303 403 303 403 403 | 303 403 404 403 403
POST /imports/<import_id>/undo                     303 403 303 403 403 | 303 403 404 403 403
GET  /imports/<import_id>/would-be-rejected.csv    303 403 200 403 403 | 303 403 404 403 403
GET  /imports/columns                              303 403 303 403 403
POST /imports/columns                              303 403 303 403 403
GET  /imports/exclusions                           303 403 200 403 403
POST /imports/exclusions                           303 403 422 403 403
POST /imports/exclusions/<list_id>/end             303 403 303 403 403 | 303 403 404 403 403
GET  /imports/new                                  303 403 200 403 403
POST /imports/new                                  303 403 422 403 403
GET  /leads/<lead_id>                              303 403 200 403 403 | 303 403 404 403 403
POST /leads/<lead_id>/do-not-call                  303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/pipeline             303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/script               303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/script               303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/script/check         303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/script/back          303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/script/compare       303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/script            303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/script            303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/script/check      303 403 200 403 403 | 303 403 404 403 403
GET  /leads/<lead_id>/move                         303 403 200 403 403 | 303 403 404 403 403
POST /leads/<lead_id>/move                         303 403 303 403 403 | 303 403 404 403 403
POST /leads/<lead_id>/move/undo                    303 403 409 403 403 | 303 403 404 403 403
GET  /livez                                        200 200 200 200 200
GET  /mailbox                                      404 404 404 404 200
GET  /mailbox/<int(max=9223372036854775807):mail_id> 404 404 404 404 200 | 404 404 404 404 200
GET  /meeting/<token>                              404 404 404 404 404
POST /meeting/<token>                              404 404 404 404 404
GET  /metrics                                      200 200 200 200 200
GET  /missions                                     303 403 200 403 403
GET  /missions/<mission_id>                        303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/calendars              303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/calendars              303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/calendars/<calendar_id> 303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/calendars/<calendar_id>/retire 303 403 303 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/campaign               303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/campaign               303 403 303 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan                   303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan                   303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/check             303 403 200 403 403 | 303 403 404 403 403
GET  /prospects                                    303 403 200 403 403
POST /prospects                                    303 403 200 403 403
GET  /prospects/actions                            303 403 200 403 403
POST /prospects/actions                            303 403 303 403 403
POST /prospects/actions/preview                    303 403 200 403 403
GET  /prospects/actions/<action_id>                303 403 200 403 403 | 303 403 404 403 403
POST /prospects/actions/<action_id>/undo           303 403 303 403 403 | 303 403 404 403 403
POST /prospects/filters                            303 403 303 403 403
GET  /prospects/filters/<filter_id>                303 403 200 403 403 | 303 403 404 403 403
POST /prospects/filters/<filter_id>                303 403 303 403 403 | 303 403 404 403 403
POST /prospects/filters/<filter_id>/delete         303 403 303 403 403 | 303 403 404 403 403
GET  /prospects/export                             303 403 200 403 403
POST /prospects/export                             303 403 200 403 403
GET  /prospects/health                             303 403 200 403 403
GET  /prospects/health/<import_id>                 303 403 200 403 403 | 303 403 404 403 403
GET  /prospects/<prospect_id>                      303 403 200 403 403 | 303 403 404 403 403
POST /prospects/<prospect_id>/requests             303 403 303 403 403 | 303 403 404 403 403
GET  /prospects/requests                           303 403 200 403 403
GET  /prospects/requests/<request_id>              303 403 200 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/erase        303 403 409 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/extend       303 403 303 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/hand-out     303 403 409 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/identity     303 403 303 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/refuse       303 403 303 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/compare           303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/library           303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/library           303 403 303 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/steps/<name>      303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/steps/<name>      303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/steps/<name>/check 303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/steps/<name>/forecast 303 403 200 403 403 | 303 403 404 403 403
GET  /readyz                                       200 200 200 200 200
GET  /sign-in                                      200 200 200 200 200
POST /sign-in                                      422 422 422 422 422
POST /sign-out                                     303 303 303 303 303
GET  /static/<path:filename>                       200 200 200 200 200
GET  /listening/<leg_id>                           303 403 200 403 403 | 303 403 404 403 403
POST /listening/<leg_id>/<any(listen, whisper, join):mode> 303 403 303 403 403 | 303 403 404 403 403
GET  /listening/<leg_id>/state                     303 403 200 403 403 | 303 403 404 403 403
POST /listening/<leg_id>/stop                      303 403 303 403 403 | 303 403 404 403 403
GET  /listening/<leg_id>/ticket                    303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/colleagues             303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/colleagues/<colleague_id>/retire 303 403 303 403 403 | 303 403 404 403 403
GET  /recordings/<recording_id>                    303 200 200 404 404 | 303 404 404 404 404
POST /recordings/<recording_id>/delete             303 403 303 403 403 | 303 403 404 403 403
GET  /recordings/<recording_id>/sound              303 200 200 404 404 | 303 404 404 404 404
POST /twilio/handed-over/<attempt>                 403 403 403 403 403 | 403 403 403 403 403
POST /twilio/hold/<any(fr, en):language>            403 403 403 403 403
POST /twilio/inbound                               403 403 403 403 403
POST /twilio/inbound-status                        403 403 403 403 403
POST /twilio/keys/<order>                          403 403 403 403 403
POST /twilio/legs/<leg>                            403 403 403 403 403
POST /twilio/message-left/<attempt>                403 403 403 403 403 | 403 403 403 403 403
POST /twilio/message/<attempt>                     403 403 403 403 403 | 403 403 403 403 403
POST /twilio/recordings/<attempt>                  403 403 403 403 403 | 403 403 403 403 403
POST /twilio/conference/<session>                  403 403 403 403 403
POST /twilio/dial-in/<int:turn>                     403 403 403 403 403
POST /twilio/events/<attempt>                      403 403 403 403 403 | 403 403 403 403 403
POST /twilio/message                               403 403 403 403 403
POST /twilio/messages/<message>                    403 403 403 403 403
POST /twilio/prospect-left/<attempt>               403 403 403 403 403 | 403 403 403 403 403
POST /twilio/prospect/<attempt>                    403 403 403 403 403 | 403 403 403 403 403
POST /twilio/session-left/<attempt>                403 403 403 403 403 | 403 403 403 403 403
POST /twilio/voice                                 403 403 403 403 403
GET  /campaigns/<campaign_id>/team/<person_id>/message 303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/<person_id>/message 303 403 303 403 403 | 303 403 404 403 403
POST /desk/coach/<coach_id>/read                   303 200 403 403 403 | 303 404 403 403 403
POST /desk/coach/<coach_id>/answer                 303 200 403 403 403 | 303 404 403 403 403
GET  /coaching                                     303 403 200 403 403
GET  /coaching/calls/<attempt>                     303 403 200 403 403 | 303 403 404 403 403
POST /coaching/calls/<attempt>                     303 403 303 403 403 | 303 403 404 403 403
POST /coaching/calls/<attempt>/aside               303 403 303 403 403 | 303 403 404 403 403
POST /coaching/calls/<attempt>/comments            303 403 303 403 403 | 303 403 404 403 403
POST /coaching/calls/<attempt>/comments/<comment_id>/remove 303 403 303 403 403 | 303 403 404 403 403
GET  /desk/reviews                                 303 200 403 403 403
GET  /desk/reviews/<review_id>                     303 200 403 403 403 | 303 404 403 403 403
POST /desk/reviews/<review_id>/answer              303 303 403 403 403 | 303 404 403 403 403
GET  /welcome/<token>                              410 410 410 410 410
POST /welcome/<token>                              410 410 410 410 410
"""

# What the address needs beside ids, and what the form needs to be a good one; ids stand in braces.
PARTS = {
    "action": "pause",
    "kind": "message",
    "letter_id": "1",
    "kpi": "contact_rate",
    "side": "above",
    "axis": "caller",
    "counter": "attempts",
    "form": "csv",
    "status": "cancelled",
    "filename": "css/app.css",
    "session": "nobodys",
    "order": "nobodys",
    "leg": "nobodys",
    "turn": "1",
    "language": "fr",
    "mode": "whisper",
    "name": "objective",
    "message": "nobodys",
    "token": "0123456789abcdef" * 4,
    "script": f"# again\n{write_script_text(example_plan().script)}",
}
CALENDAR = {
    "name": "Paul Morel",
    "time_zone": "Europe/Paris",
    "minutes": "30",
    "notice_hours": "4",
    "most_a_day": "6",
    "day-0": "9:00-12:00",
}
FORMS: dict[str, dict[str, str]] = {
    "POST /campaigns/<campaign_id>/meetings/<meeting_id>/move": {
        "starts_local": "2027-03-01T10:00"
    },
    "POST /company/meetings/<meeting_id>/move": {"starts_local": "2027-03-01T10:00"},
    "POST /company/calendars": CALENDAR,
    # A teleprospector's own: whoever manages the campaign sees it too, its company does not.
    "POST /tasks/<task_id>": {"change": "done"},
    "POST /company/tasks/<task_id>": {"change": "done"},
    "POST /desk/tasks/<task_id>": {"change": "done"},
    "POST /company/law": {"kind": "closed", "closed": "GB"},
    "POST /admin/law": {"figure": "FR-04/most", "value": "3"},
    "POST /company/calendars/<calendar_id>": CALENDAR,
    "POST /missions/<mission_id>/calendars": CALENDAR,
    "POST /missions/<mission_id>/calendars/<calendar_id>": CALENDAR,
    "POST /account/language": {"language": "en"},
    "POST /account/ways": {"letters": "on", "rest_after": "40"},
    "POST /desk/first": {"language": "en", "letters": "off", "go": "practise"},
    "POST /admin/do-not-call": {"number": "01 99 00 10 99", "country": "FR", "reason": "asked"},
    "POST /admin/organisations": {
        "name": "Menuiserie Ouest",
        "country": "FR",
        "language": "fr",
        "time_zone": "Europe/Paris",
    },
    "POST /admin/people": {"name": "Zoé Petit", "email": "zoe@example.com", "spoken": "fr"},
    "POST /admin/people/<person_id>/roles/end": {"organisation": "{company}", "role": "company"},
    # The campaign runs on that version already: there is nothing to take over.
    "POST /campaigns/<campaign_id>/adoption": {"version": "1", "seen": "1"},
    "POST /campaigns/<campaign_id>/what-if": {"people": "4", "seen": "1"},
    "POST /campaigns/<campaign_id>/script": {"base": "1", "text": "{script}"},
    "POST /campaigns/<campaign_id>/script/check": {"text": "{script}"},
    "POST /campaigns/<campaign_id>/script/back": {"version": "1"},
    "POST /missions/<mission_id>/plan/script": {"base": "1", "text": "{script}"},
    "POST /missions/<mission_id>/plan/script/check": {"text": "{script}"},
    "POST /leads/<lead_id>/move": {"seen": "target", "to": "invalid"},
    "POST /campaigns/<campaign_id>/passes": {"outcomes": "no_answer", "rest": "90"},
    "POST /campaigns/<campaign_id>/files": {"files": "{import_id}"},
    "POST /admin/organisations/<organisation_id>/limits": {"person_day": "300"},
    "POST /campaigns/<campaign_id>/numbers": {"e164": "+33199009990"},
    "POST /campaigns/<campaign_id>/numbers/limits": {"destinations": "FR", "spend_cap": "100"},
    "POST /campaigns/<campaign_id>/team": {"person": "{person_id}", "day-0": "9:00-12:00"},
    "POST /campaigns/<campaign_id>/team/invite": {
        "name": "Zoé Petit",
        "email": "zoe@example.com",
        "spoken": "fr",
    },
    "POST /company/missions/new": {
        "offer": "Ateliers",
        "audience_text": "Collèges",
        "result": "Rendez-vous tenu",
        "target": "12",
        "deadline": "2027-02-05",
        "price": "55",
        "language": "fr",
    },
    "POST /desk/attempts/<attempt>/orders": {"client_key": "k", "order": "hold"},
    "POST /desk/attempts/<attempt>/outcome": {"client_key": "k", "disposition": "no_answer"},
    "POST /desk/entries/<entry>/corrections": {"kind": "new_contact", "name": "Paul Faure"},
    "POST /desk/entries/<entry>/data-requests": {"kind": "erasure"},
    "POST /desk/entries/<entry>/dial": {"client_key": "another"},
    "POST /desk/entries/<entry>/skip": {"reason": "later"},
    "POST /desk/line": {"leg": "CA1", "reason": "network_lost"},
    "POST /desk/pause": {"state": "paused", "reason": "coffee"},
    "POST /desk/start": {"campaign_id": "{campaign_id}"},
    "POST /forgotten": {"email": "nobody@example.org"},
    "POST /imports/exclusions": {"company": "{company}"},
    "POST /imports/<import_id>/remedies": {"group": "name_missing", "remedy": "name_by_number"},
    "POST /imports/<import_id>/begin": {"policy": "newer"},
    "POST /missions/<mission_id>/campaign": {
        "version": "1",
        "files": "{import_id}",
        "name": "Encore",
    },
    "POST /missions/<mission_id>/colleagues": {"name": "Paul", "number": "01 99 00 20 01"},
    "POST /missions/<mission_id>/plan": {"text": "{plan}"},
    "POST /missions/<mission_id>/plan/check": {"text": "{plan}"},
    "POST /prospects/<prospect_id>/requests": {"kind": "erasure"},
    "POST /prospects/requests/<request_id>/erase": {"sure": "1"},
    "POST /prospects/requests/<request_id>/identity": {"how": "called_back"},
    "POST /prospects/requests/<request_id>/refuse": {"ground": "unfounded"},
    "POST /prospects/actions": {"company": "{company}", "do": "recheck", "takes": "4"},
    "POST /prospects/actions/preview": {"company": "{company}", "do": "tag", "label": "fair"},
    "POST /prospects/filters": {"name": "Ours", "company": "{company}"},
    "POST /prospects/filters/<filter_id>": {"name": "Ours", "company": "{company}", "shared": "1"},
    "POST /prospects/export": {"company": "{company}", "reason": "letter of March"},
    "POST /company/prospects/export": {"company": "{company}", "reason": "letter of March"},
    "POST /missions/<mission_id>/plan/library": {"source": "appointment.fr"},
    "POST /missions/<mission_id>/plan/steps/<name>": {"version": "1", "objectives.target": "26"},
    "POST /missions/<mission_id>/plan/steps/<name>/check": {"version": "1"},
    "POST /missions/<mission_id>/plan/steps/<name>/forecast": {"version": "1"},
    "POST /campaigns/<campaign_id>/team/<person_id>/message": {"text": "Leave a pause there."},
    "POST /coaching/calls/<attempt>": {"opening": "4", "summary": "A calm voice.", "do": "send"},
    "POST /coaching/calls/<attempt>/comments": {"second": "0:12", "text": "A good silence."},
    "POST /desk/reviews/<review_id>/answer": {"text": "I shall try that."},
    "POST /desk/coach/<coach_id>/answer": {"reply": "understood"},
    "POST /desk/callbacks/<callback_id>/move": {
        "callback_at": "2026-11-26T10:00",
        "zone": "Europe/Paris",
    },
    "POST /desk/callbacks/<callback_id>/team": {"reason": "not_there"},
    "POST /desk/hours/<engagement_id>": {"day-0": "9:00-12:00", "time_zone": "Europe/Paris"},
    "POST /desk/hours/away": {"away_from": "2026-12-01T09:00", "away_until": "2026-12-04T18:00"},
    "POST /campaigns/<campaign_id>/promises/<callback_id>": {"person": "{person_id}"},
    "POST /sign-in": {"email": "bob.martin@example.org", "password": "trois mots"},
}


def rows() -> dict[str, tuple[list[int], list[int] | None]]:
    """Each route with the statuses of the own house and, where it names an id, of the other."""
    found = {}
    for line in MATRIX.strip().splitlines():
        own, _bar, foreign = line.partition("|")
        *route, _a, _b, _c, _d, _e = own.split()
        statuses = [int(each) for each in own.split()[-len(WHO) :]]
        found[" ".join(route)] = statuses, [int(each) for each in foreign.split()] or None
    return found

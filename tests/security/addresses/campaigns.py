"""What a manager steers a campaign with: its pages, team, leads, recordings and coaching."""

ROWS = """
GET  /campaigns                                    303 403 200 403 403
GET  /campaigns/<campaign_id>                      303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/<action>             303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/adoption             303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/adoption             303 403 409 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/archive              303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/archive              303 403 409 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/archive/back         303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/calls/<kpi>/<any(above, below):side> 303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/files                303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/files                303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/files/addition       303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/files/shares         303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/leads                303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/live                 303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/meetings             303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/meetings             303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/meetings/<meeting_id>/answer 303 403 409 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/meetings/<meeting_id>/move 303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/meetings/<meeting_id>/settle 303 403 409 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/numbers              303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/numbers              303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/numbers/<number_id>/remove 303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/numbers/limits       303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/passes               303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/passes               303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/pipeline             303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/points/sign          303 403 404 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/points/withdraw      303 403 404 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/promises             303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/promises/<callback_id> 303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/reports/<any(campaign, caller, hour, segment, list, script, attempt, pass):axis> 303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/reports/<any(campaign, caller, hour, segment, list, script, attempt, pass):axis>.<any(csv, xlsx):form> 303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/reports/<any(campaign, caller, hour, segment, list, script, attempt, pass):axis>/calls/<counter> 303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/script               303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/script               303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/script/back          303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/script/check         303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/script/compare       303 403 200 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/team                 303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team                 303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/<person_id>/listen   303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/team/<person_id>/message 303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/<person_id>/message 303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/<person_id>/release  303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/<person_id>/sign-off 303 403 303 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/team/invite          303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/team/week            303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/wave                 303 403 409 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/what-if              303 403 200 403 403 | 303 403 404 403 403
POST /campaigns/<campaign_id>/what-if              303 403 303 403 403 | 303 403 404 403 403
GET  /campaigns/<campaign_id>/why                  303 403 200 403 403 | 303 403 404 403 403
GET  /coaching                                     303 403 200 403 403
GET  /coaching/calls/<attempt>                     303 403 200 403 403 | 303 403 404 403 403
POST /coaching/calls/<attempt>                     303 403 303 403 403 | 303 403 404 403 403
POST /coaching/calls/<attempt>/aside               303 403 303 403 403 | 303 403 404 403 403
POST /coaching/calls/<attempt>/comments            303 403 303 403 403 | 303 403 404 403 403
POST /coaching/calls/<attempt>/comments/<comment_id>/remove 303 403 303 403 403 | 303 403 404 403 403
GET  /leads/<lead_id>                              303 403 200 403 403 | 303 403 404 403 403
POST /leads/<lead_id>/do-not-call                  303 403 303 403 403 | 303 403 404 403 403
GET  /leads/<lead_id>/move                         303 403 200 403 403 | 303 403 404 403 403
POST /leads/<lead_id>/move                         303 403 303 403 403 | 303 403 404 403 403
POST /leads/<lead_id>/move/undo                    303 403 409 403 403 | 303 403 404 403 403
GET  /listening/<leg_id>                           303 403 200 403 403 | 303 403 404 403 403
POST /listening/<leg_id>/<any(listen, whisper, join):mode> 303 403 303 403 403 | 303 403 404 403 403
GET  /listening/<leg_id>/state                     303 403 200 403 403 | 303 403 404 403 403
POST /listening/<leg_id>/stop                      303 403 303 403 403 | 303 403 404 403 403
GET  /listening/<leg_id>/ticket                    303 403 200 403 403 | 303 403 404 403 403
GET  /recordings/<recording_id>                    303 200 200 404 404 | 303 404 404 404 404
POST /recordings/<recording_id>/delete             303 403 303 403 403 | 303 403 404 403 403
GET  /recordings/<recording_id>/sound              303 200 200 404 404 | 303 404 404 404 404
GET  /tasks                                        303 403 200 403 403
POST /tasks/<task_id>                              303 403 303 403 403 | 303 403 404 403 403
"""

FORMS: dict[str, dict[str, str]] = {
    # The campaign runs on that version already: there is nothing to take over.
    "POST /campaigns/<campaign_id>/adoption": {"version": "1", "seen": "1"},
    "POST /campaigns/<campaign_id>/files": {"files": "{import_id}"},
    "POST /campaigns/<campaign_id>/meetings/<meeting_id>/answer": {"words": "He decides."},
    "POST /campaigns/<campaign_id>/meetings/<meeting_id>/move": {
        "starts_local": "2027-03-01T10:00"
    },
    "POST /campaigns/<campaign_id>/meetings/<meeting_id>/settle": {"decision": "found_owed"},
    "POST /campaigns/<campaign_id>/numbers": {"e164": "+33199009990"},
    "POST /campaigns/<campaign_id>/numbers/limits": {"destinations": "FR", "spend_cap": "100"},
    "POST /campaigns/<campaign_id>/passes": {"outcomes": "no_answer", "rest": "90"},
    "POST /campaigns/<campaign_id>/promises/<callback_id>": {"person": "{person_id}"},
    "POST /campaigns/<campaign_id>/script": {"base": "1", "text": "{script}"},
    "POST /campaigns/<campaign_id>/script/back": {"version": "1"},
    "POST /campaigns/<campaign_id>/script/check": {"text": "{script}"},
    "POST /campaigns/<campaign_id>/team": {"person": "{person_id}", "day-0": "9:00-12:00"},
    "POST /campaigns/<campaign_id>/team/<person_id>/message": {"text": "Leave a pause there."},
    "POST /campaigns/<campaign_id>/team/invite": {
        "name": "Zoé Petit",
        "email": "zoe@example.com",
        "spoken": "fr",
    },
    "POST /campaigns/<campaign_id>/what-if": {"people": "4", "seen": "1"},
    "POST /coaching/calls/<attempt>": {"opening": "4", "summary": "A calm voice.", "do": "send"},
    "POST /coaching/calls/<attempt>/comments": {"second": "0:12", "text": "A good silence."},
    "POST /leads/<lead_id>/move": {"seen": "target", "to": "invalid"},
    # A teleprospector's own: whoever manages the campaign sees it too, its company does not.
    "POST /tasks/<task_id>": {"change": "done"},
}

"""What a teleprospector works with."""

ROWS = """
GET  /desk                                         303 200 403 403 403
POST /desk/attempts/<attempt>/facts                303 200 403 403 403 | 303 404 403 403 403
POST /desk/attempts/<attempt>/followed             303 200 403 403 403 | 303 404 403 403 403
POST /desk/attempts/<attempt>/hangup               303 200 403 403 403 | 303 404 403 403 403
GET  /desk/attempts/<attempt>/moments              303 200 403 403 403 | 303 404 403 403 403
POST /desk/attempts/<attempt>/orders               303 409 403 403 403 | 303 404 403 403 403
POST /desk/attempts/<attempt>/outcome              303 200 403 403 403 | 303 404 403 403 403
GET  /desk/attempts/<attempt>/slots                303 200 403 403 403 | 303 404 403 403 403
GET  /desk/callbacks                               303 200 403 403 403
GET  /desk/callbacks/<callback_id>                 303 200 403 403 403 | 303 404 403 403 403
POST /desk/callbacks/<callback_id>/move            303 303 403 403 403 | 303 404 403 403 403
POST /desk/callbacks/<callback_id>/team            303 303 403 403 403 | 303 404 403 403 403
GET  /desk/callbacks/offline                       303 200 403 403 403
GET  /desk/callbacks/worker.js                     303 200 403 403 403
POST /desk/coach/<coach_id>/answer                 303 200 403 403 403 | 303 404 403 403 403
POST /desk/coach/<coach_id>/read                   303 200 403 403 403 | 303 404 403 403 403
GET  /desk/day                                     303 200 403 403 403
POST /desk/entries/<entry>/corrections             303 200 403 403 403 | 303 404 403 403 403
POST /desk/entries/<entry>/data-requests           303 200 403 403 403 | 303 404 403 403 403
POST /desk/entries/<entry>/dial                    303 409 403 403 403 | 303 404 403 403 403
POST /desk/entries/<entry>/skip                    303 200 403 403 403 | 303 404 403 403 403
POST /desk/finish                                  303 303 403 403 403
GET  /desk/dictionary/<any(fr, en):spoken>         303 200 403 403 403
GET  /desk/first                                   303 200 403 403 403
POST /desk/first                                   303 303 403 403 403
GET  /desk/hours                                   303 200 403 403 403
POST /desk/hours/<engagement_id>                   303 303 403 403 403 | 303 404 403 403 403
POST /desk/hours/away                              303 303 403 403 403
POST /desk/hours/away/<absence_id>/end             303 303 403 403 403 | 303 404 403 403 403
POST /desk/line                                    303 200 403 403 403
POST /desk/pause                                   303 200 403 403 403
GET  /desk/quiz/<campaign_id>                      303 404 403 403 403 | 303 404 403 403 403
POST /desk/quiz/<campaign_id>                      303 404 403 403 403 | 303 404 403 403 403
GET  /desk/results                                 303 200 403 403 403
POST /desk/results/<meeting_id>/answer             303 409 403 403 403 | 303 404 403 403 403
POST /desk/resume                                  303 200 403 403 403
GET  /desk/reviews                                 303 200 403 403 403
GET  /desk/reviews/<review_id>                     303 200 403 403 403 | 303 404 403 403 403
POST /desk/reviews/<review_id>/answer              303 303 403 403 403 | 303 404 403 403 403
GET  /desk/softphone                               303 200 403 403 403
GET  /desk/softphone/trial                         303 200 403 403 403
POST /desk/start                                   303 303 403 403 403
GET  /desk/state                                   303 200 403 403 403
GET  /desk/tasks                                   303 200 403 403 403
POST /desk/tasks/<task_id>                         303 303 403 403 403 | 303 404 403 403 403
GET  /desk/training                                303 200 403 403 403
GET  /desk/words/<any(fr, en):language>            303 200 200 200 200
"""

FORMS: dict[str, dict[str, str]] = {
    "POST /desk/attempts/<attempt>/orders": {"client_key": "k", "order": "hold"},
    "POST /desk/attempts/<attempt>/outcome": {"client_key": "k", "disposition": "no_answer"},
    "POST /desk/callbacks/<callback_id>/move": {
        "callback_at": "2026-11-26T10:00",
        "zone": "Europe/Paris",
    },
    "POST /desk/callbacks/<callback_id>/team": {"reason": "not_there"},
    "POST /desk/coach/<coach_id>/answer": {"reply": "understood"},
    "POST /desk/entries/<entry>/corrections": {"kind": "new_contact", "name": "Paul Faure"},
    "POST /desk/entries/<entry>/data-requests": {"kind": "erasure"},
    "POST /desk/entries/<entry>/dial": {"client_key": "another"},
    "POST /desk/entries/<entry>/skip": {"reason": "later"},
    "POST /desk/first": {"language": "en", "letters": "off", "go": "practise"},
    "POST /desk/hours/<engagement_id>": {"day-0": "9:00-12:00", "time_zone": "Europe/Paris"},
    "POST /desk/hours/away": {"away_from": "2026-12-01T09:00", "away_until": "2026-12-04T18:00"},
    "POST /desk/line": {"leg": "CA1", "reason": "network_lost"},
    "POST /desk/pause": {"state": "paused", "reason": "coffee"},
    "POST /desk/results/<meeting_id>/answer": {"words": "He decides."},
    "POST /desk/reviews/<review_id>/answer": {"text": "I shall try that."},
    "POST /desk/start": {"campaign_id": "{campaign_id}"},
    "POST /desk/tasks/<task_id>": {"change": "done"},
}

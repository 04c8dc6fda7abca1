"""What the company sees and answers."""

ROWS = """
GET  /company                                      303 403 403 200 403
GET  /company/calendars                            303 403 403 200 403
POST /company/calendars                            303 403 403 303 403
POST /company/calendars/<calendar_id>              303 403 403 303 403 | 303 403 403 404 403
POST /company/calendars/<calendar_id>/retire       303 403 403 303 403 | 303 403 403 404 403
GET  /company/law                                  303 403 403 200 403
POST /company/law                                  303 403 403 303 403
POST /company/law/<change_id>/end                  303 403 403 303 403 | 303 403 403 404 403
GET  /company/meetings                             303 403 403 200 403
POST /company/meetings/<meeting_id>/<status>       303 403 403 303 403 | 303 403 403 404 403
POST /company/meetings/<meeting_id>/accept         303 403 403 303 403 | 303 403 403 404 403
POST /company/meetings/<meeting_id>/contest        303 403 403 303 403 | 303 403 403 404 403
POST /company/meetings/<meeting_id>/move           303 403 403 303 403 | 303 403 403 404 403
POST /company/meetings/<meeting_id>/take-back      303 403 403 409 403 | 303 403 403 404 403
GET  /company/missions/<mission_id>                303 403 403 200 403 | 303 403 403 404 403
GET  /company/missions/new                         303 403 403 200 403
POST /company/missions/new                         303 403 403 303 403
GET  /company/prospects                            303 403 403 200 403
GET  /company/prospects/export                     303 403 403 200 403
POST /company/prospects/export                     303 403 403 200 403
GET  /company/sample                               303 403 403 200 403
GET  /company/sample/meetings                      303 403 403 200 403
POST /company/sample/meetings/<meeting_id>/<status> 303 403 403 404 403 | 303 403 403 404 403
POST /company/sample/meetings/<meeting_id>/accept  303 403 403 404 403 | 303 403 403 404 403
POST /company/sample/meetings/<meeting_id>/contest 303 403 403 404 403 | 303 403 403 404 403
POST /company/sample/meetings/<meeting_id>/take-back 303 403 403 404 403 | 303 403 403 404 403
GET  /company/sample/missions/<mission_id>         303 403 403 404 403 | 303 403 403 404 403
POST /company/sample/out                           303 403 403 303 403
GET  /company/sample/validation                    303 403 403 200 403
GET  /company/tasks                                303 403 403 200 403
POST /company/tasks/<task_id>                      303 403 403 404 403 | 303 403 403 404 403
GET  /company/validation                           303 403 403 200 403
"""

CALENDAR = {
    "name": "Paul Morel",
    "time_zone": "Europe/Paris",
    "minutes": "30",
    "notice_hours": "4",
    "most_a_day": "6",
    "day-0": "9:00-12:00",
}
FORMS: dict[str, dict[str, str]] = {
    "POST /company/calendars": CALENDAR,
    "POST /company/calendars/<calendar_id>": CALENDAR,
    "POST /company/law": {"kind": "closed", "closed": "GB"},
    # Nobody contests that meeting yet: there is nothing to take back, to answer or to settle.
    "POST /company/meetings/<meeting_id>/contest": {"reason": "duplicate"},
    "POST /company/meetings/<meeting_id>/move": {"starts_local": "2027-03-01T10:00"},
    "POST /company/missions/new": {
        "offer": "Ateliers",
        "audience_text": "Collèges",
        "result": "Rendez-vous tenu",
        "target": "12",
        "deadline": "2027-02-05",
        "price": "55",
        "language": "fr",
    },
    "POST /company/prospects/export": {"company": "{company}", "reason": "letter of March"},
    "POST /company/tasks/<task_id>": {"change": "done"},
}

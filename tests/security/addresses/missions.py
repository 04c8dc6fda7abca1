"""What a manager plans a mission with."""

from tests.security.addresses.company import CALENDAR

ROWS = """
GET  /missions                                     303 403 200 403 403
GET  /missions/<mission_id>                        303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/calendars              303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/calendars              303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/calendars/<calendar_id> 303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/calendars/<calendar_id>/retire 303 403 303 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/campaign               303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/campaign               303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/colleagues             303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/colleagues/<colleague_id>/retire 303 403 303 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan                   303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan                   303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/check             303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/compare           303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/library           303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/library           303 403 303 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/dictionary/<int(max=2147483647):version>/<any(fr, en):spoken> 303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/rehearsal         303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/rehearsal/dictionary/<any(fr, en):spoken> 303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/script            303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/script            303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/script/check      303 403 200 403 403 | 303 403 404 403 403
GET  /missions/<mission_id>/plan/steps/<name>      303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/steps/<name>      303 403 303 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/steps/<name>/check 303 403 200 403 403 | 303 403 404 403 403
POST /missions/<mission_id>/plan/steps/<name>/forecast 303 403 200 403 403 | 303 403 404 403 403
GET  /sample                                       303 403 200 403 403
POST /sample                                       303 403 303 403 403
POST /sample/out                                   303 403 404 403 403
"""

FORMS: dict[str, dict[str, str]] = {
    "POST /missions/<mission_id>/calendars": CALENDAR,
    "POST /missions/<mission_id>/calendars/<calendar_id>": CALENDAR,
    "POST /missions/<mission_id>/campaign": {
        "version": "1",
        "files": "{import_id}",
        "name": "Encore",
    },
    "POST /missions/<mission_id>/colleagues": {"name": "Paul", "number": "01 99 00 20 01"},
    "POST /missions/<mission_id>/plan": {"text": "{plan}"},
    "POST /missions/<mission_id>/plan/check": {"text": "{plan}"},
    "POST /missions/<mission_id>/plan/library": {"source": "appointment.fr"},
    "POST /missions/<mission_id>/plan/script": {"base": "1", "text": "{script}"},
    "POST /missions/<mission_id>/plan/script/check": {"text": "{script}"},
    "POST /missions/<mission_id>/plan/steps/<name>": {"version": "1", "objectives.target": "26"},
    "POST /missions/<mission_id>/plan/steps/<name>/check": {"version": "1"},
    "POST /missions/<mission_id>/plan/steps/<name>/forecast": {"version": "1"},
}

"""What runs the platform: organisations, people, jobs, law, the mailbox."""

ROWS = """
GET  /admin/do-not-call                            303 403 403 403 200
POST /admin/do-not-call                            303 403 403 403 303
GET  /admin/health                                 303 403 403 403 200
GET  /admin/hours                                  303 403 403 403 200
GET  /admin/jobs                                   303 403 403 403 200
POST /admin/jobs/<any(message, mail, recording):kind>/<int(max=9223372036854775807):letter_id>/again 303 403 403 403 303
POST /admin/jobs/<any(message, mail, recording):kind>/<int(max=9223372036854775807):letter_id>/drop 303 403 403 403 303
GET  /admin/jobs/<any(message, mail, recording):kind>/again 303 403 403 403 200
POST /admin/jobs/<any(message, mail, recording):kind>/again 303 403 403 403 303
POST /admin/jobs/ring                              303 403 403 403 303
GET  /admin/journal                                303 403 403 403 200
POST /admin/journal/verify                         303 403 403 403 200
GET  /admin/law                                    303 403 403 403 200
POST /admin/law                                    303 403 403 403 303
POST /admin/law/<change_id>/end                    303 403 403 403 303 | 303 403 403 403 303
GET  /admin/numbers                                303 403 403 403 200
GET  /admin/organisations                          303 403 403 403 200
POST /admin/organisations                          303 403 403 403 303
GET  /admin/organisations/<organisation_id>/limits 303 403 403 403 200 | 303 403 403 403 200
POST /admin/organisations/<organisation_id>/limits 303 403 403 403 303 | 303 403 403 403 303
GET  /admin/people                                 303 403 403 403 200
POST /admin/people                                 303 403 403 403 303
GET  /admin/people/<person_id>                     303 403 403 403 200 | 303 403 403 403 200
POST /admin/people/<person_id>/disable             303 403 403 403 303 | 303 403 403 403 303
POST /admin/people/<person_id>/enable              303 403 403 403 303 | 303 403 403 403 303
POST /admin/people/<person_id>/invite              303 403 403 403 303 | 303 403 403 403 303
POST /admin/people/<person_id>/roles/end           303 403 403 403 409 | 303 403 403 403 409
GET  /mailbox                                      404 404 404 404 200
GET  /mailbox/<int(max=9223372036854775807):mail_id> 404 404 404 404 200 | 404 404 404 404 200
"""

FORMS: dict[str, dict[str, str]] = {
    "POST /admin/do-not-call": {"number": "01 99 00 10 99", "country": "FR", "reason": "asked"},
    "POST /admin/law": {"figure": "FR-04/most", "value": "3"},
    "POST /admin/organisations": {
        "name": "Menuiserie Ouest",
        "country": "FR",
        "language": "fr",
        "time_zone": "Europe/Paris",
    },
    "POST /admin/organisations/<organisation_id>/limits": {"person_day": "300"},
    "POST /admin/people": {"name": "Zoé Petit", "email": "zoe@example.com", "spoken": "fr"},
    "POST /admin/people/<person_id>/roles/end": {"organisation": "{company}", "role": "company"},
}

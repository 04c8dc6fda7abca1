"""What a manager keeps the prospect file with: imports, searches, requests of persons."""

ROWS = """
GET  /imports                                      303 403 200 403 403
GET  /imports/<import_id>                          303 403 200 403 403 | 303 403 404 403 403
POST /imports/<import_id>/begin                    303 403 303 403 403 | 303 403 404 403 403
POST /imports/<import_id>/drop                     303 403 303 403 403 | 303 403 404 403 403
GET  /imports/<import_id>/rejected.csv             303 403 200 403 403 | 303 403 404 403 403
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
POST /imports/parts                                303 403 201 403 403
POST /imports/parts/next                           303 403 409 403 403
GET  /prospects                                    303 403 200 403 403
POST /prospects                                    303 403 200 403 403
GET  /prospects/<prospect_id>                      303 403 200 403 403 | 303 403 404 403 403
POST /prospects/<prospect_id>/requests             303 403 303 403 403 | 303 403 404 403 403
GET  /prospects/actions                            303 403 200 403 403
POST /prospects/actions                            303 403 303 403 403
GET  /prospects/actions/<action_id>                303 403 200 403 403 | 303 403 404 403 403
POST /prospects/actions/<action_id>/undo           303 403 303 403 403 | 303 403 404 403 403
POST /prospects/actions/preview                    303 403 200 403 403
GET  /prospects/export                             303 403 200 403 403
POST /prospects/export                             303 403 200 403 403
POST /prospects/filters                            303 403 303 403 403
GET  /prospects/filters/<filter_id>                303 403 200 403 403 | 303 403 404 403 403
POST /prospects/filters/<filter_id>                303 403 303 403 403 | 303 403 404 403 403
POST /prospects/filters/<filter_id>/delete         303 403 303 403 403 | 303 403 404 403 403
GET  /prospects/health                             303 403 200 403 403
GET  /prospects/health/<import_id>                 303 403 200 403 403 | 303 403 404 403 403
GET  /prospects/requests                           303 403 200 403 403
GET  /prospects/requests/<request_id>              303 403 200 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/erase        303 403 409 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/extend       303 403 303 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/hand-out     303 403 409 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/identity     303 403 303 403 403 | 303 403 404 403 403
POST /prospects/requests/<request_id>/refuse       303 403 303 403 403 | 303 403 404 403 403
"""

FORMS: dict[str, dict[str, str]] = {
    "POST /imports/<import_id>/begin": {"policy": "newer"},
    "POST /imports/<import_id>/remedies": {"group": "name_missing", "remedy": "name_by_number"},
    "POST /imports/exclusions": {"company": "{company}"},
    "POST /imports/parts": {"name": "list.csv", "size": "100"},
    "POST /prospects/<prospect_id>/requests": {"kind": "erasure"},
    "POST /prospects/actions": {"company": "{company}", "do": "recheck", "takes": "4"},
    "POST /prospects/actions/preview": {"company": "{company}", "do": "tag", "label": "fair"},
    "POST /prospects/export": {"company": "{company}", "reason": "letter of March"},
    "POST /prospects/filters": {"name": "Ours", "company": "{company}"},
    "POST /prospects/filters/<filter_id>": {"name": "Ours", "company": "{company}", "shared": "1"},
    "POST /prospects/requests/<request_id>/erase": {"sure": "1"},
    "POST /prospects/requests/<request_id>/identity": {"how": "called_back"},
    "POST /prospects/requests/<request_id>/refuse": {"ground": "unfounded"},
}

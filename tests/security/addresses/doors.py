"""What anybody may open: sign-in, account, help, law, and the machine's own addresses."""

ROWS = """
GET  /                                             303 303 303 303 303
GET  /account                                      303 200 200 200 200
POST /account/language                             303 303 303 303 303
POST /account/passkeys                             303 409 409 409 409
POST /account/passkeys/<passkey_id>/remove         303 404 404 404 404
GET  /account/passkeys/new                         303 200 200 200 200
POST /account/ways                                 303 303 403 403 403
GET  /dictionary/<any(fr, en):spoken>              200 200 200 200 200
GET  /forgotten                                    200 200 200 200 200
POST /forgotten                                    303 303 303 303 303
GET  /forgotten/sent                               200 200 200 200 200
GET  /help                                         303 200 200 200 200
GET  /help/<name>                                  303 404 404 404 404
GET  /help/keyboard                                303 200 200 200 200
GET  /law                                          303 200 200 200 200
GET  /livez                                        200 200 200 200 200
GET  /meeting/<token>                              404 404 404 404 404
POST /meeting/<token>                              404 404 404 404 404
GET  /metrics                                      200 200 200 200 200
GET  /readyz                                       200 200 200 200 200
GET  /sign-in                                      200 200 200 200 200
POST /sign-in                                      422 422 422 422 422
GET  /sign-in/again                                200 200 200 200 200
POST /sign-in/again                                422 200 200 200 200
GET  /sign-in/link                                 200 200 200 200 200
POST /sign-in/link                                 303 303 303 303 303
GET  /sign-in/link/<token>                         410 410 410 410 410
POST /sign-in/link/<token>                         410 410 410 410 410
GET  /sign-in/link/sent                            200 200 200 200 200
GET  /sign-in/passkey                              200 200 200 200 200
POST /sign-in/passkey                              422 422 422 422 422
POST /sign-out                                     303 303 303 303 303
GET  /static/<path:filename>                       200 200 200 200 200
GET  /welcome/<token>                              410 410 410 410 410
POST /welcome/<token>                              410 410 410 410 410
"""

FORMS: dict[str, dict[str, str]] = {
    "POST /account/language": {"language": "en"},
    "POST /account/ways": {"letters": "on", "rest_after": "40"},
    "POST /forgotten": {"email": "nobody@example.org"},
    "POST /sign-in/again": {"email": "bob.martin@example.org", "password": "trois mots"},
    "POST /sign-in/link": {"email": "nobody@example.org"},
    "POST /sign-in": {"email": "bob.martin@example.org", "password": "trois mots"},
}

"""What the carrier asks and tells."""

ROWS = """
POST /twilio/conference/<session>                  403 403 403 403 403
POST /twilio/dial-in/<int:turn>                     403 403 403 403 403
POST /twilio/events/<attempt>                      403 403 403 403 403 | 403 403 403 403 403
POST /twilio/handed-over/<attempt>                 403 403 403 403 403 | 403 403 403 403 403
POST /twilio/hold/<any(fr, en):language>            403 403 403 403 403
POST /twilio/inbound                               403 403 403 403 403
POST /twilio/inbound-status                        403 403 403 403 403
POST /twilio/keys/<order>                          403 403 403 403 403
POST /twilio/legs/<leg>                            403 403 403 403 403
POST /twilio/message                               403 403 403 403 403
POST /twilio/message-left/<attempt>                403 403 403 403 403 | 403 403 403 403 403
POST /twilio/message/<attempt>                     403 403 403 403 403 | 403 403 403 403 403
POST /twilio/messages/<message>                    403 403 403 403 403
POST /twilio/prospect-left/<attempt>               403 403 403 403 403 | 403 403 403 403 403
POST /twilio/prospect/<attempt>                    403 403 403 403 403 | 403 403 403 403 403
POST /twilio/recordings/<attempt>                  403 403 403 403 403 | 403 403 403 403 403
POST /twilio/session-left/<attempt>                403 403 403 403 403 | 403 403 403 403 403
POST /twilio/voice                                 403 403 403 403 403
"""

FORMS: dict[str, dict[str, str]] = {}

"""The REST operations of Programmable Voice, and what the local Twilio makes of each."""

from types import MappingProxyType

from telepro.localtwilio.conformance.verdicts import MISSING, Table, done, not_needed

QUEUES = not_needed("calls wait in the product's own call lists, never in a Twilio queue")
STREAMS = not_needed("nobody listens to the sound of a call while it runs")
TRUNKS = not_needed("no call is recorded by a third party over SIP")
PAYMENTS = not_needed("nobody pays by telephone")
TEXT = not_needed("nothing that is said is turned into text")
DATA = not_needed("the product's softphone hears of its call from the product itself")
ROUND = done("test_http.test_the_official_client_makes_the_whole_round")
WALK = done("test_http.test_the_official_client_walks_pages_accounts_numbers_and_conferences")
ALLOWED = done("test_openapi.test_every_answer_is_one_that_twilio_s_description_allows")

OPERATIONS: Table = MappingProxyType(
    {
        "GET Account": WALK,
        "POST Calls": ROUND,
        "GET Calls": done("test_paging.test_calls_are_found_by_number_and_status"),
        "GET Calls/{Sid}": ROUND,
        "POST Calls/{Sid}": ROUND,
        "DELETE Calls/{Sid}": done(
            "test_calls.test_a_finished_call_can_be_deleted_and_a_live_one_not"
        ),
        "GET Calls/{Sid}/Notifications": done(
            "test_calls.test_notifications_of_a_call_can_be_read"
        ),
        "GET Calls/{Sid}/Notifications/{Sid}": ALLOWED,
        "GET Calls/{Sid}/Events": done(
            "test_calls.test_what_a_call_asked_and_was_told_can_be_read_as_its_events"
        ),
        "GET Conferences": WALK,
        "GET Conferences/{Sid}": done(
            "test_conferences.test_a_room_reopened_under_its_name_is_another_room"
        ),
        "POST Conferences/{Sid}": done(
            "test_conferences.test_a_conference_can_be_ended_through_the_api"
        ),
        "GET Conferences/{Sid}/Participants": done(
            "test_conferences.test_muting_and_holding_are_told_and_shown"
        ),
        "POST Conferences/{Sid}/Participants": MISSING,
        "GET Conferences/{Sid}/Participants/{Sid}": done(
            "test_conferences.test_muting_and_holding_are_told_and_shown"
        ),
        "POST Conferences/{Sid}/Participants/{Sid}": done(
            "test_conferences.test_muting_and_holding_are_told_and_shown"
        ),
        "DELETE Conferences/{Sid}/Participants/{Sid}": done(
            "test_conferences.test_a_kicked_participant_goes_on_with_its_own_document"
        ),
        "GET IncomingPhoneNumbers": WALK,
        "GET IncomingPhoneNumbers/{Sid}": MISSING,
        "POST IncomingPhoneNumbers/{Sid}": MISSING,
        "POST IncomingPhoneNumbers": not_needed("the numbers owned are named when it is started"),
        "DELETE IncomingPhoneNumbers/{Sid}": not_needed(
            "the numbers owned are named when it is started"
        ),
        "GET OutgoingCallerIds": MISSING,
        "GET Applications": MISSING,
        "POST Applications": MISSING,
        "GET Applications/{Sid}": MISSING,
        "POST Applications/{Sid}": MISSING,
        "DELETE Applications/{Sid}": MISSING,
        "POST Calls/{Sid}/Recordings": MISSING,
        "GET Calls/{Sid}/Recordings": MISSING,
        "GET Calls/{Sid}/Recordings/{Sid}": MISSING,
        "POST Calls/{Sid}/Recordings/{Sid}": MISSING,
        "DELETE Calls/{Sid}/Recordings/{Sid}": MISSING,
        "GET Recordings": MISSING,
        "GET Recordings/{Sid}": MISSING,
        "DELETE Recordings/{Sid}": MISSING,
        "GET Recordings/{Sid} as sound": MISSING,
        "GET Conferences/{Sid}/Recordings": MISSING,
        "Conferences/{Sid}/Recordings/{Sid}": not_needed(
            "a conference's recordings are found, read and deleted under Recordings"
        ),
        "POST Messages": MISSING,
        "GET Messages": MISSING,
        "GET Messages/{Sid}": MISSING,
        "DELETE Messages/{Sid}": MISSING,
        "POST Messages/{Sid}": not_needed("a text that was sent is neither changed nor canceled"),
        "Messages/{Sid}/Media": not_needed("no picture is sent"),
        "Queues": QUEUES,
        "Queues/{Sid}": QUEUES,
        "Queues/{Sid}/Members": QUEUES,
        "Queues/{Sid}/Members/{Sid}": QUEUES,
        "Calls/{Sid}/Streams": STREAMS,
        "Calls/{Sid}/Siprec": TRUNKS,
        "Calls/{Sid}/Transcriptions": TEXT,
        "Recordings/{Sid}/Transcriptions": TEXT,
        "Calls/{Sid}/Payments": PAYMENTS,
        "Calls/{Sid}/UserDefinedMessages": DATA,
        "Calls/{Sid}/UserDefinedMessageSubscriptions": DATA,
        "TaskRouter": not_needed("work is dealt by the product itself, provably fairly"),
        "errors: their body": done("test_openapi.test_every_refusal_has_the_form_of_twilio_s"),
        "sign-in with the token or an API key": done(
            "test_http.test_refusals_over_http_have_twilio_s_status_and_code"
        ),
        "lists: pages, tokens, next_page_uri": done(
            "test_paging.test_the_whole_list_can_be_walked"
        ),
        "lists: StartTime, StartTime<, StartTime>, EndTime": done(
            "test_paging.test_calls_are_found_by_when_they_began"
        ),
        "answers: every key, null and form of the description": ALLOWED,
        "prices": MISSING,
    }
)
"""The operations of twilio.md 1, 6.4, 6.5 and 7; a name without a method stands for all of them."""

SAID = done("test_creation.test_each_refusal_has_twilio_s_code")
PUSH = not_needed("browsers hold a stream open instead of being woken by a push")
SIP = not_needed("no call goes out over SIP")
RECORDING = MISSING
DETECTION = MISSING

PARAMETERS: Table = MappingProxyType(
    {
        "To": SAID,
        "To=client:": MISSING,
        "To=sip:": SIP,
        "From": SAID,
        "Url": done("test_creation.test_url_wins_over_twiml"),
        "Twiml": done("test_creation.test_url_wins_over_twiml"),
        "ApplicationSid": done(
            "test_attributes.test_an_application_s_document_is_asked_and_its_callbacks_replace"
            "_the_request_s"
        ),
        "Method": done("test_delivery.test_a_get_webhook_has_its_fields_in_the_signed_query"),
        "FallbackUrl": done(
            "test_delivery.test_a_document_that_can_not_be_had_is_replaced_by_its_fallback_once"
        ),
        "FallbackMethod": done("test_attributes.test_a_fallback_is_asked_with_its_method"),
        "StatusCallback": done(
            "test_calls.test_a_taken_call_tells_its_four_events_with_exactly_their_fields"
        ),
        "StatusCallbackMethod": done(
            "test_attributes.test_a_status_callback_is_sent_with_its_method"
        ),
        "StatusCallbackEvent": done(
            "test_calls.test_a_taken_call_tells_its_four_events_with_exactly_their_fields"
        ),
        "SendDigits": MISSING,
        "Timeout": done("test_calls.test_a_phone_rings_no_longer_than_the_timeout"),
        "TimeLimit": done("test_calls.test_the_time_limit_ends_a_call"),
        "Record": RECORDING,
        "RecordingChannels": RECORDING,
        "RecordingTrack": RECORDING,
        "RecordingStatusCallback": RECORDING,
        "RecordingStatusCallbackMethod": RECORDING,
        "RecordingStatusCallbackEvent": RECORDING,
        "Trim": RECORDING,
        "MachineDetection": DETECTION,
        "MachineDetectionTimeout": DETECTION,
        "MachineDetectionSpeechThreshold": DETECTION,
        "MachineDetectionSpeechEndThreshold": DETECTION,
        "MachineDetectionSilenceTimeout": DETECTION,
        "AsyncAmd": DETECTION,
        "AsyncAmdStatusCallback": DETECTION,
        "AsyncAmdStatusCallbackMethod": DETECTION,
        "CallerId": not_needed("the product shows the number that it calls from"),
        "CallReason": not_needed("no telephone here has a display that would show it"),
        "CallToken": not_needed("no call that came in is passed on"),
        "Byoc": not_needed("there is no other carrier behind this one"),
        "SipAuthUsername": SIP,
        "SipAuthPassword": SIP,
        "ClientNotificationUrl": PUSH,
        "what has no effect is said": done("test_creation.test_a_parameter_without_effect_is_said"),
        "update: Status=canceled": done(
            "test_calls.test_canceling_ends_a_ringing_call_and_leaves_a_taken_one_alone"
        ),
        "update: Status=completed": done("test_calls.test_completing_hangs_up_a_taken_call"),
        "update: Url, Twiml": done("test_calls.test_a_taken_call_can_be_given_another_document"),
        "update: TimeLimit": done("test_calls.test_a_changed_time_limit_counts_from_the_answer"),
    }
)
"""The parameters of creating and updating a call: twilio.md 1.1 and 1.3."""

"""The REST operations of Programmable Voice, and what the local Twilio makes of each."""

from types import MappingProxyType

from telepro.localtwilio.conformance.verdicts import Table, done, not_needed

QUEUES = not_needed("calls wait in the product's own call lists, never in a Twilio queue")
STREAMS = not_needed("nobody listens to the sound of a call while it runs")
TRUNKS = not_needed("no call is recorded by a third party over SIP")
PAYMENTS = not_needed("nobody pays by telephone")
TEXT = not_needed("nothing that is said is turned into text")
DATA = not_needed("the product's softphone hears of its call from the product itself")
ROUND = done("test_http.test_the_official_client_makes_the_whole_round")
WALK = done("test_http.test_the_official_client_walks_pages_accounts_numbers_and_conferences")
APPLICATIONS = done("test_numbers.test_an_application_is_created_changed_listed_and_deleted")
RECORDS = done(
    "test_recordings.test_a_recording_can_be_started_paused_and_stopped_while_people_talk"
)
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
        "POST Conferences/{Sid}/Participants": done(
            "test_participants.test_a_participant_is_queued_with_every_key_of_the_resource"
        ),
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
        "GET IncomingPhoneNumbers/{Sid}": done(
            "test_numbers.test_a_number_is_shown_with_every_key_and_nothing_that_answers"
        ),
        "POST IncomingPhoneNumbers/{Sid}": done("test_numbers.test_what_is_set_on_a_number_stays"),
        "POST IncomingPhoneNumbers": not_needed("the numbers owned are named when it is started"),
        "DELETE IncomingPhoneNumbers/{Sid}": not_needed(
            "the numbers owned are named when it is started"
        ),
        "GET OutgoingCallerIds": done(
            "test_numbers.test_caller_ids_are_the_numbers_that_calls_may_come_from"
        ),
        "GET OutgoingCallerIds/{Sid}": ALLOWED,
        "POST OutgoingCallerIds": not_needed("the numbers owned are the ones to call from"),
        "GET Applications": APPLICATIONS,
        "POST Applications": APPLICATIONS,
        "GET Applications/{Sid}": APPLICATIONS,
        "POST Applications/{Sid}": APPLICATIONS,
        "DELETE Applications/{Sid}": APPLICATIONS,
        "POST Calls/{Sid}/Recordings": RECORDS,
        "GET Calls/{Sid}/Recordings": done(
            "test_recordings.test_recordings_are_listed_by_call_and_by_day"
        ),
        "GET Calls/{Sid}/Recordings/{Sid}": ALLOWED,
        "POST Calls/{Sid}/Recordings/{Sid}": RECORDS,
        "DELETE Calls/{Sid}/Recordings/{Sid}": ALLOWED,
        "GET Recordings": done("test_recordings.test_recordings_are_listed_by_call_and_by_day"),
        "GET Recordings/{Sid}": done(
            "test_recordings.test_a_recording_is_in_progress_then_processing_then_completed"
        ),
        "DELETE Recordings/{Sid}": done(
            "test_recordings.test_a_deleted_recording_is_listed_only_when_deleted_ones_are_asked_for"
        ),
        "GET Recordings/{Sid} as sound": done(
            "test_recording_media.test_media_is_there_once_the_recording_is_completed"
        ),
        "GET Conferences/{Sid}/Recordings": done(
            "test_recorded_dials.test_a_conference_is_recorded_from_the_moment_two_are_bridged"
        ),
        "GET Conferences/{Sid}/Recordings/{Sid}": ALLOWED,
        "POST Conferences/{Sid}/Recordings/{Sid}": ALLOWED,
        "DELETE Conferences/{Sid}/Recordings/{Sid}": ALLOWED,
        "POST Messages": done("test_messages.test_a_message_is_shown_with_every_key"),
        "GET Messages": done(
            "test_messages.test_messages_are_listed_by_their_ends_and_the_day_they_were_sent"
        ),
        "GET Messages/{Sid}": done(
            "test_messages.test_the_official_client_writes_reads_and_deletes_messages"
        ),
        "DELETE Messages/{Sid}": done(
            "test_messages.test_a_message_under_way_can_t_be_deleted_and_one_that_arrived_can"
        ),
        "POST Messages/{Sid}": ALLOWED,
        "GET Messages/{Sid}/Media": ALLOWED,
        "Messages/{Sid}/Feedback": not_needed("nobody tells the carrier whether a text was read"),
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
        "prices": done(
            "test_prices.test_a_call_is_priced_ten_seconds_after_its_end_for_each_minute_begun"
        ),
    }
)
"""The operations of twilio.md 1, 6.4, 6.5 and 7; a name without a method stands for all of them."""

SAID = done("test_creation.test_each_refusal_has_twilio_s_code")
PUSH = not_needed("browsers hold a stream open instead of being woken by a push")
SIP = not_needed("no call goes out over SIP")
RECORDING = done("test_recordings.test_a_call_created_with_record_is_told_after_it_is_over")
DETECTION = done("test_detection.test_who_answered_is_found_out")
BESIDE = done("test_detection.test_asynchronous_detection_tells_its_callback_and_holds_up_nothing")
RECORDED_SO = done(
    "test_media_settings.test_a_recording_of_a_call_is_told_with_its_method_of_the_events_asked_for"
)

PARAMETERS: Table = MappingProxyType(
    {
        "To": SAID,
        "To=client:": done(
            "test_client_legs.test_every_browser_of_an_identity_rings_and_the_first_to_accept_has_the_call"
        ),
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
        "SendDigits": done(
            "test_media_settings.test_digits_to_send_take_their_time_before_the_document_is_asked_for"
        ),
        "Timeout": done("test_calls.test_a_phone_rings_no_longer_than_the_timeout"),
        "TimeLimit": done("test_calls.test_the_time_limit_ends_a_call"),
        "Record": RECORDING,
        "RecordingChannels": done(
            "test_recording_media.test_what_happened_on_the_call_is_what_is_heard"
        ),
        "RecordingTrack": done(
            "test_media_settings.test_one_track_of_a_call_leaves_the_other_silent"
        ),
        "RecordingStatusCallback": RECORDING,
        "RecordingStatusCallbackMethod": RECORDED_SO,
        "RecordingStatusCallbackEvent": RECORDED_SO,
        "Trim": done("test_recordings.test_silence_that_is_not_trimmed_is_a_recording"),
        "MachineDetection": DETECTION,
        "MachineDetectionTimeout": DETECTION,
        "MachineDetectionSpeechThreshold": DETECTION,
        "MachineDetectionSpeechEndThreshold": DETECTION,
        "MachineDetectionSilenceTimeout": DETECTION,
        "AsyncAmd": BESIDE,
        "AsyncAmdStatusCallback": BESIDE,
        "AsyncAmdStatusCallbackMethod": done(
            "test_media_settings.test_an_asynchronous_result_is_told_with_its_method"
        ),
        "CallerId": done("test_inbound.test_a_shown_caller_id_is_what_people_ring_back"),
        "CallReason": not_needed("no telephone here has a display that would show it"),
        "CallToken": not_needed("no call that came in is passed on"),
        "Passports": not_needed("no telephone here could show them"),
        "RecordingConfigurationId": not_needed(
            "recordings are configured where they are asked for"
        ),
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
        "update: StatusCallback, FallbackUrl": done(
            "test_media_settings.test_callback_and_fallback_of_a_live_call_can_be_changed"
        ),
        "update: TimeLimit": done("test_calls.test_a_changed_time_limit_counts_from_the_answer"),
    }
)
"""The parameters of creating and updating a call: twilio.md 1.1 and 1.3."""

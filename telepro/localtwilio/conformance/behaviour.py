"""How the local Twilio behaves: limits, states, webhooks and their fields, conferences, acceptance."""

from types import MappingProxyType

from telepro.localtwilio.conformance.verdicts import Table, done, not_needed

FOUR = done("test_calls.test_a_taken_call_tells_its_four_events_with_exactly_their_fields")
ROOM = done("test_conferences.test_the_room_opens_when_the_second_comes_and_one_may_start_it")
LEFT = done("test_conferences.test_the_lead_hangs_up_and_the_agent_stays")
ENDED = done("test_conferences.test_the_agent_leaves_and_the_lead_gets_its_dial_action")
FLAGS = done("test_conferences.test_muting_and_holding_are_told_and_shown")
VECTORS = done("test_signing.test_known_signatures_are_reproduced")
FOUND_OUT = done("test_detection.test_who_answered_is_found_out")
OVERRIDES = done("test_overrides.test_the_fragment_sets_limits_retries_and_policy")

LIMITS: Table = MappingProxyType(
    {
        "calls per second: queued above, queue_time": done(
            "test_creation.test_ten_calls_at_one_per_second_start_a_second_apart"
        ),
        "TwiML of 64 kB": done("test_twiml.test_a_document_that_can_not_run_names_its_fault"),
        "Twiml parameter of 4000 characters": done(
            "test_creation.test_each_refusal_has_twilio_s_code"
        ),
        "15 seconds for a webhook": done(
            "test_delivery.test_fifteen_seconds_of_silence_end_in_the_fallback"
        ),
        "ten phones in one <Dial>": done(
            "test_codes.test_the_number_of_phones_in_one_dial_is_ten_at_most"
        ),
        "participants of a conference": done(
            "test_codes.test_a_full_conference_and_a_label_in_use_have_their_codes"
        ),
        "identities of 256 letters": done("test_client_legs.test_what_can_t_be_rung_is_refused"),
        "texts of 1600 letters": done("test_messages.test_what_can_t_be_sent_is_refused"),
        "calls that are invited count against calls per second": done(
            "test_participants.test_participants_count_against_the_calls_per_second"
        ),
        "call concurrency of the account": not_needed(
            "the account stands for an approved business, whose calls are not limited"
        ),
        "queued calls older than 24 hours": not_needed(
            "the product never places calls a day ahead of their turn"
        ),
        "trial accounts": not_needed("the account stands for one that pays"),
    }
)

STATES: Table = MappingProxyType(
    {
        "queued, initiated, ringing, in-progress, completed": FOUR,
        "busy, no-answer, failed with their SIP codes": done(
            "test_calls.test_lines_nobody_takes_end_as_the_network_says"
        ),
        "canceled": done("test_calls.test_canceling_a_queued_call_means_it_never_rings"),
        "REST never says initiated": done("test_calls.test_rest_never_says_initiated"),
        "ends are for good": done("test_engine.test_every_call_ends_once_whatever_is_done"),
        "legs of <Dial> have a parent and are never queued": done(
            "test_attributes.test_the_caller_id_is_what_the_dialed_phone_sees"
        ),
        "durations rounded up, in seconds and minutes": FOUR,
        "conferences: init, in-progress, completed": ROOM,
        "conferences: a name reopened is another conference": done(
            "test_conferences.test_a_room_reopened_under_its_name_is_another_room"
        ),
        "conferences: whoever ends it on exit": ENDED,
        "conferences: the first joiner's callback": done(
            "test_conferences.test_the_first_joiner_s_callback_wins"
        ),
        "conferences: a leg given another document leaves": done(
            "test_conferences.test_a_redirected_call_leaves_its_room"
        ),
        "ringing skipped by an early answer": not_needed(
            "no simulated person answers before ringing, and reordered callbacks show the same"
        ),
        "invited legs: queued, connecting, ringing, connected, complete, failed": done(
            "test_participants.test_a_participant_rings_joins_and_ends_with_a_status_for_each_step"
        ),
        "messages: queued, sending, sent, delivered, undelivered": done(
            "test_messages.test_each_step_of_a_message_is_told"
        ),
        "calls that come in": done(
            "test_inbound.test_an_inbound_call_is_answered_talks_and_is_told_to_its_number_when_over"
        ),
        "machine detection: human, machine, fax, unknown": FOUND_OUT,
        "recordings: in-progress, paused, completed, absent": done(
            "test_recordings.test_a_recording_can_be_started_paused_and_stopped_while_people_talk"
        ),
    }
)

WEBHOOKS: Table = MappingProxyType(
    {
        "fields of a request for TwiML": done(
            "test_calls.test_the_request_for_twiml_carries_the_call_and_empty_places"
        ),
        "fields of a request for TwiML of a browser's call": done(
            "test_softphone.test_the_application_is_asked_with_exactly_the_fields_of_a_browser_s"
            "_call"
        ),
        "fields of a request for TwiML after detection": done(
            "test_detection.test_synchronous_detection_asks_for_instructions_after_the_decision"
        ),
        "fields of a request for TwiML of a call that comes in": done(
            "test_inbound.test_the_document_of_a_number_is_asked_for_with_the_caller_s_facts"
        ),
        "fields of initiated, ringing, answered": FOUR,
        "fields of completed": FOUR,
        "fields of completed with a recording": done(
            "test_recordings.test_a_call_created_with_record_is_told_after_it_is_over"
        ),
        "fields of completed with AnsweredBy": done(
            "test_detection.test_synchronous_detection_asks_for_instructions_after_the_decision"
        ),
        "fields of a child's callbacks": done(
            "test_attributes.test_the_initiated_callback_of_a_child_equals_the_production_capture"
        ),
        "fields of an action of <Dial>": done(
            "test_dial.test_dialing_a_number_bridges_and_reports_its_child"
        ),
        "fields of an action of <Dial> after a conference": ENDED,
        "fields of an action of <Gather>": done(
            "test_gather.test_a_person_presses_what_the_people_file_says"
        ),
        "fields of an action of <Record>": done(
            "test_record_verb.test_silence_ends_a_recording_and_the_action_hears_of_it"
        ),
        "fields of a fallback: ErrorCode, ErrorUrl": done(
            "test_delivery.test_a_document_that_can_not_be_had_is_replaced_by_its_fallback_once"
        ),
        "fields of participant-join, conference-start": ROOM,
        "fields of participant-leave": LEFT,
        "fields of conference-end": ENDED,
        "fields of participant-mute, participant-hold": FLAGS,
        "fields of participant-modify": done(
            "test_attributes.test_a_changed_participant_is_told_of_with_its_fields"
        ),
        "fields of participant-speech-start": not_needed(
            "nobody shows who is speaking: there is no sound to measure"
        ),
        "fields of announcements": done(
            "test_participants_in_the_room.test_an_announcement_to_everybody_is_told_at_its_end"
        ),
        "fields of a recording's callback": done(
            "test_recordings.test_a_call_created_with_record_is_told_after_it_is_over"
        ),
        "fields of a detection's callback": done(
            "test_detection.test_asynchronous_detection_tells_its_callback_and_holds_up_nothing"
        ),
        "fields of a message's callback": done("test_messages.test_each_step_of_a_message_is_told"),
        "fields of a message that comes in": done(
            "test_messages_of_people.test_a_person_s_message_is_asked_about_with_exactly_its_fields"
        ),
        "StirVerstat, StirStatus": not_needed("the product reads no attestation of numbers"),
        "SequenceNumber counts what is fired": FOUR,
        "Timestamp in universal time": done(
            "test_delivery.test_every_moment_is_written_in_universal_time"
        ),
        "no promised order, none waits for another": done(
            "test_delivery.test_a_slow_callback_holds_up_neither_the_next_one_nor_the_document"
        ),
        "the first callback may beat the 201": done(
            "test_faults.test_faults_are_asked_for_over_http_and_the_first_callback_beats"
            "_the_answer"
        ),
        "one retry, when not connected": done(
            "test_delivery.test_an_application_that_can_not_be_reached_is_tried_once_more_with_the"
            "_same_token"
        ),
        "overrides ct rt tt rc rp": OVERRIDES,
        "overrides sni e": done(
            "test_overrides.test_edges_and_server_names_are_read_and_change_nothing"
        ),
        "a body that broke off is never retried": done(
            "test_delivery.test_an_answer_that_broke_off_is_not_retried_whatever_is_asked"
        ),
        "redirects": done("test_delivery.test_redirects_are_followed_as_a_browser_would"),
        "user and password: Basic": done(
            "test_credentials.test_a_user_is_named_only_after_the_server_asked_and_then_for_the"
            "_whole_call"
        ),
        "user and password: Digest": done(
            "test_credentials.test_digest_proofs_are_those_of_the_standard"
        ),
        "fallback URL": done(
            "test_delivery.test_a_document_that_can_not_be_had_is_replaced_by_its_fallback_once"
        ),
        "headers": done(
            "test_http.test_webhooks_arrive_signed_as_the_official_validator_wants_them"
        ),
        "signature: the vectors": VECTORS,
        "signature: GET": done(
            "test_delivery.test_a_get_webhook_has_its_fields_in_the_signed_query"
        ),
        "signature: JSON": VECTORS,
        "signature: ports": done(
            "test_signing.test_voice_signs_https_without_port_and_http_with_it"
        ),
        "signature: a text keeps its port": done(
            "test_messages.test_webhooks_about_messages_are_signed_with_the_port_of_their_url"
        ),
        "signature: no user, no fragment": done(
            "test_signing.test_fragment_and_user_are_not_signed"
        ),
        "cookies of a call": not_needed("the product sets no cookie on a webhook"),
        "caches of sound files": not_needed("no sound file is fetched"),
        "documents: form, root, size, type": done(
            "test_twiml.test_a_document_that_can_not_run_names_its_fault"
        ),
        "documents: content types": done(
            "test_twiml.test_a_reply_that_is_no_document_names_its_fault"
        ),
        "documents: sound as <Play>": done("test_twiml.test_audio_is_played"),
        "documents: what is unknown is skipped": done(
            "test_twiml.test_what_is_unknown_is_warned_of_and_skipped"
        ),
        "documents: relative URLs": done(
            "test_attributes.test_a_redirect_is_asked_with_its_method_and_may_be_relative"
        ),
        "documents: loops end": done(
            "test_calls.test_documents_that_lead_to_each_other_for_ever_are_stopped"
        ),
        "documents: the parent hangs up": done(
            "test_dial.test_a_parent_that_hangs_up_takes_its_child_along_and_hears_no_more_document"
        ),
    }
)
"""Twilio.md 4, 5.1, 5.2, 6.3, 7.1 and 7.3."""

ACCEPTANCE: Table = MappingProxyType(
    {
        "1 signature vectors": VECTORS,
        "2 a run behind Prism": done("tests/localtwilio/prism.py::main"),
        "3 the official client's round": done(
            "test_http.test_the_official_client_makes_the_whole_round"
        ),
        "4 field sets of the two captures": done(
            "test_calls.test_a_final_callback_of_an_unanswered_call_equals_the_production_capture"
        ),
        "5 shuffled events never set a state back": done(
            "tests/campaigns/test_attempts.py::test_every_order_of_a_calls_events_gives_the_same"
            "_facts"
        ),
        "6 the same token twice is applied once": done(
            "tests/web/test_twilio_webhooks.py::test_a_repeated_event_is_kept_once"
        ),
        "7 a callback before the 201": done(
            "test_faults.test_faults_are_asked_for_over_http_and_the_first_callback_beats"
            "_the_answer"
        ),
        "8 ten calls at one per second": done(
            "test_creation.test_ten_calls_at_one_per_second_start_a_second_apart"
        ),
        "9 a finished call can't be redirected": done(
            "test_calls.test_a_finished_call_can_not_be_redirected"
        ),
        "10 the agent leaves, the lead hears of it": ENDED,
        "11 a conference anew": done(
            "test_conferences.test_a_room_reopened_under_its_name_is_another_room"
        ),
        "12 500 retried only when asked": done(
            "test_delivery.test_a_server_error_is_not_retried_unless_asked"
        ),
        "13 fifteen seconds, then the fallback": done(
            "test_delivery.test_fifteen_seconds_of_silence_end_in_the_fallback"
        ),
        "14 the matrix of machine detection": FOUND_OUT,
        "15 a relative action of inline TwiML": done(
            "test_dial.test_inline_twiml_needs_an_absolute_action"
        ),
        "16 a document too large": done(
            "test_reach.test_a_document_of_more_than_64_kilobytes_is_not_run"
        ),
        "17 a participant by its label": FLAGS,
        "18 pages": done("test_paging.test_the_next_page_is_not_shifted_by_new_calls"),
    }
)
"""The acceptance tests of twilio.md 11."""

"""The verbs, nouns and attributes of TwiML, and what the local Twilio makes of each."""

from types import MappingProxyType

from telepro.localtwilio.conformance.verdicts import Table, done, element, not_needed

ACTION = done("test_attributes.test_an_action_is_asked_with_its_method")
BRIDGE = done(
    "test_softphone.test_answer_on_bridge_keeps_the_browser_ringing_until_the_other_end_answers"
)
CHILD = done("test_attributes.test_a_dialed_number_tells_its_progress_as_its_parent_s_child")
DIALED = done("test_dial.test_dialing_a_number_bridges_and_reports_its_child")
HEARD = done("test_attributes.test_what_is_heard_lasts_as_long_as_it_should")
OPENS = done("test_conferences.test_the_room_opens_when_the_second_comes_and_one_may_start_it")
WAITS = done(
    "test_attributes.test_a_wait_document_is_asked_with_its_method_and_relative_to_its_own"
)
BROWSER = done("test_dialed_legs.test_a_dialed_client_is_a_child_leg_with_its_parameters")
LEFT = done("test_record_verb.test_silence_ends_a_recording_and_the_action_hears_of_it")
RECORDED_OF = done("test_media_settings.test_a_verb_tells_of_the_events_that_it_names")
RECORDED_SO = done("test_media_settings.test_a_verb_tells_of_its_recording_with_its_method")
SCREENED_SO = done(
    "test_media_settings.test_the_document_before_the_bridge_is_asked_with_its_method"
)
SILENT = done("test_media_settings.test_a_silent_line_that_is_dialed_is_given_up_when_asked")
TAPED = done("test_recorded_dials.test_a_conference_is_recorded_from_the_moment_two_are_bridged")
TAPED_SO = done(
    "test_media_settings.test_a_conference_tells_of_its_recording_with_its_method_and_trims_it"
)
TUNED = done("test_media_settings.test_each_tunable_of_a_dialed_number_decides")
VERBS = done("test_calls.test_verbs_run_one_after_the_other")

SOUND = not_needed("no sound travels: it would be heard by nobody")
REFER = not_needed("no call is handed over to another SIP exchange")
QUEUES = not_needed("calls wait in the product's own call lists, never in a Twilio queue")
CONFIGURED = not_needed("recordings are configured where they are asked for")
HALF = not_needed("a sentence is told once it is whole")
KNOWN = not_needed("what is said is known without recognizing any sound")
TWO = not_needed("there is no other carrier, nor another region, behind this one")

TWIML: Table = MappingProxyType(
    {
        **element(
            "Say",
            HEARD,
            [
                ("loop", HEARD),
                (
                    "voice language",
                    not_needed("every voice is as long as any other: nobody hears it"),
                ),
            ],
        ),
        **element("Play", HEARD, [("loop digits", HEARD)]),
        **element("Pause", HEARD, [("length", HEARD)]),
        **element(
            "Redirect",
            VERBS,
            [
                (
                    "method",
                    done(
                        "test_attributes.test_a_redirect_is_asked_with_its_method_and_may_be_relative"
                    ),
                )
            ],
        ),
        **element("Hangup", VERBS),
        **element(
            "Reject",
            done("test_softphone.test_an_application_that_rejects_ends_the_call_unanswered"),
            [
                (
                    "reason",
                    done("test_codes.test_a_bad_reason_to_reject_is_a_warning_with_its_code"),
                )
            ],
        ),
        **element(
            "Dial",
            DIALED,
            [
                ("action method", ACTION),
                (
                    "timeout",
                    done(
                        "test_attributes.test_a_dialed_phone_rings_no_longer_than_the_timeout_of_dial"
                    ),
                ),
                (
                    "timeLimit",
                    done("test_attributes.test_a_dialed_call_lasts_no_longer_than_its_time_limit"),
                ),
                (
                    "callerId",
                    done("test_attributes.test_the_caller_id_is_what_the_dialed_phone_sees"),
                ),
                ("answerOnBridge", BRIDGE),
                ("hangupOnStar", done("test_gather.test_a_star_leaves_a_dial_that_heeds_it")),
                (
                    "sequential",
                    done("test_dialed_legs.test_a_sequential_dial_tries_one_after_the_other"),
                ),
                (
                    "record recordingStatusCallback",
                    done(
                        "test_recorded_dials.test_a_recorded_dial_belongs_to_the_parent_and_tells_its_action"
                    ),
                ),
                ("trim", done("test_media_settings.test_a_dialed_talk_is_trimmed_when_asked")),
                (
                    "recordingTrack",
                    done(
                        "test_media_settings.test_one_track_of_a_dialed_talk_leaves_the_other_silent"
                    ),
                ),
                ("recordingStatusCallbackMethod", RECORDED_SO),
                ("recordingStatusCallbackEvent", RECORDED_OF),
                ("recordingConfigurationId", CONFIGURED),
                ("ringTone", SOUND),
                ("referUrl referMethod", REFER),
                ("callReason events passports", not_needed("no telephone here could show them")),
            ],
        ),
        **element(
            "Number",
            done("test_dial.test_the_first_phone_to_answer_wins_and_the_others_are_canceled"),
            [
                ("statusCallback statusCallbackMethod statusCallbackEvent", CHILD),
                (
                    "url",
                    done("test_dialed_legs.test_a_callee_hears_the_whisper_before_the_bridge"),
                ),
                ("method", SCREENED_SO),
                ("sendDigits", done("test_dialed_legs.test_digits_are_sent_before_the_bridge")),
                ("byoc", TWO),
                (
                    "machineDetection amdStatusCallback",
                    done("test_detection.test_a_dialed_number_is_judged_beside_the_talk"),
                ),
                ("machineDetectionTimeout machineDetectionSpeechThreshold", TUNED),
                ("machineDetectionSpeechEndThreshold", TUNED),
                ("machineDetectionSilenceTimeout amdStatusCallbackMethod", SILENT),
            ],
        ),
        **element(
            "Client",
            BROWSER,
            [
                ("url method", SCREENED_SO),
                ("statusCallback statusCallbackEvent", BROWSER),
                (
                    "statusCallbackMethod",
                    done(
                        "test_media_settings.test_a_dialed_browser_s_callback_is_sent_with_its_method"
                    ),
                ),
            ],
        ),
        "<Client><Identity>": BROWSER,
        "<Client><Parameter>": BROWSER,
        **element(
            "Conference",
            OPENS,
            [
                ("muted", done("test_attributes.test_a_participant_may_come_in_muted")),
                ("startConferenceOnEnter endConferenceOnExit participantLabel", OPENS),
                ("waitUrl waitMethod", WAITS),
                (
                    "maxParticipants",
                    done("test_codes.test_a_full_conference_and_a_label_in_use_have_their_codes"),
                ),
                ("coach", done("test_attributes.test_a_coach_says_whom_it_coaches")),
                ("statusCallback statusCallbackEvent", OPENS),
                (
                    "statusCallbackMethod",
                    done("test_attributes.test_a_conference_s_callback_is_sent_with_its_method"),
                ),
                (
                    "beep",
                    done("test_participants.test_a_beep_is_heard_when_it_was_asked_for"),
                ),
                ("record recordingStatusCallback recordingStatusCallbackEvent", TAPED),
                ("trim recordingStatusCallbackMethod", TAPED_SO),
                ("recordingConfigurationId", CONFIGURED),
                ("jitterBufferSize", SOUND),
                ("region", TWO),
                ("eventCallbackUrl", not_needed("it is the old name of statusCallback")),
            ],
        ),
        **element(
            "Gather",
            done("test_gather.test_a_person_presses_what_the_people_file_says"),
            [
                ("input", done("test_gather.test_keys_win_over_speech_where_both_count")),
                (
                    "action",
                    done("test_gather.test_the_action_is_the_document_itself_by_default"),
                ),
                (
                    "method",
                    done("test_media_settings.test_a_question_s_action_is_asked_with_its_method"),
                ),
                ("timeout", done("test_gather.test_without_input_the_next_verb_follows")),
                (
                    "finishOnKey",
                    done("test_gather.test_without_a_finishing_key_hash_is_a_digit"),
                ),
                ("numDigits", done("test_gather.test_as_many_digits_as_wanted_end_it")),
                (
                    "speechTimeout maxSpeechTime",
                    done("test_media_settings.test_a_sentence_is_complete_after_so_much_silence"),
                ),
                (
                    "actionOnEmptyResult",
                    done("test_gather.test_an_empty_result_can_be_asked_for"),
                ),
                ("bargeIn", not_needed("people here let a question be finished before they speak")),
                ("partialResultCallback partialResultCallbackMethod", HALF),
                ("language hints profanityFilter speechModel enhanced debug", KNOWN),
            ],
        ),
        **element(
            "Record",
            LEFT,
            [
                ("action timeout recordingStatusCallback", LEFT),
                (
                    "method",
                    done("test_media_settings.test_a_message_s_action_is_asked_with_its_method"),
                ),
                (
                    "finishOnKey",
                    done("test_record_verb.test_a_finishing_key_ends_it_and_is_said"),
                ),
                (
                    "maxLength",
                    done("test_record_verb.test_a_recording_lasts_no_longer_than_its_length"),
                ),
                ("playBeep", done("test_media_settings.test_a_beep_comes_before_a_message")),
                (
                    "trim",
                    done("test_record_verb.test_without_a_time_of_silence_the_length_decides"),
                ),
                (
                    "recordingTrack",
                    done(
                        "test_media_settings.test_a_message_recorded_from_the_other_side_is_empty"
                    ),
                ),
                ("recordingStatusCallbackMethod", RECORDED_SO),
                ("recordingStatusCallbackEvent", RECORDED_OF),
                ("recordingConfigurationId", CONFIGURED),
                ("transcribe transcribeCallback", not_needed("nothing that is said becomes text")),
            ],
        ),
        "<Enqueue>": QUEUES,
        "<Leave>": QUEUES,
        "<Queue>": QUEUES,
        "<Sip>": not_needed("no call goes out over SIP"),
        "<Sim>": not_needed("the account has no SIM cards"),
        "<WhatsApp>": not_needed("nobody is called over WhatsApp"),
        "<Application>": not_needed("no document dials another application"),
        "<Start>": not_needed("nobody listens to the sound of a call while it runs"),
        "<Stop>": not_needed("nothing is started in the background that could be stopped"),
        "<Connect>": not_needed("no robot speaks with the people called"),
        "<Pay>": not_needed("nobody pays by telephone"),
        "<Prompt>": not_needed("it only stands in <Pay>"),
        "<Refer>": REFER,
        "<Sms>": not_needed("texts are sent through the Messages resource"),
        "<Echo>": SOUND,
    }
)
"""Twilio.md 5.3 and 6.1."""

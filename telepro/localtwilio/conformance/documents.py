"""The verbs, nouns and attributes of TwiML, and what the local Twilio makes of each."""

from types import MappingProxyType

from telepro.localtwilio.conformance.verdicts import MISSING, Table, done, element, not_needed

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
FAULTS = done("test_codes.test_a_bad_value_of_each_attribute_is_a_warning_with_its_code")
VERBS = done("test_calls.test_verbs_run_one_after_the_other")

SOUND = not_needed("no sound travels: it would be heard by nobody")
REFER = not_needed("no call is handed over to another SIP exchange")
QUEUES = not_needed("calls wait in the product's own call lists, never in a Twilio queue")
CONFIGURED = not_needed("recordings are configured where they are asked for")
DETECTION = not_needed("detection is asked for when a call is created, not while dialing from one")
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
                ("hangupOnStar sequential", MISSING),
                ("record trim recordingTrack recordingStatusCallback", MISSING),
                ("recordingStatusCallbackMethod recordingStatusCallbackEvent", MISSING),
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
                ("url method sendDigits", MISSING),
                ("byoc", TWO),
                ("machineDetection machineDetectionTimeout amdStatusCallback", DETECTION),
                ("amdStatusCallbackMethod machineDetectionSpeechThreshold", DETECTION),
                ("machineDetectionSpeechEndThreshold machineDetectionSilenceTimeout", DETECTION),
            ],
        ),
        **element(
            "Client",
            MISSING,
            [
                ("url method", MISSING),
                ("statusCallback statusCallbackMethod statusCallbackEvent", MISSING),
            ],
        ),
        "<Client><Identity>": MISSING,
        "<Client><Parameter>": MISSING,
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
                ("beep", FAULTS),
                ("record trim recordingStatusCallback", MISSING),
                ("recordingStatusCallbackMethod recordingStatusCallbackEvent", MISSING),
                ("recordingConfigurationId", CONFIGURED),
                ("jitterBufferSize", SOUND),
                ("region", TWO),
                ("eventCallbackUrl", not_needed("it is the old name of statusCallback")),
            ],
        ),
        **element(
            "Gather",
            MISSING,
            [
                ("input action method timeout finishOnKey numDigits", MISSING),
                ("speechTimeout maxSpeechTime actionOnEmptyResult bargeIn", MISSING),
                ("partialResultCallback partialResultCallbackMethod", MISSING),
                ("language hints profanityFilter speechModel enhanced debug", MISSING),
            ],
        ),
        **element(
            "Record",
            MISSING,
            [
                ("action method timeout finishOnKey maxLength playBeep trim", MISSING),
                ("recordingStatusCallback recordingStatusCallbackMethod", MISSING),
                ("recordingStatusCallbackEvent", MISSING),
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

"""The codes of Twilio's REST API and debugger, and which of them the local Twilio gives."""

from types import MappingProxyType

from telepro.localtwilio.conformance.verdicts import Table, done, not_needed

CREATED = done("test_creation.test_each_refusal_has_twilio_s_code")
BAD_VALUE = done("test_codes.test_a_bad_value_of_each_attribute_is_a_warning_with_its_code")
IN_VAIN = done("test_codes.test_what_a_document_asks_in_vain_has_its_code")
UNREACHED = done("test_codes.test_each_way_of_not_answering_has_its_code")
DOCUMENT = done("test_twiml.test_a_document_that_can_not_run_names_its_fault")
REPLY = done("test_twiml.test_a_reply_that_is_no_document_names_its_fault")
OVERRIDE = done("test_overrides.test_an_override_out_of_range_is_refused_with_its_code")
REFUSED = done("test_http.test_refusals_over_http_have_twilio_s_status_and_code")
INVITED = done("test_participants.test_what_can_t_be_added_is_refused_and_leaves_no_leg")
QUESTION = done("test_gather.test_bad_attributes_are_warned_of_and_their_defaults_used")
MESSAGE = done("test_record_verb.test_bad_attributes_are_warned_of_and_their_defaults_used")
TEXT = done("test_messages.test_what_can_t_be_sent_is_refused")
NO_VALUE = not_needed("no attribute that is read here has a value which this code refuses")
OPEN = not_needed("no number is blocked here: who may be called is the product's own law")
QUEUES = not_needed("calls never wait in a Twilio queue")
VOICES = not_needed("every voice is as long as any other: nobody hears it")

REFUSALS: Table = MappingProxyType(
    {
        "10004": not_needed(
            "the account stands for an approved business, whose calls are not limited"
        ),
        "13223": not_needed("21211 says the same when a call is created"),
        "16003": INVITED,
        "16022": done("test_participants.test_a_completed_conference_takes_nobody"),
        "16023": INVITED,
        "16026": INVITED,
        "16028": INVITED,
        "20001": done("test_paging.test_a_bad_filter_is_refused"),
        "20003": REFUSED,
        "20004": REFUSED,
        "20008": not_needed("there are no test credentials here: everything may be tried"),
        "20009": done("test_calls.test_a_finished_call_can_be_deleted_and_a_live_one_not"),
        "20101": done("test_tokens.test_a_token_that_proves_too_little_is_refused"),
        "20104": done("test_tokens.test_an_expired_token_is_refused_as_expired"),
        "20107": done("test_tokens.test_an_unsigned_token_is_refused"),
        "20403": not_needed("whoever signs in may do everything: there is one account"),
        "20404": REFUSED,
        "20429": done("test_faults.test_a_refused_creation_creates_nothing"),
        "20500": done("test_faults.test_a_refused_creation_creates_nothing"),
        "20503": done(
            "test_faults.test_an_outage_refuses_everything_and_sends_nothing_until_it_is_over"
        ),
        "21200": done("test_calls.test_an_update_that_makes_no_sense_is_refused"),
        "21201": CREATED,
        "21202": done("test_client_legs.test_what_can_t_be_rung_is_refused"),
        "21203": not_needed("21215 says the same of a country that may not be called"),
        "21204": not_needed("a call is begun by its own creation, never twice"),
        "21205": CREATED,
        "21206": CREATED,
        "21208": CREATED,
        "21209": CREATED,
        "21210": CREATED,
        "21211": CREATED,
        "21212": CREATED,
        "21213": CREATED,
        "21214": CREATED,
        "21215": CREATED,
        "21216": CREATED,
        "21217": CREATED,
        "21218": CREATED,
        "21219": not_needed(
            "the account stands for one that pays, which may call numbers it has not verified"
        ),
        "21220": done("test_calls.test_a_finished_call_can_not_be_redirected"),
        "21234": done("test_detection.test_what_detection_can_not_be_is_refused"),
        "21262": done(
            "test_detection.test_an_asynchronous_result_without_a_callback_is_on_the_call_with_a_warning"
        ),
        "21263": done(
            "test_detection.test_any_other_word_than_true_leaves_detection_synchronous_with_a_warning"
        ),
        "21264": not_needed("21210 says the same of a number that is not owned"),
        "21300": not_needed("there is no other carrier behind this one"),
        "21602": TEXT,
        "21603": TEXT,
        "21604": TEXT,
        "21606": TEXT,
        "21609": CREATED,
        "21610": done("test_messages_of_people.test_who_says_stop_gets_no_more_messages"),
        "21617": TEXT,
        "21626": CREATED,
        "21703": done(
            "test_media_settings.test_a_text_without_a_number_to_send_it_from_is_refused"
        ),
        "32018": CREATED,
    }
)
"""Refusals of the REST API: twilio.md 2.1."""

DEBUGGER: Table = MappingProxyType(
    {
        "11100": done("test_delivery.test_an_action_off_this_machine_is_never_called"),
        "11200": done("test_delivery.test_fifteen_seconds_of_silence_end_in_the_fallback"),
        "11201": UNREACHED,
        "11202": done("test_reach.test_a_refused_connection_is_named"),
        "11203": not_needed(
            "11200 is said when all the time is over, as when an answer doesn't come"
        ),
        "11205": UNREACHED,
        "11206": done("test_reach.test_an_answer_that_is_none_is_named"),
        "11210": UNREACHED,
        "11215": done("test_delivery.test_a_loop_of_redirects_ends"),
        "11216": done("test_delivery.test_a_redirect_to_nowhere_says_so"),
        "11217": done("test_delivery.test_without_fallback_the_call_ends_as_completed"),
        "11220": UNREACHED,
        "11235": not_needed("11237 and 11220 say as much of a certificate on one's own machine"),
        "11236": not_needed("11237 and 11220 say as much of a certificate on one's own machine"),
        "11237": UNREACHED,
        "11240": OVERRIDE,
        "11241": OVERRIDE,
        "11242": OVERRIDE,
        "11243": OVERRIDE,
        "11750": DOCUMENT,
        "11770": REPLY,
        "12100": DOCUMENT,
        "12101": not_needed("12100 says the same: a document of another XML version is not parsed"),
        "12102": DOCUMENT,
        "12200": done("test_twiml.test_what_is_unknown_is_warned_of_and_skipped"),
        "12300": REPLY,
        "12400": done("test_calls.test_documents_that_lead_to_each_other_for_ever_are_stopped"),
        "13000": IN_VAIN,
        "13201": done("test_dialed_legs.test_a_dial_inside_a_screening_is_skipped"),
        "13210": BAD_VALUE,
        "13212": BAD_VALUE,
        "13213": BAD_VALUE,
        "13214": IN_VAIN,
        "13215": not_needed("12200 says the same of an element that can't stand in <Dial>"),
        "13216": BAD_VALUE,
        "13217": BAD_VALUE,
        "13219": BAD_VALUE,
        "13221": BAD_VALUE,
        "13222": done("test_dialed_legs.test_digits_that_can_t_be_sent_are_a_notification"),
        "13223": not_needed("13224 says the same of a number that is none"),
        "13224": IN_VAIN,
        "13225": OPEN,
        "13226": OPEN,
        "13227": OPEN,
        "13230": BAD_VALUE,
        "13231": BAD_VALUE,
        "13232": BAD_VALUE,
        "13233": not_needed("11100 is said when the waitUrl is asked for"),
        "13234": BAD_VALUE,
        "13235": BAD_VALUE,
        "13237": IN_VAIN,
        "13238": IN_VAIN,
        "13240": IN_VAIN,
        "13247": not_needed("13214 says the same of a caller ID that is not owned"),
        "13248": not_needed("no telephone here could show a reason, so none is too long"),
        "13310": QUESTION,
        "13312": QUESTION,
        "13313": QUESTION,
        "13314": QUESTION,
        "13320": QUESTION,
        "13326": QUESTION,
        "13327": QUESTION,
        "13328": QUESTION,
        "13329": QUESTION,
        "13332": QUESTION,
        "13333": QUESTION,
        "13336": QUESTION,
        "13338": QUESTION,
        "13339": QUESTION,
        "13410": BAD_VALUE,
        "13420": not_needed("no sound file is fetched"),
        "13430": not_needed("no sound file is fetched"),
        "13510": BAD_VALUE,
        "13511": VOICES,
        "13512": VOICES,
        "13520": VOICES,
        "13610": MESSAGE,
        "13611": MESSAGE,
        "13612": MESSAGE,
        "13613": MESSAGE,
        "13614": MESSAGE,
        "13615": NO_VALUE,
        "13616": MESSAGE,
        "13617": NO_VALUE,
        "13618": NO_VALUE,
        "13621": MESSAGE,
        "13622": MESSAGE,
        "13699": MESSAGE,
        "13710": BAD_VALUE,
        "13805": not_needed(
            "the account stands for one that pays, whose calls have no ten minutes' limit"
        ),
        "13810": done("test_codes.test_a_bad_reason_to_reject_is_a_warning_with_its_code"),
        "13910": BAD_VALUE,
        "14201": QUEUES,
        "14202": QUEUES,
        "14203": QUEUES,
        "14204": QUEUES,
        "14205": QUEUES,
        "14206": QUEUES,
        "14300": not_needed("nothing is started in the background"),
        "15003": done("test_calls.test_a_callback_answered_with_an_error_is_a_warning_only"),
        "15004": done("test_dial.test_inline_twiml_needs_an_absolute_action"),
        "16011": done(
            "test_delivery.test_a_conference_callback_answered_with_an_error_has_a_code_of_its_own"
        ),
        "16020": done("test_codes.test_a_full_conference_and_a_label_in_use_have_their_codes"),
        "16025": done("test_conferences.test_a_label_in_use_is_skipped_with_a_notification"),
        "16030": done("test_participants.test_a_leg_that_is_not_taken_is_a_leave_that_says_why"),
        "16101": done("test_recordings.test_a_call_of_no_length_leaves_a_recording_too_short"),
        "16102": done("test_recordings.test_silence_alone_is_absent_and_says_why"),
    }
)
"""Lines of the debugger: twilio.md 2.2."""

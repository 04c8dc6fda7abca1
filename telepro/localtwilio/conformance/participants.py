"""The parameters of dialing a participant into a conference and of changing one there."""

from types import MappingProxyType

from telepro.localtwilio.conformance.verdicts import Table, done, not_needed

REFUSED = done("test_participants.test_what_can_t_be_added_is_refused_and_leaves_no_leg")
QUEUED = done("test_participants.test_a_participant_is_queued_with_every_key_of_the_resource")
STEPS = done(
    "test_participants.test_a_participant_rings_joins_and_ends_with_a_status_for_each_step"
)
OPENS = done("test_participants.test_a_name_that_is_not_live_opens_a_room_that_its_first_leg_leads")
COACHED = done("test_participants_in_the_room.test_a_coach_is_heard_by_the_coached_call_alone")
RECORDED = done("test_invited_orders.test_an_invited_leg_is_recorded_and_told_as_a_call_is")
TAPED = done(
    "test_invited_orders.test_who_opens_a_conference_through_the_api_decides_whether_it_is_recorded"
)
JUDGED = done("test_invited_orders.test_an_invited_leg_is_judged_beside_the_talk")
TUNED = done("test_media_settings.test_an_invited_leg_s_result_is_told_with_its_method")
METHODS = done(
    "test_invitation_settings.test_every_callback_of_an_invited_leg_is_sent_with_its_method"
)
DOCUMENTS = done(
    "test_invitation_settings.test_documents_for_a_participant_are_asked_for_with_their_methods"
)
ANNOUNCED = done(
    "test_participants_in_the_room.test_an_announcement_to_one_participant_is_told_at_its_end"
)
WAITED = done(
    "test_participants_in_the_room.test_another_wait_document_replaces_the_one_that_plays"
)
LEAVING = done(
    "test_participants_in_the_room.test_leaving_can_be_made_to_end_the_conference_or_to_beep"
)
HELD = done(
    "test_participants_in_the_room.test_hold_music_is_fetched_by_get_and_played_to_the_held_leg_alone"
)
MUTED = done("test_conferences.test_muting_and_holding_are_told_and_shown")
BARGED = done("test_participants_in_the_room.test_a_coach_who_barges_in_is_heard_by_everybody")
SIP = not_needed("no call goes out over SIP")
DISPLAY = not_needed("no telephone here has a display that would show it")

EMERGENCIES = (
    *("EmergencyCallerPosition", "EmergencyCallerLocation", "EmergencyName", "EmergencyAddress"),
    *("EmergencyZipCode", "EmergencyCity", "EmergencyState", "EmergencyCountry"),
)

CREATED: Table = MappingProxyType(
    {
        "To": REFUSED,
        "To=client:": done("test_participants.test_a_browser_can_be_dialed_into_a_room"),
        "From": REFUSED,
        "Label": QUEUED,
        "CallerId": done(
            "test_invitation_settings.test_an_invited_leg_shows_the_caller_id_that_it_was_given"
        ),
        "Timeout": done(
            "test_invitation_settings.test_an_invited_leg_rings_no_longer_than_its_timeout"
        ),
        "TimeLimit": done(
            "test_invitation_settings.test_an_invited_leg_lasts_no_longer_than_its_time_limit"
        ),
        "StatusCallback": STEPS,
        "StatusCallbackEvent": done(
            "test_invitation_settings.test_status_events_of_an_invited_leg_are_those_asked_for"
        ),
        "StatusCallbackMethod": METHODS,
        "Muted": done("test_invitation_settings.test_an_invited_leg_may_come_in_muted"),
        "Beep": done("test_participants.test_a_beep_is_heard_when_it_was_asked_for"),
        "StartConferenceOnEnter": done(
            "test_invitation_settings.test_legs_that_may_not_start_a_conference_wait_in_it_together"
        ),
        "EndConferenceOnExit": done(
            "test_invitation_settings.test_a_leg_that_ends_the_conference_on_leaving_does"
        ),
        "WaitUrl": OPENS,
        "WaitMethod": METHODS,
        "EarlyMedia": done(
            "test_invitation_settings.test_with_early_media_those_who_wait_hear_it_ring"
        ),
        "MaxParticipants": done(
            "test_participants.test_a_full_room_turns_the_leg_away_when_it_joins"
        ),
        "ConferenceStatusCallback": OPENS,
        "ConferenceStatusCallbackEvent": OPENS,
        "ConferenceStatusCallbackMethod": METHODS,
        "Coaching": COACHED,
        "CallSidToCoach": COACHED,
        "Record": RECORDED,
        "RecordingChannels": RECORDED,
        "RecordingTrack": done(
            "test_media_settings.test_one_track_of_a_call_leaves_the_other_silent"
        ),
        "RecordingStatusCallback": RECORDED,
        "RecordingStatusCallbackMethod": METHODS,
        "RecordingStatusCallbackEvent": RECORDED,
        "Trim": done(
            "test_invited_orders.test_a_held_leg_that_is_recorded_hears_music_and_says_nothing"
        ),
        "ConferenceRecord": TAPED,
        "ConferenceTrim": done(
            "test_invited_orders.test_what_can_not_be_recorded_or_detected_is_refused"
        ),
        "ConferenceRecordingStatusCallback": TAPED,
        "ConferenceRecordingStatusCallbackMethod": METHODS,
        "ConferenceRecordingStatusCallbackEvent": TAPED,
        "MachineDetection": JUDGED,
        "MachineDetectionTimeout": TUNED,
        "MachineDetectionSpeechThreshold": done("test_detection.test_who_answered_is_found_out"),
        "MachineDetectionSpeechEndThreshold": TUNED,
        "MachineDetectionSilenceTimeout": done("test_detection.test_who_answered_is_found_out"),
        "AmdStatusCallback": JUDGED,
        "AmdStatusCallbackMethod": TUNED,
        "JitterBufferSize": not_needed("no sound travels: it would be heard by nobody"),
        "Region": not_needed("there is no other region behind this one"),
        "Byoc": not_needed("there is no other carrier behind this one"),
        "Passports": DISPLAY,
        "RecordingConfigurationId": not_needed(
            "recordings are configured where they are asked for"
        ),
        **dict.fromkeys(EMERGENCIES, not_needed("nobody here calls for help in an emergency")),
        "CallReason": DISPLAY,
        "CallerDisplayName": DISPLAY,
        "CallToken": not_needed("no call that came in is passed on"),
        "ClientNotificationUrl": not_needed(
            "browsers hold a stream open instead of being woken by a push"
        ),
        "SipAuthUsername": SIP,
        "SipAuthPassword": SIP,
        "what has no effect is said": done(
            "test_participants.test_parameters_without_effect_are_said"
        ),
        "update: Muted": MUTED,
        "update: Hold": MUTED,
        "update: HoldUrl": HELD,
        "update: HoldMethod": DOCUMENTS,
        "update: AnnounceUrl": ANNOUNCED,
        "update: AnnounceMethod": DOCUMENTS,
        "update: WaitUrl": WAITED,
        "update: WaitMethod": WAITED,
        "update: BeepOnExit": LEAVING,
        "update: EndConferenceOnExit": LEAVING,
        "update: Coaching": BARGED,
        "update: CallSidToCoach": done(
            "test_participants_in_the_room.test_nobody_coaches_a_call_that_is_elsewhere"
        ),
        "by label instead of SID": MUTED,
    }
)
"""Twilio.md 6.5."""

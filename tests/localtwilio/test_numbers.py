from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException

from telepro.localtwilio.exchange import Account
from telepro.localtwilio.messages import InboundCall
from telepro.localtwilio.numbers import number_sid
from telepro.localtwilio.options import BadOptions, Flags, build_options
from tests.localtwilio.bench import ACCOUNT, APP, OTHER_OURS, OURS, THEM, Bench, only
from tests.localtwilio.theatre import client_of, local_twilio

PN = number_sid(ACCOUNT.sid, OURS)
AP = str(ACCOUNT.application_sid)
ENVIRON = {
    "TWILIO_ACCOUNT_SID": ACCOUNT.sid,
    "TWILIO_AUTH_TOKEN": "secret",
    "TWILIO_NUMBERS": OURS,
}
NUMBER_KEYS = {
    "sid", "account_sid", "friendly_name", "phone_number", "api_version", "date_created",
    "date_updated", "uri", "voice_url", "voice_method", "voice_fallback_url",
    "voice_fallback_method", "voice_application_sid", "voice_caller_id_lookup",
    "voice_receive_mode", "status_callback", "status_callback_method", "sms_url", "sms_method",
    "sms_fallback_url", "sms_fallback_method", "sms_application_sid", "trunk_sid", "address_sid",
    "address_requirements", "bundle_sid", "identity_sid", "emergency_status",
    "emergency_address_sid", "emergency_address_status", "beta", "capabilities", "origin", "status",
    "type",
}  # fmt: skip
APPLICATION_KEYS = {
    "sid", "account_sid", "friendly_name", "api_version", "date_created", "date_updated", "uri",
    "voice_url", "voice_method", "voice_fallback_url", "voice_fallback_method",
    "voice_caller_id_lookup", "status_callback", "status_callback_method", "sms_url", "sms_method",
    "sms_fallback_url", "sms_fallback_method", "sms_status_callback", "message_status_callback",
    "public_application_connect_enabled",
}  # fmt: skip


def body(response: Any) -> dict[str, Any]:
    return dict(response.body or {})


def test_a_number_is_shown_with_every_key_and_nothing_that_answers() -> None:
    shown = body(Bench().rest("GET", f"/IncomingPhoneNumbers/{PN}"))
    assert set(shown) == NUMBER_KEYS
    assert (shown["phone_number"], shown["voice_url"], shown["voice_method"]) == (OURS, "", "POST")
    assert shown["type"] == "local"
    assert shown["capabilities"] == {"voice": True, "sms": True, "mms": False, "fax": False}


def test_numbers_are_listed_by_a_part_of_them() -> None:
    listed = body(Bench().rest("GET", "/IncomingPhoneNumbers", query={"PhoneNumber": "0002"}))
    assert [entry["phone_number"] for entry in listed["incoming_phone_numbers"]] == [OTHER_OURS]


def test_what_is_set_on_a_number_stays() -> None:
    bench = Bench()
    bench.play(60)
    form = {"VoiceUrl": f"{APP}/in", "VoiceMethod": "GET", "SmsUrl": f"{APP}/sms"}
    bench.rest("POST", f"/IncomingPhoneNumbers/{PN}", form | {"FriendlyName": "Sales"})
    shown = body(bench.rest("GET", f"/IncomingPhoneNumbers/{PN}"))
    assert (shown["voice_url"], shown["voice_method"]) == (f"{APP}/in", "GET")
    assert (shown["sms_url"], shown["friendly_name"]) == (f"{APP}/sms", "Sales")
    assert shown["date_updated"] == "Mon, 23 Nov 2026 09:01:00 +0000"
    other = number_sid(ACCOUNT.sid, OTHER_OURS)
    assert body(bench.rest("GET", f"/IncomingPhoneNumbers/{other}"))["voice_url"] == ""


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"VoiceUrl": "http://example.com/"}, 400, 20001),
        ({"VoiceMethod": "PUT"}, 400, 20001),
        ({"VoiceApplicationSid": "AP1"}, 400, 20001),
        ({"VoiceApplicationSid": "AP" + "9" * 32}, 400, 21218),
        ({"FriendlyName": "a" * 65}, 400, 20001),
    ],
)
def test_what_can_t_be_set_on_a_number_is_refused(
    form: dict[str, str], status: int, code: int
) -> None:
    bench = Bench()
    response = bench.rest("POST", f"/IncomingPhoneNumbers/{PN}", {"SmsUrl": f"{APP}/x"} | form)
    assert (response.status, body(response)["code"]) == (status, code)
    assert body(bench.rest("GET", f"/IncomingPhoneNumbers/{PN}"))["sms_url"] == ""


def test_an_application_wins_over_a_number_s_own_url() -> None:
    bench = Bench(number_url=f"{APP}/own")
    created = bench.rest("POST", "/Applications", {"VoiceUrl": f"{APP}/app"})
    sid = body(created)["sid"]
    bench.rest("POST", f"/IncomingPhoneNumbers/{PN}", {"VoiceApplicationSid": sid})
    bench.hand(InboundCall(THEM, OURS))
    assert len(bench.posted("/app")) == 1
    bench.rest("DELETE", f"/Applications/{sid}")
    bench.hand(InboundCall(THEM, OURS))
    assert (len(bench.posted("/app")), len(bench.posted("/own"))) == (1, 1)


def test_an_application_is_created_changed_listed_and_deleted() -> None:
    bench = Bench()
    created = bench.rest("POST", "/Applications", {"FriendlyName": "Sales"})
    assert (created.status, set(body(created))) == (201, APPLICATION_KEYS)
    sid = body(created)["sid"]
    changed = bench.rest("POST", f"/Applications/{sid}", {"VoiceUrl": f"{APP}/app"})
    assert body(changed)["voice_url"] == f"{APP}/app"
    listed = body(bench.rest("GET", "/Applications"))["applications"]
    assert [entry["sid"] for entry in listed] == [sid, AP]
    named = body(bench.rest("GET", "/Applications", query={"FriendlyName": "Sales"}))
    assert [entry["sid"] for entry in named["applications"]] == [sid]
    assert bench.rest("DELETE", f"/Applications/{sid}").status == 204
    assert bench.rest("GET", f"/Applications/{sid}").status == 404


def test_a_call_by_application_is_led_and_told_by_the_application_alone() -> None:
    bench = Bench(people=only("busy"))
    settings = {"StatusCallback": f"{APP}/app-status", "VoiceUrl": f"{APP}/app"}
    bench.rest("POST", f"/Applications/{AP}", settings)
    bench.call(Url="", ApplicationSid=AP, StatusCallback=f"{APP}/own-status")
    bench.play(10)
    assert len(bench.posted("/app-status")) == 1
    assert bench.posted("/own-status") == []


def test_an_application_that_answers_nothing_can_t_lead_a_call() -> None:
    bench = Bench()
    bench.rest("POST", f"/Applications/{AP}", {"VoiceUrl": ""})
    form = {"To": THEM, "From": OURS, "ApplicationSid": AP}
    assert body(bench.rest("POST", "/Calls", form))["code"] == 21218


def test_a_browser_is_led_by_what_its_application_says_now() -> None:
    bench = Bench()
    bench.rest("POST", f"/Applications/{AP}", {"VoiceUrl": f"{APP}/new-session"})
    bench.softphone()
    assert len(bench.posted("/new-session")) == 1


def test_caller_ids_are_the_numbers_that_calls_may_come_from() -> None:
    listed = body(Bench().rest("GET", "/OutgoingCallerIds"))["outgoing_caller_ids"]
    assert [entry["phone_number"] for entry in listed] == [OURS, OTHER_OURS]
    assert set(listed[0]) == {
        "sid", "account_sid", "friendly_name", "phone_number", "date_created", "date_updated", "uri",
    }  # fmt: skip


def test_the_official_client_sets_up_numbers_and_applications() -> None:
    with local_twilio() as url:
        client = client_of(url)
        application = client.applications.create(friendly_name="Sales", voice_url=f"{APP}/app")
        number = client.incoming_phone_numbers(PN).update(voice_application_sid=application.sid)
        assert number.voice_application_sid == application.sid
        assert client.incoming_phone_numbers(PN).fetch().phone_number == OURS
        assert [each.sid for each in client.applications.list()] == [application.sid, AP]
        assert client.outgoing_caller_ids.list()[0].phone_number == OURS
        assert client.applications(application.sid).delete()
        with pytest.raises(TwilioRestException) as gone:
            client.applications(application.sid).fetch()
        assert (gone.value.status, gone.value.code) == (404, 20404)


def test_the_url_of_all_numbers_comes_from_a_flag_or_the_environment() -> None:
    def account(flags: Flags, **environ: str) -> Account:
        return build_options(flags, ENVIRON | environ).setup.account

    assert account(Flags()).number_url == ""
    assert account(Flags(), TWILIO_NUMBER_URL=f"{APP}/a").number_url == f"{APP}/a"
    flags = Flags(number_url=f"{APP}/b")
    assert account(flags, TWILIO_NUMBER_URL=f"{APP}/a").number_url == f"{APP}/b"
    with pytest.raises(BadOptions, match="TWILIO_NUMBER_URL"):
        account(Flags(number_url="http://example.com/"))


def test_the_account_says_where_everything_of_it_is() -> None:
    bench = Bench()
    shown = body(bench.rest("GET", ""))["subresource_uris"]
    for uri in shown.values():
        path = uri.removeprefix(f"/2010-04-01/Accounts/{ACCOUNT.sid}").removesuffix(".json")
        assert bench.rest("GET", path).status == 200

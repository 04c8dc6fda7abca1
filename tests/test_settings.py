"""What the environment may say, and the sentences for what it may not."""

from pathlib import Path

import pytest

from campaigns.problems import Refused
from telepro.settings import Settings

ENOUGH = {
    "DATABASE_URL": "postgresql://telepro:word@localhost/telepro",
    "REDIS_URL": "redis://localhost:6379/0",
    "SECRET_KEY": "s" * 32,
    "FINGERPRINT_KEY": "f" * 32,
}


def refused(**values: str) -> dict[str, str]:
    """Place and expectation of every problem that these values bring."""
    with pytest.raises(Refused) as refusal:
        Settings.from_environ({**ENOUGH, **values})
    return {problem.place: problem.expected for problem in refusal.value.problems}


def test_four_values_are_enough() -> None:
    settings = Settings.from_environ(ENOUGH)
    assert settings.database_url == "postgresql+psycopg://telepro:word@localhost/telepro"
    assert settings.public_base_url == "http://127.0.0.1:5000"
    assert settings.data == Path("var")
    assert settings.limits.upload_bytes == 67_108_864
    assert not settings.carrier.configured


def test_an_empty_environment_names_all_that_is_missing_at_once() -> None:
    with pytest.raises(Refused) as refusal:
        Settings.from_environ({})
    places = [problem.place for problem in refusal.value.problems]
    assert places == ["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FINGERPRINT_KEY"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:///telepro.db"),
        ("REDIS_URL", "localhost"),
        ("SECRET_KEY", "short"),
        ("PUBLIC_BASE_URL", "http://calls.example.com"),
        ("PUBLIC_BASE_URL", "calls.example.com"),
        ("PUSH_PUBLIC_URL", "http://192.168.1.4:5001"),
        ("TWILIO_BASE_URL", "https://api.twilio.com"),
        ("TWILIO_BASE_URL", "http://10.0.0.4:8010"),
        ("TWILIO_NUMBERS", "01 99 00 99 90"),
        ("SMTP_PORT", "-1"),
        ("SMTP_FROM", "TelePro"),
        ("TELEPRO_CLOCK_SHIFT", "two hours"),
        ("TELEPRO_DEMO", "perhaps"),
        ("TWILIO_CPS", "0"),
        ("TWILIO_CPS", "fast"),
        ("TWILIO_EDGES", "dublin;frankfurt"),
        ("TWILIO_EDGES", "dublin.example.org/"),
        ("RECORDINGS_BUCKET", "s3://calls"),
        ("RECORDINGS_BUCKET", "calls/../others"),
        ("RECORDINGS_ENDPOINT", "http://s3.example.com"),
        ("RECORDINGS_ENDPOINT", "https://key:word@s3.example.com"),
        ("RECORDINGS_REGION", "Paris, France"),
        ("UPLOAD_ROWS", "0"),
        ("UPLOAD_ROWS", "²"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    assert list(refused(**{name: value})) == [name]


def test_a_shifted_clock_never_meets_real_people() -> None:
    assert list(refused(TELEPRO_CLOCK_SHIFT="3600")) == ["TELEPRO_CLOCK_SHIFT"]
    local = Settings.from_environ(
        {**ENOUGH, "TELEPRO_CLOCK_SHIFT": "3600", "TWILIO_BASE_URL": "http://127.0.0.1:8010"}
    )
    assert local.clock_shift == 3600.0


def test_the_edges_of_the_carrier_are_tried_in_their_order() -> None:
    assert Settings.from_environ(ENOUGH).carrier.edges == ("dublin", "frankfurt", "roaming")
    chosen = Settings.from_environ({**ENOUGH, "TWILIO_EDGES": "sao-paulo, ashburn-ix"})
    assert chosen.carrier.edges == ("sao-paulo", "ashburn-ix")


def test_a_browser_gets_a_voice_only_from_an_account_that_can_sign_for_it() -> None:
    account = {
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "t",
        "TWILIO_API_KEY": "SK" + "1" * 32,
        "TWILIO_API_SECRET": "a",
        "TWILIO_APP_SID": "AP" + "2" * 32,
    }
    assert Settings.from_environ({**ENOUGH, **account}).carrier.has_voice
    local = {"TWILIO_BASE_URL": "http://127.0.0.1:8010"}
    assert not Settings.from_environ({**ENOUGH, **account, **local}).carrier.has_voice
    del account["TWILIO_APP_SID"]
    without = Settings.from_environ({**ENOUGH, **account}).carrier
    assert (without.has_voice, without.missing_for_softphone) == (False, ("TWILIO_APP_SID",))


def test_an_account_without_a_token_is_refused() -> None:
    assert list(refused(TWILIO_ACCOUNT_SID="AC" + "0" * 32)) == ["TWILIO_AUTH_TOKEN"]


def test_a_mail_server_needs_a_sender() -> None:
    assert list(refused(SMTP_HOST="mail.example.com")) == ["SMTP_FROM"]


def test_no_secret_is_repeated_in_a_message() -> None:
    with pytest.raises(Refused) as refusal:
        Settings.from_environ({**ENOUGH, "SECRET_KEY": "hunter2", "DATABASE_URL": "my://pass@x"})
    assert "hunter2" not in str(refusal.value)
    assert "pass@" not in str(refusal.value)


def test_both_webhook_tokens_count_while_one_is_replaced() -> None:
    settings = Settings.from_environ(
        {
            **ENOUGH,
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
            "TWILIO_AUTH_TOKEN": "new",
            "TWILIO_AUTH_TOKEN_SECONDARY": "old",
            "TWILIO_NUMBERS": "+33199009990, +33199009991",
        }
    )
    assert settings.carrier.auth_tokens == ("new", "old")
    assert settings.carrier.numbers == ("+33199009990", "+33199009991")


def test_numbers_for_text_messages_are_numbers() -> None:
    known = {**ENOUGH, "TWILIO_SMS_FROM": "+33755530000, +33755530001"}
    assert Settings.from_environ(known).carrier.sms_numbers == ("+33755530000", "+33755530001")
    with pytest.raises(Refused, match="TWILIO_SMS_FROM"):
        Settings.from_environ({**ENOUGH, "TWILIO_SMS_FROM": "0755530000"})


def test_a_bucket_needs_its_keys_and_shows_none_of_them() -> None:
    assert not Settings.from_environ(ENOUGH).bucket.name
    assert list(refused(RECORDINGS_BUCKET="calls")) == [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
    ]
    assert list(refused(RECORDINGS_ENDPOINT="https://s3.example.com")) == ["RECORDINGS_BUCKET"]
    keys = {"AWS_ACCESS_KEY_ID": "AKIA0", "AWS_SECRET_ACCESS_KEY": "hunter2"}
    whole = {**ENOUGH, **keys, "RECORDINGS_BUCKET": "calls/recordings"}
    settings = Settings.from_environ(whole)
    bucket = settings.bucket
    assert (bucket.name, bucket.endpoint, bucket.region) == ("calls/recordings", "", "us-east-1")
    assert (bucket.key_id, bucket.secret) == ("AKIA0", "hunter2")
    assert "AKIA0" not in repr(settings)
    assert "hunter2" not in repr(settings)

import pytest
from twilio.request_validator import RequestValidator

from telepro.localtwilio.signing import bare, sign, signed_url

FORM = (
    ("CallSid", "CA1234567890ABCDE"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
    ("Caller", "+14158675309"),
)
OTHER_FORM = (
    ("CallSid", "CA1234567890ABCDE"),
    ("Caller", "+14158675310"),
    ("Digits", "1234"),
    ("From", "+14158675310"),
    ("To", "+18005551212"),
)
REPEATED = (
    ("Sid", "CA123"),
    ("SidAccount", "AC123"),
    ("Digits", "5678"),
    ("Digits", "1234"),
    ("Digits", "1234"),
)
TAIL = "mycompany.com{port}/myapp.php?foo=1&bar=2"
BODY_HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"


@pytest.mark.parametrize(
    ("url", "form", "signature"),
    [
        ("https://" + TAIL.format(port=""), FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://" + TAIL.format(port=":443"), FORM, "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("http://" + TAIL.format(port=":80"), FORM, "0ZXoZLH/DfblKGATFgpif+LLRf4="),
        ("http://" + TAIL.format(port=":1234"), FORM, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
        ("https://" + TAIL.format(port=""), REPEATED, "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
        (
            "https://" + TAIL.format(port="") + "&bodySHA256=" + BODY_HASH,
            (),
            "a9nBmqA0ju/hNViExpshrM61xv4=",
        ),
        (
            "https://example.com/myapp.php?foo=1&bar=2",
            OTHER_FORM,
            "L/OH5YylLD5NRKLltdqwSvS0BnU=",
        ),
    ],
)
def test_known_signatures_are_reproduced(
    url: str, form: tuple[tuple[str, str], ...], signature: str
) -> None:
    assert sign("12345", url, form) == signature


def test_the_official_validator_accepts_our_signature() -> None:
    form = (("CallSid", "CA1"), ("Empty", ""), ("To", "+33199001234"), ("Name", "Élodie"))
    url = "http://127.0.0.1:5000/twilio/status?attempt=81&x=%C3%A9"
    assert RequestValidator("secret").validate(url, dict(form), sign("secret", url, form))


def test_fragment_and_user_are_not_signed() -> None:
    assert bare("http://bob:pw@127.0.0.1:5000/a?b=1#rc=3") == "http://127.0.0.1:5000/a?b=1"


def test_voice_signs_https_without_port_and_http_with_it() -> None:
    assert signed_url("https://127.0.0.1:8443/a") == "https://127.0.0.1/a"
    assert signed_url("http://127.0.0.1:5000/a") == "http://127.0.0.1:5000/a"

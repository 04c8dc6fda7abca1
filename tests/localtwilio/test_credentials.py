"""Webhooks to an address that names a user: who they are is said once asked, and kept for the call."""

import base64

import pytest

from telepro.localtwilio.credentials import Challenge, authorization, user_of
from telepro.localtwilio.messages import Reply, Send
from tests.localtwilio.bench import APP, Bench, twiml

ADDRESS = APP.replace("http://", "http://bob:p%40ss@")
BASIC = "Basic " + base64.b64encode(b"bob:p@ss").decode()


def proof_of(send: Send) -> str:
    return dict(send.headers).get("Authorization", "")


def test_a_user_is_named_only_after_the_server_asked_and_then_for_the_whole_call() -> None:
    def application(send: Send) -> Reply:
        if not proof_of(send):
            return Reply(401, challenge='Basic realm="app"')
        return twiml("<Redirect>/next</Redirect>" if "/twiml" in send.url else "<Hangup/>")

    bench = Bench(application)
    sid = bench.call(Url=f"{ADDRESS}/twiml")
    bench.rest("POST", f"/Calls/{sid}", {"StatusCallback": f"{ADDRESS}/status"})
    bench.play(60)
    asked = [(send.url, proof_of(send)) for _, send in bench.sent]
    assert asked == [
        (f"{APP}/twiml", ""),
        (f"{APP}/twiml", BASIC),
        (f"{APP}/next", BASIC),
        (f"{APP}/status", BASIC),
    ]
    tokens = {dict(send.headers)["I-Twilio-Idempotency-Token"] for _, send in bench.sent[:2]}
    assert (len(tokens), bench.codes()) == (1, [])


def test_a_wrong_password_is_an_error_like_any_other() -> None:
    bench = Bench(lambda send: Reply(401, challenge='Basic realm="app"'))
    bench.call(Url=f"{ADDRESS}/twiml")
    bench.play(30)
    assert (len(bench.sent), bench.codes()) == (2, [11217])


def test_an_address_without_a_user_is_not_asked_twice() -> None:
    bench = Bench(lambda send: Reply(401, challenge='Basic realm="app"'))
    bench.call()
    bench.play(30)
    assert (len(bench.sent), bench.codes()) == (1, [11217])


def test_a_challenge_that_is_not_understood_is_left_unanswered() -> None:
    bench = Bench(lambda send: Reply(401, challenge="Negotiate"))
    bench.call(Url=f"{ADDRESS}/twiml")
    bench.play(30)
    assert [proof_of(send) for _, send in bench.sent] == ["", ""]


# The examples of RFC 7616, 3.9.1, and of RFC 2617, 3.5 (its older form, without qop).
REALM = 'realm="http-auth@example.org", qop="auth, auth-int", '
NONCE = 'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
OPAQUE = 'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
CLIENT = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_digest_proofs_are_those_of_the_standard(algorithm: str, response: str) -> None:
    challenge = Challenge(f"Digest {REALM}{NONCE}{OPAQUE}, algorithm={algorithm}")
    user = ("Mufasa", "Circle of Life")
    said = authorization(challenge, user, "GET", "http://www.example.org/dir/index.html", CLIENT)
    assert said is not None
    assert f'response="{response}"' in said
    assert 'uri="/dir/index.html"' in said
    assert "nc=00000001" in said
    again = authorization(challenge, user, "GET", "http://www.example.org/dir/index.html", "other")
    assert "nc=00000002" in str(again)


def test_an_old_server_s_digest_has_no_counter() -> None:
    challenge = Challenge(
        'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'
    )
    said = authorization(
        challenge,
        ("Mufasa", "Circle Of Life"),
        "GET",
        "http://www.nowhere.org/dir/index.html",
        "x",
    )
    assert 'response="670fd8c2df070c60b045671b8b24ff02"' in str(said)
    assert "nc=" not in str(said)


def test_a_user_s_name_and_password_are_decoded() -> None:
    assert user_of("http://bob:p%40ss@127.0.0.1/") == ("bob", "p@ss")
    assert user_of("http://127.0.0.1/") is None

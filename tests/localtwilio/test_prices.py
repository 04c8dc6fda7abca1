from tests.localtwilio.bench import Bench, humans, only, twiml


def test_a_call_is_priced_ten_seconds_after_its_end_for_each_minute_begun() -> None:
    bench = Bench(lambda send: twiml("<Say loop='0'>Bonjour</Say>"), humans(talk=600))
    sid = bench.call(TimeLimit="61")
    bench.play(60)
    assert bench.shown(sid)["price"] is None
    bench.play(16)
    assert (bench.shown(sid)["status"], bench.shown(sid)["price"]) == ("completed", None)
    bench.play(5)
    assert (bench.shown(sid)["price"], bench.shown(sid)["price_unit"]) == ("-0.0260", "USD")


def test_a_call_nobody_took_is_never_priced() -> None:
    bench = Bench(people=only("busy"))
    sid = bench.call()
    bench.play(3600)
    assert (bench.shown(sid)["status"], bench.shown(sid)["price"]) == ("busy", None)


def test_a_browser_s_leg_has_a_price_of_its_own() -> None:
    bench = Bench(lambda send: twiml("<Pause length='20'/>"))
    sid = bench.softphone()
    bench.play(60)
    assert bench.shown(sid)["price"] == "-0.0040"

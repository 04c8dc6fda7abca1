from datetime import UTC, datetime

from campaigns.follow_up.promises import Moment, Promise, moments

PARIS = "Europe/Paris"


def test_two_hours_from_now_is_rounded_up_to_a_quarter() -> None:
    tuesday = datetime(2026, 11, 24, 9, 24, tzinfo=UTC)  # 10:24 in Paris
    assert moments(tuesday, PARIS, "FR") == (
        Moment(Promise.SOON, datetime(2026, 11, 24, 11, 30, tzinfo=UTC)),
        Moment(Promise.NEXT_MORNING, datetime(2026, 11, 25, 8, 0, tzinfo=UTC)),
        Moment(Promise.NEXT_AFTERNOON, datetime(2026, 11, 25, 13, 0, tzinfo=UTC)),
        Moment(Promise.MORNING_AFTER, datetime(2026, 11, 26, 8, 0, tzinfo=UTC)),
        Moment(Promise.NEXT_WEEK, datetime(2026, 12, 1, 8, 0, tzinfo=UTC)),
    )


def test_a_whole_quarter_stays_as_it_is() -> None:
    tuesday = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
    assert moments(tuesday, PARIS, "FR")[0].at == datetime(2026, 11, 24, 11, 15, tzinfo=UTC)


def test_late_in_the_day_nothing_is_promised_for_tonight() -> None:
    evening = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # 16:30 in Paris
    assert moments(evening, PARIS, "FR")[0].promise is Promise.NEXT_MORNING


def test_friday_promises_monday() -> None:
    friday = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    offered = {moment.promise: moment.at for moment in moments(friday, PARIS, "FR")}
    assert offered[Promise.NEXT_MORNING] == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


def test_a_public_holiday_is_passed_over() -> None:
    eve_of_the_11th = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
    offered = {moment.promise: moment.at for moment in moments(eve_of_the_11th, PARIS, "FR")}
    assert offered[Promise.NEXT_MORNING] == datetime(2026, 11, 12, 8, 0, tzinfo=UTC)


def test_one_moment_is_offered_once() -> None:
    before_christmas = datetime(2026, 12, 18, 9, 0, tzinfo=UTC)
    instants = [moment.at for moment in moments(before_christmas, PARIS, "FR")]
    assert len(instants) == len(set(instants))


def test_hours_are_meant_where_the_prospect_is() -> None:
    tuesday = datetime(2026, 11, 24, 9, 24, tzinfo=UTC)
    offered = {m.promise: m.at for m in moments(tuesday, "America/Guadeloupe", "FR")}
    assert Promise.SOON not in offered  # 05:24 there
    assert offered[Promise.NEXT_MORNING] == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)

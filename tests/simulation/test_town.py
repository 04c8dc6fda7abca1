"""The simulated town: who picks up follows the hour, the segment and the person, near published rates."""

from collections import Counter
from datetime import UTC, datetime

from campaigns.prospects import Audience
from telepro.localtwilio.people import Kind, Person
from telepro.localtwilio.sayings import Saying
from telepro.simulation.town import Neighbour, Neighbourhood

TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # 10:00 in Paris
NOON = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)
NUMBERS = [f"+3319900{number:04d}" for number in range(4000)]
ARGUED = {Saying.REFUSAL, Saying.LATER, Saying.DOCUMENTATION, Saying.MEETING, Saying.QUOTE}


def met(at: datetime = TEN, score: int = 60, seed: str = "1") -> list[Person]:
    neighbours = {number: Neighbour(score, "Europe/Paris") for number in NUMBERS}
    town = Neighbourhood(seed, Audience.B2B, neighbours, lambda: at)
    return [town.meet(number) for number in NUMBERS]


def share(people: list[Person], kind: Kind) -> float:
    return sum(person.kind is kind for person in people) / len(people)


def test_about_one_dial_in_six_reaches_who_decides() -> None:
    assert 0.12 < share(met(), Kind.HUMAN) < 0.22


def test_at_noon_half_as_many_answer() -> None:
    assert share(met(NOON), Kind.HUMAN) < 0.7 * share(met(TEN), Kind.HUMAN)


def test_a_better_segment_answers_more_often_and_wants_more() -> None:
    best, worst = met(score=100), met(score=0)
    assert share(best, Kind.HUMAN) > share(worst, Kind.HUMAN)
    assert wants(best)[Saying.MEETING] > wants(worst)[Saying.MEETING]


def test_half_hear_the_offer_and_one_in_ten_of_them_says_yes() -> None:
    said = wants(met())
    argued = sum(said[each] for each in ARGUED)
    assert 0.4 < argued / said.total() < 0.7
    assert 0.05 < said[Saying.MEETING] / argued < 0.15


def test_the_same_seed_meets_the_same_people() -> None:
    assert met(seed="3") == met(seed="3")
    assert met(seed="3") != met(seed="4")


def wants(people: list[Person]) -> Counter[Saying]:
    humans = (person for person in people if person.kind is Kind.HUMAN)
    return Counter(person.says for person in humans if person.says)

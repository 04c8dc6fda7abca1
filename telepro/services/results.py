"""What a mission has brought the company that posted it, and what that costs."""

from dataclasses import dataclass
from datetime import datetime

from campaigns.problems import NotFound
from telepro.db import campaigns, missions, result_counts, transaction


@dataclass(frozen=True, slots=True)
class Results:
    """What a company has got so far from one mission, and what it costs in integer cents."""

    waiting: int
    accepted: int
    contested: int
    target: int
    price_cents: int
    currency: str

    @property
    def budget_cents(self) -> int:
        """What the whole target would cost."""
        return self.target * self.price_cents

    @property
    def waiting_cents(self) -> int:
        """What the results that wait would cost once accepted."""
        return self.waiting * self.price_cents

    @property
    def accepted_cents(self) -> int:
        """What is owed for accepted results."""
        return self.accepted * self.price_cents


def of_mission(organisation_ids: tuple[int, ...], mission_id: str, now: datetime) -> Results:
    """What a mission has brought its company; raises `NotFound` for another company's."""
    with transaction() as session:
        mission = missions.of_company(session, organisation_ids, mission_id)
        if mission is None:
            raise NotFound(mission_id)
        terms = missions.newest_terms(session, mission.id)
        mine = campaigns.ids_of_mission(session, mission.id)
        counted = result_counts.of_campaigns(session, mine, now)
        return Results(
            waiting=counted.waiting,
            accepted=counted.accepted,
            contested=counted.contested,
            target=mission.target,
            price_cents=terms.price_cents,
            currency=terms.currency,
        )

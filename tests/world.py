"""The cast: Carla's company pays, Bob manages, Alice and Anna call, Charlie belongs elsewhere."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from campaigns.dealing import Tier
from campaigns.numbers.phones import PhoneKind
from campaigns.pipeline import Stage
from campaigns.plan import Plan, read_plan
from campaigns.prospects import Audience, Basis
from campaigns.states import (
    CampaignState,
    EngagementState,
    MissionState,
    OrganisationKind,
    Role,
)
from telepro.db import counters, totals
from telepro.db.closers import CalendarHours, CloserCalendar
from telepro.db.what_for import (
    Campaign,
    DispositionSetVersion,
    Mission,
    MissionTerms,
    Script,
)
from telepro.db.what_for import Plan as PlanRow
from telepro.db.who import Engagement, Membership, Organisation, Person, WorkSession
from telepro.db.whom import Contact, Lead, Phone, Prospect

EXAMPLE = Path(__file__).parent.parent / "campaigns/examples/rendez-vous-ecoles.fr.yaml"


@cache
def example_plan() -> Plan:
    """The French example plan, as it ships."""
    plan = read_plan(EXAMPLE.read_text(encoding="utf-8"))
    assert isinstance(plan, Plan)
    return plan


@dataclass
class World:
    """A company with a running campaign, its people, and leads that may be called."""

    rows: Session
    now: datetime
    company: Organisation = field(init=False)
    agency: Organisation = field(init=False)
    carla: Person = field(init=False)
    bob: Person = field(init=False)
    alice: Person = field(init=False)
    anna: Person = field(init=False)
    charlie: Person = field(init=False)
    mission: Mission = field(init=False)
    campaign: Campaign = field(init=False)

    def __post_init__(self) -> None:
        self.company = self._organisation(OrganisationKind.COMPANY, "Ateliers Lumière")
        self.agency = self._organisation(OrganisationKind.AGENCY, "Agence Bonjour")
        self.carla = self.person("Carla Roy", self.company, Role.COMPANY)
        self.bob = self.person("Bob Martin", self.agency, Role.MANAGER)
        self.charlie = self.person(
            "Charlie Petit",
            self._organisation(OrganisationKind.AGENCY, "Agence Ailleurs"),
            Role.MANAGER,
        )
        self.mission, terms = self._mission()
        self.campaign = self._campaign(terms)
        self.alice = self.caller("Alice Durand")
        self.anna = self.caller("Anna Leroy")

    def person(self, name: str, organisation: Organisation, role: Role) -> Person:
        """A person with a role in an organisation."""
        person = self._person(name)
        self.rows.add(
            Membership(
                person_id=person.id,
                organisation_id=organisation.id,
                role=role,
                created_at=self.now,
            )
        )
        return person

    def caller(self, name: str, languages: tuple[str, ...] = ("fr",)) -> Person:
        """A teleprospector engaged on the mission."""
        person = self._person(name)
        person.spoken = list(languages)
        self.rows.add(
            Engagement(
                person_id=person.id,
                mission_id=self.mission.id,
                terms_id=self.campaign.terms_id,
                state=EngagementState.ACTIVE,
                quiz_passed_at=self.now,
                created_at=self.now,
            )
        )
        self.rows.flush()
        return person

    def at_work(self, person: Person) -> WorkSession:
        """A teleprospector at work, with their line in the conference."""
        work = WorkSession(
            person_id=person.id,
            campaign_id=self.campaign.id,
            started_at=self.now,
            last_seen_at=self.now,
            leg_sid="CA" + f"{person.id:032x}",
            leg_joined_at=self.now,
        )
        self.rows.add(work)
        self.rows.flush()
        return work

    def closer(self, *weekdays: int, until: time, minutes: int = 30) -> CloserCalendar:
        """Paul of the company, who takes meetings from nine on these weekdays."""
        calendar = CloserCalendar(
            organisation_id=self.company.id,
            name="Paul Morel",
            time_zone="Europe/Paris",
            minutes=minutes,
            notice_hours=4,
            most_per_day=8,
            created_at=self.now,
        )
        self.rows.add(calendar)
        self.rows.flush()
        for day in weekdays:
            hours = CalendarHours(calendar_id=calendar.id, weekday=day, starts=time(9), ends=until)
            self.rows.add(hours)
        self.rows.flush()
        return calendar

    def lead(
        self,
        number: str = "+33199001001",
        name: str = "École des Tilleuls",
        *,
        audience: Audience = Audience.B2B,
        tier: Tier = Tier.FRESH,
        campaign: Campaign | None = None,
        prospect: Prospect | None = None,
        due: datetime | None = None,
    ) -> Lead:
        """A prospect with one number and one contact, enrolled and due."""
        campaign = campaign or self.campaign
        prospect = prospect or self.prospect(number, name, audience)
        lead = Lead(
            campaign_id=campaign.id,
            prospect_id=prospect.id,
            controller_id=self.company.id,
            stage=Stage.TARGET,
            tier=tier,
            next_call_at=due or self.now - timedelta(days=1),
            order_key=0.0,
            language="fr",
            enrolled_at=self.now - timedelta(days=1),
        )
        self.rows.add(lead)
        self.rows.flush()
        counters.add(self.rows, campaign.id, None, self.now, {}, totals.of_lead(lead))
        return lead

    def prospect(self, number: str, name: str, audience: Audience = Audience.B2B) -> Prospect:
        """An establishment of the company's prospect file, in Val-de-Marne."""
        prospect = Prospect(
            organisation_id=self.company.id,
            name=name,
            name_key=name.lower(),
            postal_code="94260",
            city="Fresnes",
            country="FR",
            language="fr",
            audience=audience,
            basis=Basis.LEGITIMATE_INTEREST,
            source="annuaire de l'éducation",
            created_at=self.now,
            updated_at=self.now,
        )
        self.rows.add(prospect)
        self.rows.flush()
        self.phone(prospect, number)
        self.rows.add(
            Contact(
                prospect_id=prospect.id,
                name="Claire Vasseur",
                role="Directrice",
                decision_maker=True,
                created_at=self.now,
            )
        )
        self.rows.flush()
        return prospect

    def phone(self, prospect: Prospect, number: str, position: int = 1) -> Phone:
        """One more number of a prospect."""
        phone = Phone(
            prospect_id=prospect.id,
            e164=number,
            kind=PhoneKind.FIXED,
            country="FR",
            zones=["Europe/Paris"],
            position=position,
            created_at=self.now,
        )
        self.rows.add(phone)
        self.rows.flush()
        return phone

    def second_campaign(self) -> Campaign:
        """Another running campaign of the same company and mission."""
        return self._campaign(self.rows.get_one(MissionTerms, self.campaign.terms_id))

    def _organisation(self, kind: OrganisationKind, name: str) -> Organisation:
        row = Organisation(kind=kind, name=name, created_at=self.now)
        self.rows.add(row)
        self.rows.flush()
        return row

    def _person(self, name: str) -> Person:
        email = name.lower().replace(" ", ".") + "@example.org"
        row = Person(name=name, email=email, created_at=self.now)
        self.rows.add(row)
        self.rows.flush()
        return row

    def _mission(self) -> tuple[Mission, MissionTerms]:
        mission = Mission(
            organisation_id=self.company.id,
            managed_by_id=self.agency.id,
            offer="Ateliers scientifiques en classe",
            audience_text="Écoles du Val-de-Marne",
            result="Rendez-vous honoré avec la direction",
            target=25,
            deadline=self.now.date() + timedelta(days=60),
            price_cents=6000,
            language="fr",
            state=MissionState.RUNNING,
            created_at=self.now,
        )
        self.rows.add(mission)
        self.rows.flush()
        terms = MissionTerms(
            mission_id=mission.id,
            version=1,
            price_cents=6000,
            currency="EUR",
            result=mission.result,
            created_at=self.now,
            answer_hours=72,
        )
        self.rows.add(terms)
        self.rows.flush()
        return mission, terms

    def _campaign(self, terms: MissionTerms) -> Campaign:
        versions = self.rows.query(PlanRow).filter_by(mission_id=self.mission.id).count()
        plan = PlanRow(
            mission_id=self.mission.id,
            version=versions + 1,
            text=EXAMPLE.read_text(encoding="utf-8"),
            digest=f"{versions}",
            created_at=self.now,
        )
        self.rows.add(plan)
        self.rows.flush()
        campaign = Campaign(
            mission_id=self.mission.id,
            plan_id=plan.id,
            terms_id=terms.id,
            controller_id=self.company.id,
            managed_by_id=self.agency.id,
            name="Ateliers en classe",
            state=CampaignState.RUNNING,
            language="fr",
            country="FR",
            seed="seed",
            created_at=self.now,
        )
        self.rows.add(campaign)
        self.rows.flush()
        for table in (Script, DispositionSetVersion):
            self.rows.add(table(campaign_id=campaign.id, version=1, body={}, created_at=self.now))
        self.rows.flush()
        return campaign

"""A company's prospects as their pages show them: a file of three, one of them called, a firm of two."""

from campaigns.data_requests import IdentityCheck, RequestKind
from campaigns.prospect_actions import Action
from campaigns.seeking import Work
from telepro.db.prospect_search import ProspectFilter
from telepro.db.whom import Prospect
from telepro.services import data_requests, prospect_actions
from telepro.services.data_requests import Asker
from telepro.services.prospect_actions import Manager, Wish
from tests.services.calls import call, carrier_says, deal
from tests.web.office import Browser
from tests.web.office_at_work import FILE, imported
from tests.world import World


def furnished(world: World, bob: Browser) -> dict[str, str]:
    """Bring a file in and make a call; the ids that pages are opened with."""
    world.at_work(world.alice)
    lead = world.lead("+33199001077", "Lycée du Parc")
    lead.prospect.siren, lead.prospect.siret = "732829320", "73282932000074"
    world.prospect("+33199001077", "Lycée du Parc, annexe").siren = "732829320"
    deal(world)
    attempt = call(world, "first")
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    file = imported(bob, world.rows, world)
    world.rows.commit()
    prospect = world.rows.get_one(Prospect, lead.prospect_id)
    asker = Asker(world.bob.id, (world.agency.id,))
    request, checked, done = (
        data_requests.open_request(asker, each, kind, world.now)
        for each, kind in (
            (prospect.public_id, RequestKind.ACCESS),
            (prospect.public_id, RequestKind.ERASURE),
            (
                world.rows.query(Prospect).filter_by(name="Crèche des Lilas").one().public_id,
                RequestKind.ERASURE,
            ),
        )
    )
    for each in (checked, done):
        data_requests.check_identity(asker, each, IdentityCheck.CALLED_BACK, world.now)
    data_requests.erase(asker, done, world.now)
    imported(bob, world.rows, world, FILE.replace("94260;Fresnes", "94260;Rungis"))
    tilleuls = world.rows.query(Prospect).filter_by(name="Collège des Tilleuls").one()
    kept = {"name": "Écoles de Fresnes", "place": "fresnes", "shared": "1"}
    return {
        "merged": tilleuls.public_id,
        "action": acted(world),
        "filter": str(bob.post("/prospects/filters", kept).location),
        "prospect": prospect.public_id,
        "file": file.public_id,
        "open": request,
        "checked": checked,
        "done": done,
    }


def acted(world: World) -> str:
    """Whoever was called tagged, then everybody: one is left out; the second action's id."""
    manager = Manager(world.bob.id, (world.agency.id,), "fr")
    for work in (Work.CALLED, None):
        wanted = ProspectFilter((world.company.id,), work=work)
        wish = Wish(wanted, Action.TAG, "salon de mars")
        takes = prospect_actions.foresee(manager, wish, world.now).takes
        action_id = prospect_actions.begin(manager, wish, takes, world.now)
        for waiting in prospect_actions.waiting(world.now):
            prospect_actions.run(waiting, world.now, lambda: world.now)
    return action_id


def screens(ids: dict[str, str]) -> list[tuple[str, str]]:
    """Who opens which page."""
    return [
        ("bob", "/prospects"),
        ("bob", f"/prospects/{ids['prospect']}"),
        ("bob", f"/prospects/{ids['merged']}"),
        ("bob", ids["filter"]),
        ("bob", "/prospects/actions"),
        ("bob", f"/prospects/actions/{ids['action']}"),
        ("bob", "/prospects/health"),
        ("bob", f"/prospects/health/{ids['file']}"),
        ("carla", "/company/prospects"),
        ("bob", "/prospects/export"),
        ("carla", "/company/prospects/export"),
        ("bob", "/prospects/requests"),
        *(("bob", f"/prospects/requests/{ids[each]}") for each in ("open", "checked", "done")),
    ]

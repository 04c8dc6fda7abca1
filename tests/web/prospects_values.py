"""A company's prospects as their pages show them: a file of three, one of them called, a firm of two."""

from campaigns.data_requests import IdentityCheck, RequestKind
from telepro.db.whom import Prospect
from telepro.services import data_requests
from telepro.services.data_requests import Asker
from tests.services.calls import call, carrier_says, deal
from tests.web.office import Browser
from tests.web.office_at_work import imported
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
    return {
        "prospect": prospect.public_id,
        "file": file.public_id,
        "open": request,
        "checked": checked,
        "done": done,
    }


def screens(ids: dict[str, str]) -> list[tuple[str, str]]:
    """Who opens which page."""
    return [
        ("bob", "/prospects"),
        ("bob", f"/prospects/{ids['prospect']}"),
        ("bob", "/prospects/health"),
        ("bob", f"/prospects/health/{ids['file']}"),
        ("carla", "/company/prospects"),
        ("bob", "/prospects/export"),
        ("carla", "/company/prospects/export"),
        ("bob", "/prospects/requests"),
        *(("bob", f"/prospects/requests/{ids[each]}") for each in ("open", "checked", "done")),
    ]

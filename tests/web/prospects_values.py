"""A company's prospects as their pages show them: a file of three, one of them called, a firm of two."""

from telepro.db.whom import Prospect
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
    return {"prospect": prospect.public_id, "file": file.public_id}


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
    ]

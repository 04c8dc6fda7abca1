"""All tables of what the local Twilio does, in the order in which they are read."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from telepro.localtwilio.conformance.behaviour import ACCEPTANCE, LIMITS, STATES, WEBHOOKS
from telepro.localtwilio.conformance.codes import DEBUGGER, REFUSALS
from telepro.localtwilio.conformance.documents import TWIML
from telepro.localtwilio.conformance.operations import OPERATIONS, PARAMETERS
from telepro.localtwilio.conformance.participants import CREATED
from telepro.localtwilio.conformance.verdicts import State, Table, Verdict

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "REST operations": OPERATIONS,
        "Parameters of a call": PARAMETERS,
        "Parameters of a participant": CREATED,
        "Refusals of the REST API": REFUSALS,
        "Debugger codes": DEBUGGER,
        "Limits": LIMITS,
        "States": STATES,
        "Webhooks": WEBHOOKS,
        "TwiML": TWIML,
        "Acceptance": ACCEPTANCE,
    }
)


def all_verdicts() -> Iterator[tuple[str, str, Verdict]]:
    """Each table's title, each name in it, and what is said of it."""
    for title, table in TABLES.items():
        for name, verdict in table.items():
            yield title, name, verdict


def counts() -> dict[str, int]:
    """How many parts are done, not needed and missing."""
    states = [verdict.state for _, _, verdict in all_verdicts()]
    return {state: states.count(state) for state in State}

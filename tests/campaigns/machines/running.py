"""How long the machines run: briefly and always alike, or thoroughly and at random.

`TELEPRO_EXAMPLES=300` asks for so many examples of sixty steps in each machine, other ones each time.
"""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

EXAMPLES = int(os.environ.get("TELEPRO_EXAMPLES", "0"))
BRIEF = settings(
    max_examples=100,
    stateful_step_count=50,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
THOROUGH = settings(
    BRIEF,
    max_examples=EXAMPLES or 1,
    stateful_step_count=60,
    derandomize=False,
    print_blob=True,
)
# Enough to meet a planted bug, which ends the search; what it shrinks to is nobody's concern. What is
# tried depends on the constants of all modules that are loaded, so that a few examples are luck.
PLANTED = settings(BRIEF, max_examples=2000, phases=[Phase.generate], report_multiple_bugs=False)


def run(machine: type[RuleBasedStateMachine]) -> None:
    """Run a machine; an AssertionError tells the steps to what must never be."""
    run_state_machine_as_test(machine, settings=THOROUGH if EXAMPLES else BRIEF)


def fails(machine: type[RuleBasedStateMachine]) -> bool:
    """Whether a machine sees the bug that was planted in the rules."""
    try:
        run_state_machine_as_test(machine, settings=PLANTED)
    except AssertionError:
        return True
    return False

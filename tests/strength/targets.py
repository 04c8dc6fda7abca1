"""What is measured: the rules and the guarded steps, by the tests that mirror them."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE = ROOT / "campaigns"
RULES = ("attempts", "windows", "cadence", "eligibility", "dealing", "pipeline")
STEPS = ("call_lists", "intentions", "dialing", "call_events", "outcomes", "reconciliation")
QUERIES = (
    "attempts", "intentions", "dial_queue", "call_lists", "seating", "inbox", "event_queue",
    "together",
)  # fmt: skip
# The machines are left out: they would see more, and take seconds for every survivor.
TESTS = ("tests/campaigns", "tests/services", "tests/test_journey.py")
LEFT_OUT = (
    "tests/campaigns/machines",
    "tests/services/test_enrolments",
    "tests/services/test_imports",
    "tests/services/test_mailing",
)
FEWEST_BRANCHES, LOWEST_SCORE = 95.0, 85.0


def mutated() -> list[Path]:
    """The modules into which bugs are planted."""
    rules = [_modules(CORE / name) for name in RULES]
    steps = [ROOT / "telepro/services" / f"{name}.py" for name in STEPS]
    queries = [ROOT / "telepro/db" / f"{name}.py" for name in QUERIES]
    return [*(path for paths in rules for path in paths), *steps, *queries]


def _modules(path: Path) -> list[Path]:
    return sorted(path.glob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def name_of(path: Path) -> str:
    """The module's name, as Python imports it."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

"""Who the simulated teleprospectors are: accounts from a file that the demo leaves behind."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from campaigns.problems import Problem, Refused

FILE = "TELEPRO_CALLERS_FILE"
DATA = "TELEPRO_DATA"
DEMO_OUTPUT = Path("output/demo.json")
ROLE = "teleprospector"


@dataclass(frozen=True, slots=True)
class Account:
    """One sign-in; the name is what stands before the @."""

    email: str
    password: str

    @property
    def name(self) -> str:
        """A short name for the log."""
        return self.email.partition("@")[0]


def accounts(environ: Mapping[str, str], count: int) -> list[Account]:
    """The last `count` teleprospectors of the file, so that people find the first ones free.

    The file is named by TELEPRO_CALLERS_FILE, else it is what the demo printed in the data
    directory: {"sign_ins": [{"role", "email", "password"}]}. Raises `Refused` when there is nobody.
    """
    path = Path(environ.get(FILE) or Path(environ.get(DATA) or "var") / DEMO_OUTPUT)
    found = [
        Account(each["email"], each["password"])
        for each in _sign_ins(path)
        if each.get("role") == ROLE
    ]
    if not found:
        raise Refused(
            Problem(
                str(path),
                "no teleprospector",
                'sign-ins as the demo prints them: {"sign_ins": [{"role", "email", "password"}]}',
                f"Load the demo, or name another file with {FILE}.",
            )
        )
    return found[-count:]


def _sign_ins(path: Path) -> list[dict[str, str]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return list(content["sign_ins"])
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise Refused(
            Problem(
                str(path),
                f"a file that can't be read ({type(trouble).__name__})",
                "the sign-ins of the demo",
                f"Load the demo, or name another file with {FILE}.",
            )
        ) from trouble

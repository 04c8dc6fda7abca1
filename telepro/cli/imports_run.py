"""The command `import` with a database: whose file it is, then the import from beginning to end."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

from campaigns.problems import Refused
from campaigns.states import ImportState
from telepro import clock
from telepro.cli.imports_asked import Asked, News, rejected_path
from telepro.cli.io import Exit, fail, services
from telepro.files.limits import COMMAND
from telepro.services import imports, imports_export
from telepro.services.imports_export import Progress

STORE = "imports"
SECONDS_BETWEEN_LOOKS = 0.2


def take_in(asked: Asked, as_json: bool) -> dict[str, Any]:
    """Import the file on the services of `asked.data`; gives the answer of the command.

    Raises `Refused` for a file that can't be used; a company that can't be told ends the command.
    """
    with services(asked.data):
        try:
            company_id = imports.company(asked.company)
        except Refused as refusal:
            fail(refusal.problems, Exit.REFUSED, as_json)
        received = imports.receive(_sent(asked, company_id), _store(asked), clock.now())
        done = read_to_the_end(received, company_id)
        if done.state is ImportState.FAILED:
            fail(done.problems, Exit.BAD_INPUT, as_json)
        return _answer(asked, done, company_id)


def _sent(asked: Asked, company_id: int) -> imports.Sent:
    return imports.Sent(
        organisation_id=company_id,
        path=asked.path,
        filename=asked.path.name,
        stated=asked.stated,
        layout=asked.layout,
        limits=COMMAND,
        language=asked.reader.language,
        policy=asked.policy,
    )


def _store(asked: Asked) -> Path:
    return asked.data.expanduser().resolve() / STORE


def read_to_the_end(received: imports.Received, company_id: int) -> Progress:
    """Read the file here; where a worker was faster, wait for it."""
    news = News()

    def beat() -> datetime:
        news.tell(imports_export.progress([company_id], received.public_id).rows)
        return clock.now()

    while True:
        imports.run(received.import_id, clock.now(), beat)
        found = imports_export.progress([company_id], received.public_id)
        if found.state in {ImportState.DONE, ImportState.FAILED}:
            return found
        news.tell(found.rows)
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _answer(asked: Asked, done: Progress, company_id: int) -> dict[str, Any]:
    path = rejected_path(asked) if done.rejected else None
    if path:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("xb") as out:
            path.chmod(0o600)
            out.writelines(imports_export.rejected_rows([company_id], done.public_id))
    return {
        "rows": done.rows,
        "accepted": done.accepted,
        "merged": done.merged,
        "rejected": done.rejected,
        "repaired": done.repaired,
        "reasons": done.reasons,
        "rejected_file": str(path) if path else None,
    }

"""What a sample is made of: a plan and a prospect file, marked as a sample in whatever is shown of them.

The mark is part of the names, so that no page, letter or file can show any of it without. Nobody in it
exists, and every number is reserved for fiction.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from telepro.demo_prospects import FIRST, LAST, REGIONS, prospect_file

PROSPECTS = 40
LASTS = timedelta(weeks=9)
EXAMPLES = Path(__file__).parent.parent / "campaigns/examples"
FIRMS = (
    "Fontaine Robotics", "Atelier Meridian", "Vauban Foods", "Lumen Software", "Quai Nord Shipping",
    "Orsay Optics", "Brindille Toys", "Castel Pumps", "Delta Granite", "Verdon Energy",
)  # fmt: skip
ROLES = ("Head of HR", "HR director", "Global mobility manager", "Office manager")


@dataclass(frozen=True, slots=True)
class Words:
    """What a sample says of itself in one language: its mark in names and before them, its company,
    its file and where that comes from, and the example that its plan is."""

    mark: str
    before: str
    company: str
    filename: str
    source: str
    plan: str


WORDS: Mapping[str, Words] = {
    "fr": Words(
        "(exemple)",
        "Exemple\u00a0: ",
        "Ateliers Lumière (exemple)",
        "exemple-etablissements.csv",
        "Exemple\u00a0: établissements inventés, numéros réservés à la fiction",
        "rendez-vous-ecoles.fr.yaml",
    ),
    "en": Words(
        "(sample)",
        "Sample: ",
        "Harbour Relocation (sample)",
        "sample-companies.csv",
        "Sample: invented companies, numbers reserved for fiction",
        "meetings.en.yaml",
    ),
}


def plan_text(language: str, today: date) -> str:
    """The example plan of a language, named as a sample and beginning today."""
    words = WORDS[language]
    text = (EXAMPLES / words.plan).read_text(encoding="utf-8")
    text = re.sub(r"(?m)^name: (.+)$", rf'name: "{words.before}\1"', text, count=1)
    text = re.sub(r"(?m)^  start: \S+$", f"  start: {today:%Y-%m-%d}", text)
    return re.sub(r"(?m)^  end: \S+$", f"  end: {today + LASTS:%Y-%m-%d}", text)


def sample_file(language: str) -> str:
    """The prospect file of a language as CSV, every name with the sample's mark."""
    mark = WORDS[language].mark
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    rows = _schools() if language == "fr" else _firms()
    writer.writerow(next(rows))
    writer.writerows([first, f"{name} {mark}", *others] for first, name, *others in rows)
    return text.getvalue()


def _schools() -> Iterator[list[str]]:
    yield from csv.reader(StringIO(prospect_file(PROSPECTS)), delimiter=";")


def _firms() -> Iterator[list[str]]:
    yield ["ID", "Company", "Employees", "Phone", "Contact", "Role", "E-mail", "Postal code", "Town"]  # fmt: skip
    for number in range(PROSPECTS):
        region, place = REGIONS[number % len(REGIONS)], number // len(REGIONS)
        postal_code, town = region.towns[place % len(region.towns)]
        yield [
            f"S{number + 1:04d}",
            f"{FIRMS[number % len(FIRMS)]} {town}",
            str((20, 60, 120, 400)[number % 4] + number),
            f"{region.prefix} 90 {place:02d}",
            f"{FIRST[number * 5 % len(FIRST)]} {LAST[number * 3 % len(LAST)]}",
            ROLES[number % len(ROLES)],
            f"hr.{number + 1}@company.example",
            postal_code,
            town,
        ]

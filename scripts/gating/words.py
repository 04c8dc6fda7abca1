"""Whether both languages say the same, and which English sentences must not stand on a French screen."""

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts.gating.gates import Reading
from tests.web.test_languages import FRENCH, forms, said

CATALOGUE = "telepro/locale/fr/LC_MESSAGES/messages.po"


def french() -> Catalog:
    """What the screens say in French."""
    with (FRENCH / "messages.po").open("rb") as source:
        return read_po(source, locale="fr")


def parity(catalogue: Catalog) -> Reading:
    """Sentences of code and templates that have no French."""
    lacking = []
    for text in sorted(said()):
        message = catalogue.get(text)
        if message is None or not all(forms(message)):
            lacking.append(text)
    return Reading("parity", CATALOGUE, len(lacking), tuple(lacking[:5]))


def english_only(catalogue: Catalog) -> list[str]:
    """Sentences and words without values that are said in no French sentence; « Part » is one that is."""
    said_in_french = {text for message in catalogue for text in forms(message)}
    return [
        message.id
        for message in catalogue
        if message.id
        and isinstance(message.id, str)
        and "%" not in message.id
        and message.string
        and message.id not in said_in_french
    ]

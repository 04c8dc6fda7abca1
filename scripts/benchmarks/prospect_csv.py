"""Writes a prospect file of any length by seed: about 100 bytes a row, some rows wrong, some twice."""

import random
from collections.abc import Iterator
from pathlib import Path

HEAD = "Société;Téléphone;SIRET;Adresse;Code postal;Ville;E-mail;Contact;Secteur\n"
TOWNS = ("Paris", "Lyon", "Fresnes", "Créteil", "Lille", "Nantes", "Bordeaux", "Montpellier")
TRADES = ("Menuiserie", "École", "Garage", "Boulangerie", "Ateliers", "Pharmacie", "Hôtel")
PEOPLE = ("Claire Vasseur", "Karim Benali", "Lise Garnier", "Paul Delorme", "Anne Roy")


def write(path: Path, count: int, seed: int) -> None:
    """Write `count` rows below the headings."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(_rows(count, random.Random(seed)))


def _rows(count: int, chance: random.Random) -> Iterator[str]:
    for number in range(count):
        # Three in a hundred are of a company that came before.
        same = chance.randrange(number) if number and chance.random() < 0.03 else number
        yield _row(same, random.Random(same), chance.random())


def _row(number: int, chance: random.Random, luck: float) -> str:
    town = chance.choice(TOWNS)
    name = f"{chance.choice(TRADES)} {number:x}"
    phone = _phone(chance.randrange(10**8), chance, luck)
    mail = f"contact{number}@exemple.fr" if luck < 0.8 else ""
    person = chance.choice(PEOPLE) if luck < 0.6 else ""
    place = (
        f"{chance.randrange(1, 200)} rue des Tilleuls;{chance.randrange(10, 95)}{number % 1000:03}"
    )
    return f"{name};{phone};;{place};{town};{mail};{person};{chance.choice(TRADES)}\n"


def _phone(subscriber: int, chance: random.Random, luck: float) -> str:
    if luck > 0.97:
        return chance.choice(("pas de numéro", "01 23", "0000000000", ""))
    digits = f"0{chance.randrange(1, 6)}{subscriber:08}"
    pairs = " ".join(digits[place : place + 2] for place in range(0, 10, 2))
    return chance.choice((digits, pairs, pairs.replace(" ", "."), f"+33 {pairs[1:]}"))

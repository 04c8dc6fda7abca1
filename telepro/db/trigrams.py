"""Decides how names are found by pieces of their words: folded alike, along indexes of trigrams.

`pg_trgm` comes with PostgreSQL, and whoever owns a database may create it. Where it is missing the
search reads a company's names one by one and forgives no slip of the pen; `ADVICE` says what to do.
"""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, Index, Text, func, literal, select, text
from sqlalchemy.orm import Session

from telepro.db.whom import Contact, Prospect

ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
PLAIN = "aaaaaaceeeeiiiinooooouuuuyy"
MATCHING = "gin_trgm_ops"
ADVICE = (
    "Names are searched without pg_trgm: slower, and only as they are spelled. "
    "Let an administrator of the server run CREATE EXTENSION pg_trgm; in this database, "
    "then run telepro migrate."
)
_TO_REPLACE = text(f"'{ACCENTED}'")
_BY = text(f"'{PLAIN}'")


def folded(column: Any) -> ColumnElement[str]:
    """A name without case and accents, as both the indexes and the search spell it."""
    return func.translate(func.lower(column), _TO_REPLACE, _BY, type_=Text())


INDEXES = tuple(
    Index(
        name,
        folded(column).label("words"),
        postgresql_using="gin",
        postgresql_ops={"words": MATCHING},
    )
    for name, column in (
        ("ix_prospects_words", Prospect.__table__.c.name),
        ("ix_contacts_words", Contact.__table__.c.name),
    )
)
Index(
    "ix_contacts_email",
    func.lower(Contact.__table__.c.email),
    postgresql_where=text("email is not null"),
)


def are_known(session: Session) -> bool:
    """True where this database can compare words by their trigrams."""
    return bool(session.scalar(_KNOWN))


def make_indexes(session: Session) -> None:
    """Make the indexes of a database whose administrator has created pg_trgm since it was migrated."""
    if are_known(session):
        for index in INDEXES:
            index.create(session.connection(), checkfirst=True)


def holds(column: Any, word: str) -> ColumnElement[bool]:
    """True where the name holds the word as it is spelled."""
    return folded(column).contains(word, autoescape=True)


def resembles(column: Any, word: str) -> ColumnElement[bool]:
    """True where the name holds the word, or one that is nearly the same; needs trigrams."""
    return holds(column, word) | literal(word).op("<%", return_type=Boolean())(folded(column))


def likeness(column: Any, words: str) -> ColumnElement[float]:
    """How alike the words and the best part of a name are, from 0 to 1; needs trigrams."""
    return func.word_similarity(words, folded(column))


_KNOWN = select(func.to_regoperator("<%(text,text)").is_not(None))

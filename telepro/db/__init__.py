"""The database: engine, session and the one way to change anything, `transaction()`."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from telepro.db.columns import Base

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def session() -> Session:
    """The session of the request or job at hand."""
    return db.session()


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit what happens inside, or nothing of it.

    Services open exactly one; none is held open across a call to Twilio or Redis.
    """
    try:
        yield db.session()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def statement() -> Iterator[Session]:
    """One statement that is a transaction by itself: a service of one spares two journeys of three.

    Where something is under way already, it takes part in it.
    """
    with transaction() as session:
        if isinstance(session.get_bind(), Engine) and not session.in_transaction():
            session.connection(execution_options=_BY_ITSELF)
        yield session


def is_free() -> bool:
    """True while nothing is under way here: no session of this request or job, no outer transaction."""
    return isinstance(db.engine, Engine) and not db.session.registry.has()


@contextmanager
def by_itself() -> Iterator[Connection]:
    """A connection on which each statement is a transaction by itself, apart from any session."""
    with db.engine.connect().execution_options(**_BY_ITSELF) as connection:
        yield connection


_BY_ITSELF = {"isolation_level": "AUTOCOMMIT"}

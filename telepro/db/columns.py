"""How rows are spelled: names of constraints, codes as text with a check, ids, aware times."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    Identity,
    MetaData,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, mapped_column, registry

from telepro import ids

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


INSTANT = DateTime(timezone=True)


class Base(DeclarativeBase):
    """Every table; times are aware, documents are JSONB."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: INSTANT,
            int: BigInteger,
            str: Text,
            dict[str, Any]: JSONB,
            list[Any]: JSONB,
            list[str]: ARRAY(Text),
        },
    )


def code(codes: type[StrEnum], name: str | None = None) -> Enum:
    """A column of codes: text, with a check that names the codes allowed.

    `name` tells two columns of the same codes in one table apart.
    """
    return Enum(
        codes,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name or codes.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Several(TypeDecorator[list[Any]]):
    """A list as one array: thousands of parameters cost more to read than their query to run."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[BigInteger | Text]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The array as PostgreSQL writes it."""
        if not value:
            return None if value is None else "{}"
        return (
            "{" + (",".join(map(str, value)) if self.kind is BigInteger else _quoted(value)) + "}"
        )

    def bind_expression(self, bindparam: BindParameter[Any]) -> ColumnElement[Any]:
        """The parameter as an array of its kind."""
        return cast(bindparam, ARRAY(self.kind))


def _quoted(texts: Sequence[str]) -> str:
    whole = '","'.join(texts)
    # Codes, numbers and ids have nothing to escape, and there are thousands of them.
    if "\\" in whole or whole.count('"') > 2 * (len(texts) - 1):
        whole = '","'.join(text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return f'"{whole}"'


def among(column: InstrumentedAttribute[Any], name: str) -> ColumnElement[bool]:
    """True where `column` is in the list that the parameter `name` gives."""
    kind = BigInteger if isinstance(column.type, BigInteger) else Text
    return column == func.any(bindparam(name, type_=Several(kind)))


RowId = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
PublicId = Annotated[str, mapped_column(Text, unique=True, default=ids.public_id)]

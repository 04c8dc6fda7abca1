"""How rows are spelled: names of constraints, codes as text with a check, ids, aware times."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Enum, Identity, MetaData, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

from telepro import ids

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table; times are aware, documents are JSONB."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: DateTime(timezone=True),
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


RowId = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
PublicId = Annotated[str, mapped_column(Text, unique=True, default=ids.public_id)]

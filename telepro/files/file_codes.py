"""Each reason for which a prospect file is refused as a whole."""

from enum import StrEnum


class FileCode(StrEnum):
    """Each reason for which no row of a file is read."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    LINE_TOO_LONG = "line_too_long"
    ENCODING_UNKNOWN = "encoding_unknown"
    ENCODING_WRONG = "encoding_wrong"
    ENCODING_MIXED = "encoding_mixed"
    ENCODING_MAC = "encoding_mac"
    NOT_TEXT = "not_text"
    OTHER_KIND = "other_kind"
    NO_ROWS = "no_rows"
    PHONE_COLUMN = "phone_column"
    NAME_COLUMN = "name_column"
    FAULT = "fault"
    WORKBOOK_OLD = "workbook_old"
    WORKBOOK_MACROS = "workbook_macros"
    WORKBOOK_DAMAGED = "workbook_damaged"
    WORKBOOK_BOMB = "workbook_bomb"
    WORKBOOK_ENTITIES = "workbook_entities"
    WORKBOOK_HEAVY = "workbook_heavy"
    WORKBOOK_EMPTY = "workbook_empty"

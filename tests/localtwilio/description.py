"""Twilio's own description of its REST API, and what it says of one answer.

`twilio_api_v2010.json.gz` is Twilio's OpenAPI description of version 2010-04-01 (Apache-2.0, by
Twilio) as the npm package `@twilio/cli-core` 8.3.2 carries it, without its words and examples.
"""

import gzip
import json
import re
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import fastjsonschema

KEPT = Path(__file__).with_name("twilio_api_v2010.json.gz")
Schema = dict[str, Any]


class Deviation(AssertionError):
    """An answer that Twilio's description does not allow."""


@cache
def description() -> dict[str, Any]:
    """The whole description."""
    found: dict[str, Any] = json.loads(gzip.decompress(KEPT.read_bytes()))
    return found


def check(whole: Mapping[str, Any], method: str, path: str, status: int, body: Any) -> None:
    """Compare one answer with what the description says of its method, path and status.

    Raises Deviation for an unknown path or status, a value of another type or form, and a key
    that is missing or that Twilio does not have.
    """
    answers = _operation(whole, method, path)["responses"]
    if str(status) not in answers:
        raise Deviation(f"{method} {path}: found {status}, expected {' or '.join(answers)}")
    content = answers[str(status)].get("content", {}).get("application/json")
    if content is None:
        if body is not None:
            raise Deviation(f"{method} {path} {status}: found a body, expected none")
        return
    judge = _judge(json.dumps(_plain(whole, content["schema"]), sort_keys=True))
    try:
        judge(body)
    except fastjsonschema.JsonSchemaException as wrong:
        raise Deviation(f"{method} {path} {status}: {wrong}") from wrong


def _operation(whole: Mapping[str, Any], method: str, path: str) -> Mapping[str, Any]:
    for template, item in sorted(whole["paths"].items(), key=lambda each: each[0].count("{")):
        pattern = re.sub(r"\{\w+\}", "[^/]+", template.replace(".", r"\."))
        if re.fullmatch(pattern, path) and method.lower() in item:
            found: Mapping[str, Any] = item[method.lower()]
            return found
    raise Deviation(f"{method} {path}: Twilio has no such operation")


def _plain(whole: Mapping[str, Any], schema: Mapping[str, Any]) -> Schema:
    """An OpenAPI 3.0 schema as a JSON schema in which every key is expected, and no other."""
    if "$ref" in schema:
        named = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return _plain(whole, _as_meant(schema["$ref"].rpartition("/")[2], named))
    kept = {name: schema[name] for name in KEYWORDS if name in schema}
    # The description calls addresses below the host URIs, which they are not by themselves.
    if kept.get("format") == "uri":
        del kept["format"]
    if "properties" in schema:
        kept["properties"] = {
            name: _plain(whole, inside) for name, inside in schema["properties"].items()
        }
        kept |= {"required": list(schema["properties"]), "additionalProperties": False}
    if "items" in schema:
        kept["items"] = _plain(whole, schema["items"])
    return {"anyOf": [{"type": "null"}, kept]} if schema.get("nullable") else kept


def _as_meant(name: str, schema: Mapping[str, Any]) -> Schema:
    meant = {**schema, **QUIRKS.get(name, {})}
    if newer := NEWER.get(name):
        meant["properties"] = {**schema["properties"], **newer}
    return meant


NEWER: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "api.v2010.account.incoming_phone_number": {
            "type": {"type": "string", "nullable": True},
        }
    }
)
"""What the official client reads that the description, which is older, does not know yet."""

QUIRKS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"conference_enum_reason_conference_ended": {"nullable": True}}
)
"""Where the description's own examples show that it means something else than it says."""

KEYWORDS = ("type", "enum", "pattern", "minLength", "maxLength", "format")


@cache
def _judge(schema: str) -> Callable[[Any], Any]:
    made: Callable[[Any], Any] = fastjsonschema.compile(json.loads(schema), formats=FORMATS)
    return made


def _is_rfc2822(text: str) -> bool:
    try:
        return parsedate_to_datetime(text).utcoffset() is not None and text.endswith("+0000")
    except ValueError:
        return False


FORMATS: dict[str, str | Callable[[str], bool]] = {
    "date-time-rfc-2822": _is_rfc2822,
    "phone-number": r"^\+[1-9][0-9]{6,14}\Z",
    "currency": r"^[A-Z]{3}\Z",
    "http-method": r"^(GET|POST)\Z",
}

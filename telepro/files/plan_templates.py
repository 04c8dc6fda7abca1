"""Reads the templates of plans that ship with the rules."""

from functools import cache
from pathlib import Path

import campaigns.templates
from campaigns.templates import TemplateKind

FOLDER = Path(campaigns.templates.__file__).parent


@cache
def text_of(kind: TemplateKind, language: str) -> str:
    """The YAML of a template in French (`fr`) or English (`en`)."""
    return (FOLDER / f"{kind}.{language}.yaml").read_text(encoding="utf-8")

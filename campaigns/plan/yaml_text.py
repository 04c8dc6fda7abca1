"""Writes plain mappings and lists as the YAML that people edit: no anchors, long texts folded."""

from typing import Any

import yaml

Tree = dict[str, Any]

_WIDTH = 96
_FOLDED_FROM = 72


class Bare(str):
    """A number, a date or a yes, written without quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def to_yaml(tree: Tree) -> str:
    """The tree as YAML, its keys in their order."""
    return yaml.dump(
        tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, indent=2
    )


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, _style(text))


def _style(text: str) -> str | None:
    if "\n" in text:
        return "|"
    return ">" if len(text) > _FOLDED_FROM else None


def _write_bare(dumper: yaml.SafeDumper, text: Bare) -> yaml.ScalarNode:
    tag: str = dumper.resolve(yaml.ScalarNode, str(text), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(text))


_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(Bare, _write_bare)

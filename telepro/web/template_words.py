"""Reads what templates say in a language whatever is put into them: the text that all their pages share."""

from collections.abc import Iterator

from flask_babel import force_locale, gettext
from jinja2 import Environment, meta, nodes

TRANSLATED = frozenset({"_", "gettext", "ngettext"})


def text_of(environment: Environment, names: list[str], language: str) -> str:
    """The words of these templates and of all that they take in, each template once."""
    with force_locale(language):
        return "\n".join("".join(_said(tree)) for tree in _with_parts(environment, names))


def _with_parts(environment: Environment, names: list[str]) -> list[nodes.Template]:
    found: dict[str, nodes.Template] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = tree = _tree(environment, name)
            parts = meta.find_referenced_templates(tree)
            waiting.extend(sorted(part for part in parts if part))
    return list(found.values())


def _tree(environment: Environment, name: str) -> nodes.Template:
    assert environment.loader is not None
    source, _path, _fresh = environment.loader.get_source(environment, name)
    return environment.parse(source, name)


def _said(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all((nodes.TemplateData, nodes.Call)):
        if isinstance(node, nodes.TemplateData):
            yield node.data
        elif isinstance(node, nodes.Call):
            yield _translated(node)


def _translated(call: nodes.Call) -> str:
    is_sentence = isinstance(call.node, nodes.Name) and call.node.name in TRANSLATED
    first = call.args[0] if call.args else None
    return str(gettext(first.value)) if is_sentence and isinstance(first, nodes.Const) else ""

"""Puts one bug into the running interpreter: new code for a function, or a new value for a name."""

import ast
import gc
import sys
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.strength.operators import sites
from tests.strength.targets import name_of

OURS = ("campaigns", "telepro", "tests")


def graft(path: Path, index: int) -> None:
    """Plant the bug of this number in the module of this path, wherever its names are known."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    site = sites(tree)[index]
    site.change()
    ast.fix_missing_locations(tree)
    module = sys.modules[name_of(path)]
    if site.owner.startswith("="):
        _set_everywhere(module, site.owner[1:], _value(tree, site.owner[1:], module))
    else:
        code = _code_of(compile(tree, str(path), "exec"), site.owner)
        _function(module, site.owner).__code__ = code
    _forget_answers()


def _value(tree: ast.Module, name: str, module: ModuleType) -> object:
    """The value that a changed assignment gives, by the live names of its module."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == name:
                changed = compile(ast.Expression(node.value), name, "eval")
                return eval(changed, vars(module))  # noqa: S307 (our own source, changed by us)
    raise LookupError(name)


def _set_everywhere(module: ModuleType, name: str, value: object) -> None:
    old = vars(module)[name]
    for other in list(sys.modules.values()):
        if getattr(other, "__name__", "").split(".")[0] in OURS and vars(other).get(name) is old:
            setattr(other, name, value)


def _code_of(code: CodeType, owner: str) -> CodeType:
    for name in owner.split("."):
        inner = (it for it in code.co_consts if isinstance(it, CodeType) and it.co_name == name)
        code = next(inner)
    return code


def _function(module: ModuleType, owner: str) -> FunctionType:
    found: Any = module
    for name in owner.split("."):
        found = vars(found)[name]
    found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    found = getattr(found, "__wrapped__", found)
    assert isinstance(found, FunctionType), owner
    return found


def _forget_answers() -> None:
    """Clear every cache of our own functions: the answers in them were given without the bug."""
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper) and found.__module__.split(".")[0] in OURS:
            found.cache_clear()

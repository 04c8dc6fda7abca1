"""Decides how scripts and sheets leave: what a file imports stands in it, and what only its readers need is left out.

A script's modules keep their names and their order of work; each becomes a function that gives what it
exports. Only our own way of writing is understood: one import a line, exports by name.
"""

import re
from collections.abc import Callable

from rjsmin import jsmin

Read = Callable[[str], str]  # the text of a neighbour, by its name
Address = Callable[[str], str]  # where a file beside or above is asked for, as this one may name it

_IMPORT = re.compile(r'^import (?:\{ (?P<names>[^}]+) \} from )?"\./(?P<file>[\w-]+\.js)";\n', re.M)
_LATER = re.compile(r'\bimport\("(?P<file>\./[\w-]+\.js)"\)')
_EXPORT = re.compile(r"^export (?=(?:async )?function (\w+)|const (\w+))", re.M)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.M)
_SHEET = re.compile(r'@import "(?P<file>[\w-]+\.css)";')
_FONT = re.compile(r'url\("(?P<file>\.\./[^"]+)"\)')
_SHEET_REMARK = re.compile(r"/\*[^\0]*?\*/")
_SPACE = re.compile(r"(?<=[\w-]:) (?=\S)|(?<=;) | (?=[{}])|(?<=[{};])\n|(?<=[{}]) |;?\n?(?=\})")
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.M)


class NotJoinable(ValueError):
    """A file that says what it imports or exports in a way that isn't ours."""


def script(name: str, read: Read, address: Address) -> str:
    """The script of that name with every module it stands on before it, each once."""
    order: dict[str, str] = {}
    _visit(name, read, order, ())
    wrapped = [_wrapped(each, order[each]) for each in order if each != name]
    # The last is what was asked for: whoever imports it finds what it exports.
    own = _understood(name, _placed(order[name]))
    whole = "".join((*wrapped, _title(name), own))
    return _LATER.sub(lambda found: f'import("{address(found["file"])}")', _bare(whole))


def sheet(name: str, read: Read, address: Address) -> str:
    """The sheet of that name with those it imports in their place."""
    own = _FONT.sub(lambda found: f'url("{address(found["file"])}")', read(name))
    bare = _SPACE.sub("", _INDENT.sub("", _SHEET_REMARK.sub("", own)))
    return _SHEET.sub(lambda found: sheet(found["file"], read, address), bare)


def _visit(name: str, read: Read, order: dict[str, str], through: tuple[str, ...]) -> None:
    if name in through:
        raise NotJoinable(f"{name} imports itself through {', '.join(through)}")
    if name in order:
        return
    text = read(name)
    for found in _IMPORT.finditer(text):
        _visit(found["file"], read, order, (*through, name))
    order[name] = text


def _wrapped(name: str, text: str) -> str:
    given = ", ".join(function or constant for function, constant in _EXPORT.findall(text))
    body = _understood(name, _EXPORT.sub("", _placed(text)))
    return f"{_title(name)}const {_holder(name)} = (() => {{\n{body}return {{ {given} }};\n}})();\n"


def _placed(text: str) -> str:
    return _IMPORT.sub(_taken, text)


def _understood(name: str, text: str) -> str:
    if left := _LEFT_OVER.search(_EXPORT.sub("", text)):
        raise NotJoinable(f"{name}: {left[0]}")
    return text


def _taken(found: re.Match[str]) -> str:
    if not found["names"]:
        return ""
    return f"const {{ {found['names'].replace(' as ', ': ')} }} = {_holder(found['file'])};\n"


def _holder(name: str) -> str:
    return "$" + name.removesuffix(".js").replace("-", "_")


def _title(name: str) -> str:
    return f"/*! {name} */\n"  # the mark keeps it, for whoever looks for a fault


def _bare(text: str) -> str:
    return str(jsmin(text, keep_bang_comments=True)) + "\n"

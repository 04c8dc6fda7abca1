"""What changed between two plans: where, from what to what, in words; comments and order of keys are no change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from campaigns.plan.document import Plan
from campaigns.plan.in_words import LONGEST, place_in_words, value_in_words
from campaigns.plan.writing import plan_tree


class ChangeKind(StrEnum):
    """What happened to a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


_SENTENCES: Mapping[ChangeKind, Mapping[str, str]] = {
    ChangeKind.ADDED: {"fr": "{label} : ajouté, {after}", "en": "{label}: added, {after}"},
    ChangeKind.REMOVED: {"fr": "{label} : retiré, {before}", "en": "{label}: removed, {before}"},
    ChangeKind.CHANGED: {"fr": "{label} : {before} → {after}", "en": "{label}: {before} → {after}"},
    ChangeKind.MOVED: {"fr": "{label} : dans un autre ordre", "en": "{label}: in another order"},
}
# What tells one item of a list from another; the first that all of them have counts.
_NAMED_BY: tuple[tuple[str, ...], ...] = (
    ("key",),
    ("kpi",),
    ("code",),
    ("name",),
    ("item",),
    ("criterion",),
    ("reason",),
    ("after", "channel", "attempt"),
    ("after", "attempt"),
    ("feature",),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `place` is the path of keys, such as `targets.segments[Large].score`, `before` and
    `after` what the document has there, on one line; `old` and `new` the same as values."""

    place: str
    kind: ChangeKind
    before: str = ""
    after: str = ""
    old: Any = field(default=None, compare=False, repr=False)
    new: Any = field(default=None, compare=False, repr=False)

    def sentence(self, language: str) -> str:
        """The change in French (`fr`) or English (`en`), the place in words where it has some."""
        before, after = (
            value_in_words(self.place, value, language) for value in (self.old, self.new)
        )
        label = place_in_words(self.place, language)
        return _SENTENCES[self.kind][language].format(label=label, before=before, after=after)


def compare(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every change from one plan to the other, in the order of a plan's parts."""
    return tuple(_tables("", plan_tree(before), plan_tree(after)))


def _changed(place: str, kind: ChangeKind, before: Any = "", after: Any = "") -> Change:
    return Change(place, kind, _shown(before), _shown(after), before, after)


def _values(place: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _tables(place, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(place, before, after)
    else:
        yield _changed(place, ChangeKind.CHANGED, before, after)


def _tables(place: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        path = f"{place}.{key}" if place else key
        if key not in after:
            yield _changed(path, ChangeKind.REMOVED, before=before[key])
        elif key not in before:
            yield _changed(path, ChangeKind.ADDED, after=after[key])
        else:
            yield from _values(path, before[key], after[key])


def _lists(place: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Change]:
    old, new = _named(before, after), _named(after, before)
    for name, item in old.items():
        path = f"{place}[{name}]"
        if name not in new:
            yield _changed(path, ChangeKind.REMOVED, before=item)
        else:
            yield from _values(path, item, new[name])
    for name, item in new.items():
        if name not in old:
            yield _changed(f"{place}[{name}]", ChangeKind.ADDED, after=item)
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        yield Change(place, ChangeKind.MOVED)


def _named(items: Sequence[Any], others: Sequence[Any]) -> dict[str, Any]:
    """The items by what tells them apart, in both lists; by their place where nothing does."""
    for keys in _NAMED_BY:
        if all(_has(item, keys) for item in (*items, *others)):
            names = [_name(item, keys) for item in items]
            theirs = [_name(item, keys) for item in others]
            if len(set(names)) == len(names) and len(set(theirs)) == len(theirs):
                return dict(zip(names, items, strict=True))
    if all(isinstance(item, str) for item in (*items, *others)):
        return {_shown(item): item for item in items}
    return {str(number): item for number, item in enumerate(items, 1)}


def _has(item: Any, keys: tuple[str, ...]) -> bool:
    return isinstance(item, dict) and keys[0] in item


def _name(item: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return _shown(" ".join(str(item[key]) for key in keys if key in item))


def _shown(value: Any) -> str:
    """A value on one line, cut where it is long."""
    if isinstance(value, dict):
        text = ", ".join(f"{key} {_shown(each)}" for key, each in value.items())
    elif isinstance(value, list):
        text = "; ".join(_shown(each) for each in value)
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"

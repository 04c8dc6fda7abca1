"""Files that a plan never was: each is refused in words, at once, without building anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.plan import Plan, PlanProblems, read_plan
from tests.campaigns.plans import SHORT, changed, problems_of

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("", "line 1", "an empty plan"),
        ("\ufeff", "line 1", "an empty plan"),
        ("# nothing\n", "line 2", "an empty plan"),
        ("---\n", "line 1", "an empty plan"),
        ("just words", "line 1", "something other than `key: value` lines"),
        ("- a\n- b\n", "line 1", "something other than `key: value` lines"),
        ("a: 1\n---\nb: 2\n", "line 2", "a second document"),
        (BOMB, "line 1", "`&a`"),
        ("a: b\nc: *d\n", "line 2", "`*d`"),
        (
            "a: !!python/object/apply:os.system ['true']\n",
            "line 1",
            "`tag:yaml.org,2002:python/object/apply:os.system`",
        ),
        ("a: !include /etc/passwd\n", "line 1", "`!include`"),
        ("? [a, b]\n: c\n", "line 1", "a key that is not a word"),
        ("? {a: b}\n: c\n", "line 1", "a key that is not a word"),
        ("a: 1\n\tb: 2\n", "line 2", "a tab before `b: 2`"),
        ("a: [1, 2\nb: 3\n", "line 2", "`b: 3`"),
        ('b: 1\na: "unclosed\nc: 2\n', "line 2", '`a: "unclosed`'),
        ("a: b: c\n", "line 1", "`a: b: c`"),
        ("a: \x00\n", "line 1", "the character U+0000"),
        ("a: 1\nb: \x1b[31m\n", "line 2", "the character U+001B"),
        ("a: \ud800\n", "line 1", "the character U+D800"),
        ("%YAML 9.9\n---\na: 1\n", "line 1", "`%YAML 9.9`"),
    ],
)
def test_what_is_not_a_plan_is_refused_in_words(text: str, place: str, found: str) -> None:
    assert problems_of(text) == [(place, found)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "a:\n "])
def test_ten_thousand_levels_are_refused(opening: str) -> None:
    ((_, found),) = problems_of("a: " + opening * 10_000 if opening != "- " else opening * 10_000)
    assert found in {"more than 50 levels", "`a: a:`", "`a:`"}


def test_fifty_levels_are_the_most() -> None:
    assert problems_of("x: " + "[" * 60 + "]" * 60) == [("line 1", "more than 50 levels")]


def test_a_file_over_a_megabyte_is_refused_by_its_size() -> None:
    assert problems_of("a: " + "x" * 5_000_000) == [("plan", "a text of 5.0 MB")]


def test_size_is_counted_in_bytes() -> None:
    assert problems_of("é" * 600_000) == [("plan", "a text of 1.2 MB")]


def test_a_hundred_thousand_values_are_refused() -> None:
    assert problems_of("a: [" + "1," * 100_000 + "]") == [("line 1", "more than 20,000 values")]


def test_a_thousand_unknown_keys_are_all_named() -> None:
    unknown = "".join(f"zz{n}: 1\n" for n in range(1000))
    assert len(problems_of(SHORT + unknown)) == 1000


def test_a_number_of_400_digits_is_refused() -> None:
    assert problems_of(changed(("target: 20", "target: " + "9" * 400))) == [
        ("line 8, objectives.target", "`" + "9" * 60 + "`")
    ]


def test_a_whole_number_of_another_script_is_refused() -> None:
    assert problems_of(changed(("target: 20", "target: ٢٠"))) == [
        ("line 8, objectives.target", "`٢٠`")
    ]


def test_a_merge_key_is_only_an_unknown_key() -> None:
    assert problems_of(changed(("audience: B2B\n", "audience: B2B\n<<: {a: b}\n"))) == [
        ("line 6, <<", "the unknown key `<<`")
    ]


def test_dunder_keys_are_only_unknown_keys() -> None:
    assert problems_of(SHORT + "__class__: x\n") == [
        ("line 51, __class__", "the unknown key `__class__`")
    ]


def test_bad_json_is_a_bad_plan() -> None:
    assert isinstance(read_plan('{"name": NaN, "target": Infinity,,}'), PlanProblems)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(read_plan(text), PlanProblems)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(SHORT)), st.integers(0, 12), st.text(max_size=6))
def test_any_damage_to_a_plan_is_read_or_refused(at: int, length: int, inserted: str) -> None:
    found = read_plan(SHORT[:at] + inserted + SHORT[at + length :], "fr")
    assert isinstance(found, Plan) or found.problems

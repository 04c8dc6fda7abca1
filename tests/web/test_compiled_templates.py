"""Templates are compiled before the first page is asked for, and by one process for the next."""

from pathlib import Path

import pytest
from flask import Flask

from telepro.web import compiled_templates

PAGE = "Bonjour {{ name }}"


def house(templates: Path) -> Flask:
    return Flask("house", template_folder=templates)


def test_what_one_process_compiled_the_next_one_loads(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    assert compiled_templates.ready(house(tmp_path), tmp_path / "kept") == 1
    (kept,) = (tmp_path / "kept").iterdir()
    before = kept.stat().st_mtime_ns
    compiled_templates.ready(house(tmp_path), tmp_path / "kept")
    assert kept.stat().st_mtime_ns == before


def test_a_page_that_has_changed_is_compiled_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    compiled_templates.ready(house(tmp_path), tmp_path / "kept")
    page.write_text("Bonsoir {{ name }}")
    app = house(tmp_path)
    compiled_templates.ready(app, tmp_path / "kept")
    assert app.jinja_env.get_template("page.html").render(name="Alice") == "Bonsoir Alice"


@pytest.mark.parametrize("place", ["kept", "/proc"])
def test_where_nothing_can_be_written_pages_are_there_all_the_same(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "kept").write_text("no directory")
    app = house(tmp_path)
    assert compiled_templates.ready(app, tmp_path / place) == 1
    assert app.jinja_env.get_template("page.html").render(name="Alice") == "Bonjour Alice"


def test_a_template_that_comes_later_is_shown_though_nothing_can_be_kept_any_more(
    tmp_path: Path,
) -> None:
    app, kept = house(tmp_path), tmp_path / "kept"
    compiled_templates.ready(app, kept)
    kept.rmdir()
    (tmp_path / "later.html").write_text(PAGE)
    assert app.jinja_env.get_template("later.html").render(name="Bob") == "Bonjour Bob"

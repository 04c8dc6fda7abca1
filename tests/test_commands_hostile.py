"""Hostile files and plans, each in a process of its own, whose memory and seconds can be seen."""

import zipfile
from pathlib import Path

from tests.commands_run import run
from tests.files.workbooks import packed, parts, sheet

SECONDS = 2.0  # of processor, above what any command takes to load
MEGABYTES = 300.0


def hostile_files(folder: Path) -> dict[str, Path]:
    """Files that nobody can work with, by what is wrong with them."""
    contents = {
        "empty.csv": b"",
        "binary.csv": bytes(range(256)) * 4000,
        "one line of 10 MB.csv": b"Nom;Telephone\n" + b"x" * 10_000_000,
        "picture.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(1000),
        "torn.xlsx": packed(parts(sheet([["Nom"]])))[:200],
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "directory.csv").mkdir()
    with (folder / "too large.csv").open("wb") as large:
        large.truncate(3 * 1024**3)
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, part in parts("").items():
            bomb.writestr(name, part)
        with bomb.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as entry:
            for _turn in range(300):
                entry.write(bytes(1024**2))
    return {path.name: path for path in sorted(folder.iterdir())}


def test_a_hostile_file_is_refused_in_words_before_any_service_starts(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "files"
    folder.mkdir()
    usual = run("import", "--help")
    files = hostile_files(folder)
    assert len(files) == 8
    for name, path in files.items():
        ran = run("import", path, "--audience", "B2B", "--data", data, "--json")
        assert (ran.code, ran.places) == (2, [str(path)]), (name, ran.out)
        assert ran.seconds - usual.seconds < SECONDS, (name, ran.seconds)
        assert ran.megabytes < MEGABYTES, (name, ran.megabytes)
    assert not data.exists()


def hostile_plans(folder: Path) -> dict[str, Path]:
    """Texts that are no plan, by what is wrong with them."""
    levels = "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}]" for n in range(9)
    )
    contents = {
        "empty": b"",
        "binary": bytes(range(256)) * 2000,
        "more than 1 MB": b"# " + b"x" * 2_000_000,
        "not yaml": b"name: [unclosed",
        "a list": b"- one\n- two\n",
        "aliases that grow": f"a: &a lol\n{levels}\n".encode(),
        "100,000 brackets deep": b"[" * 100_000,
    }
    for name, content in contents.items():
        (folder / f"{name}.yaml").write_bytes(content)
    return {path.stem: path for path in sorted(folder.iterdir())}


def test_what_is_no_plan_is_refused_in_words(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "plans"
    folder.mkdir()
    usual = run("plan", "check", "--help")
    for name, path in hostile_plans(folder).items():
        ran = run("plan", "check", path, "--data", data, "--json")
        assert ran.code == 2, (name, ran.out, ran.err)
        assert ran.places, name
        assert ran.seconds - usual.seconds < SECONDS, (name, ran.seconds)
        assert ran.megabytes < MEGABYTES, (name, ran.megabytes)
    assert not data.exists()

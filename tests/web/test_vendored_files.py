"""The files of others that we serve: exactly those of the lock, each with its licence."""

import hashlib
import json
from pathlib import Path

STATIC = Path(__file__).parents[2] / "telepro" / "static"
LOCK = json.loads((STATIC / "vendor.lock.json").read_text(encoding="utf-8"))


def test_vendored_files_are_those_of_the_lock() -> None:
    found = {
        row["file"]: hashlib.sha256((STATIC / row["file"]).read_bytes()).hexdigest() for row in LOCK
    }
    assert found == {row["file"]: row["sha256"] for row in LOCK}


def test_nothing_is_vendored_without_the_lock() -> None:
    served = {
        path.relative_to(STATIC).as_posix()
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).iterdir()
    }
    assert served == {row["file"] for row in LOCK}


def test_each_vendored_file_keeps_its_licence() -> None:
    assert all((STATIC / row["license_file"]).stat().st_size > 200 for row in LOCK)


def test_the_voice_sdk_is_the_one_whose_faults_after_a_drop_were_mended() -> None:
    [row] = [row for row in LOCK if row["package"] == "npm:@twilio/voice-sdk"]
    assert (row["version"], row["license"]) == ("2.18.5", "Apache-2.0")
    assert row["integrity"].startswith("sha512-")
    text = (STATIC / row["file"]).read_text(encoding="utf-8")
    assert 'RELEASE_VERSION="2.18.5"' in text
    licence = (STATIC / row["license_file"]).read_text(encoding="utf-8")
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in licence
    assert "Philipp Hancke" in licence

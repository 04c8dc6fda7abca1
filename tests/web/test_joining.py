"""Scripts and sheets as they leave: joined, each module once, and still read by Node."""

import shutil
import subprocess
from pathlib import Path

import pytest

from telepro.web import joining
from telepro.web.sent_files import STATIC, sent

NODE = shutil.which("node")


def address(name: str) -> str:
    return f"{name}?v=1"


def of(files: dict[str, str], entry: str) -> str:
    return joining.script(entry, files.__getitem__, address)


def test_a_module_stands_once_before_those_that_import_it() -> None:
    joined = of(
        {
            "a.js": 'import { twice } from "./b.js";\nimport { one as first } from "./c.js";\nconsole.log(twice(first));\n',
            "b.js": 'import { one } from "./c.js";\nexport function twice(n) {\n  return n * 2 * one;\n}\n',
            "c.js": "// What one is.\nexport const one = 1;\n",
        },
        "a.js",
    )
    assert joined.split("/*! ") == [
        "",
        "c.js */const $c=(()=>{const one=1;return{one};})();",
        "b.js */const $b=(()=>{const{one}=$c;function twice(n){return n*2*one;}\nreturn{twice};})();",
        "a.js */const{twice}=$b;const{one:first}=$c;console.log(twice(first));\n",
    ]


def test_what_is_fetched_later_is_asked_for_under_its_fingerprint() -> None:
    joined = of({"a.js": 'const later = () => import("./b.js");\n'}, "a.js")
    assert 'import("./b.js?v=1")' in joined


def test_what_a_script_exports_is_there_for_whoever_fetches_it_later() -> None:
    assert "export function play(){" in of({"a.js": "export function play() {\n}\n"}, "a.js")


def test_a_way_of_importing_that_is_not_ours_is_refused_and_named() -> None:
    with pytest.raises(joining.NotJoinable, match=r"a\.js: import \* as all"):
        of({"a.js": 'import * as all from "./b.js";\n'}, "a.js")
    with pytest.raises(joining.NotJoinable, match="imports itself"):
        of({"a.js": 'import "./b.js";\n', "b.js": 'import "./a.js";\n'}, "a.js")


def test_a_sheet_carries_those_that_it_imports_and_fonts_under_their_fingerprint() -> None:
    files = {
        "desk.css": '@import "app.css";\n/* The desk. */\n.a {\n  margin: 0;\n}\n',
        "app.css": '@font-face {\n  src: url("../fonts/f.woff2");\n}\n',
    }
    assert joining.sheet("desk.css", files.__getitem__, address) == (
        '@font-face{src:url("../fonts/f.woff2?v=1")}.a{margin:0}'
    )


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_every_joined_script_is_one_that_can_be_read(tmp_path: Path) -> None:
    made = []
    for path in sorted((STATIC / "js").glob("*.js")):
        made.append(tmp_path / f"{path.stem}.mjs")
        made[-1].write_bytes(sent(path).body)
    check = "for (const file of process.argv.slice(1)) new vm.SourceTextModule(fs.readFileSync(file, 'utf8'))"
    read = f"import fs from 'node:fs'; import vm from 'node:vm'; {check};"
    command = [
        str(NODE),
        "--experimental-vm-modules",
        "--input-type=module",
        "-e",
        read,
        *map(str, made),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def test_one_desk_is_one_script_and_one_sheet() -> None:
    script = sent(STATIC / "js/desk.js").body.decode()
    assert script.count("/*! state.js */") == 1 and "import{" not in script
    assert "@import" not in sent(STATIC / "css/desk.css").body.decode()

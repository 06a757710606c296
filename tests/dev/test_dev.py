"""packaging/dev.py: its exit status, its closing line, the sample project's name, and that a second start is quick."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with dev.py and this environment's packages, in which tests of any outcome can be laid."""
    copied = tmp_path / "checkout"
    shutil.copytree(ROOT / "packaging", copied / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    (copied / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    (copied / "tests").mkdir()
    return copied


def ask(checkout: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code that has `dev` and `environment` of the checkout, with this Python for its environment."""
    head = (
        "import sys; sys.path.insert(0, 'packaging'); import dev, environment\n"
        "from pathlib import Path\n"
        "dev.ensure = lambda *_: Path(sys.executable)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", head + code],
        cwd=checkout,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("body", "status", "closing"),
    [
        ("def test_a() -> None:\n    assert True\n", 0, "1 passed, 0 failed, 0 skipped"),
        ("def test_a() -> None:\n    assert False\n", 1, "0 passed, 1 failed, 0 skipped"),
        ("def broken(:\n", 1, "0 passed, 1 failed, 0 skipped"),
        ("", 1, "failed: pytest"),
    ],
    ids=["passing", "failing", "not importable", "no test at all"],
)
def test_the_status_and_the_closing_line_are_those_of_the_tests(
    checkout: Path, body: str, status: int, closing: str
) -> None:
    (checkout / "tests" / "test_body.py").write_text(body, "utf-8")
    told = ask(
        checkout,
        "report = dev.Report()\n"
        "report.run('pytest', lambda: dev.pytest(report, dev.AT_HAND, ['-p', 'no:cacheprovider']))\n"
        "raise SystemExit(report.close())",
    )
    assert told.returncode == status, told.stderr
    assert told.stdout.rstrip().splitlines()[-1] == closing


def test_one_failed_part_fails_the_whole(checkout: Path) -> None:
    told = ask(
        checkout,
        "report = dev.Report()\n"
        "report.run('first', lambda: 1)\nreport.run('second', lambda: 0)\n"
        "raise SystemExit(report.close())",
    )
    assert told.returncode == 1
    assert "failed: first" in told.stdout


@pytest.mark.parametrize(
    ("fresh", "there", "name"),
    [
        (False, [], "sample.hashiya"),
        (False, ["sample.hashiya"], "sample.hashiya"),
        (True, [], "sample.hashiya"),
        (True, ["sample.hashiya"], "sample-2.hashiya"),
        (True, ["sample.hashiya", "sample-2.hashiya"], "sample-3.hashiya"),
    ],
)
def test_a_fresh_sample_project_stands_beside_the_others(
    checkout: Path, hashiya_home: Path, fresh: bool, there: list[str], name: str
) -> None:
    projects = hashiya_home / "data" / "projects"
    projects.mkdir(parents=True)
    for project in there:
        (projects / project).write_bytes(b"kept")
    told = ask(
        checkout,
        "made = []\n"
        "dev.call = lambda command, **_: made.append(Path(command[-1]).name) or 0\n"
        f"print(dev.sample_project(Path(sys.executable), fresh={fresh}).name, made)",
    )
    assert told.stdout.split(maxsplit=1) == [name, f"{[] if name in there else [name]}\n"], told.stderr
    assert all((projects / project).read_bytes() == b"kept" for project in there)


def test_wrong_usage_is_status_2(checkout: Path) -> None:
    for arguments in (["walk"], ["check", "--fresh"], []):
        told = subprocess.run(
            [sys.executable, checkout / "packaging" / "dev.py", *arguments], capture_output=True, check=False
        )
        assert told.returncode == 2


def test_no_right_to_install_names_the_line_to_type(checkout: Path) -> None:
    told = ask(
        checkout,
        "environment.platform.system = lambda: 'Linux'\n"
        "environment._missing_libraries = lambda: ['libegl1', 'libxcb-cursor0']\n"
        "environment._missing_tools = lambda: []\n"
        "environment._right_to_install = lambda: None\n"
        "sys.argv = ['dev.py', 'check']\n"
        "raise SystemExit(dev.main())",
    )
    assert told.returncode == 1
    assert "sudo apt-get install --yes --no-install-recommends libegl1 libxcb-cursor0" in told.stderr


def test_what_is_there_is_not_made_again() -> None:
    if not (Path(sys.prefix) / "hashiya-stamp").is_file():
        pytest.skip("this environment was not made by dev.py")
    code = "import sys; sys.path.insert(0, 'packaging'); from environment import *\n"
    code += "ensure_system(tests=False); print(ensure(Path(sys.prefix)))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    again = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert again.stdout.split() == [str(environment_python(Path(sys.prefix)))]


def environment_python(folder: Path) -> Path:
    """Where the Python of an environment is."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

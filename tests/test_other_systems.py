"""The suite on a system without the modules and signals of POSIX: it starts, and skips with a reason."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from conftest import ROOT

pytestmark = pytest.mark.slow


def run_without_posix(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest where the modules of POSIX cannot be imported."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "without_posix",
        "--numprocesses=0",
        "-p",
        "no:cacheprovider",
    ]
    return subprocess.run(
        [*command, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])},
    )


def test_every_file_of_tests_can_be_read() -> None:
    found = run_without_posix("--collect-only", "-m", "slow or not slow", "-p", "no:warnings")
    assert found.returncode == 0, found.stdout[-3000:]
    files = {Path(line.partition("::")[0]).name for line in found.stdout.splitlines() if "::" in line}
    assert files == {path.name for path in (ROOT / "tests").rglob("test_*.py")}


def test_a_test_that_needs_a_terminal_is_skipped_with_its_reason() -> None:
    found = run_without_posix("tests/cli/test_undecodable.py", "tests/store/test_files.py", "-m", "slow or not slow")
    assert found.returncode == 0, found.stdout[-3000:]
    reasons = set(re.findall(r"^SKIPPED .*: (this system has no \S+)$", found.stdout, re.MULTILINE))
    assert {"this system has no pty.openpty", "this system has no os.mkfifo"} <= reasons


def test_the_workflow_runs_three_systems_and_each_python() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    matrix = workflow["jobs"]["suite"]["strategy"]["matrix"]
    assert matrix["system"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    named = "Programming Language :: Python :: "
    versions = [text.removeprefix(named) for text in project["classifiers"] if text.startswith(f"{named}3.")]
    assert matrix["python"] == versions == ["3.11", "3.12", "3.13", "3.14"]
    assert project["requires-python"] == f">={versions[0]}"

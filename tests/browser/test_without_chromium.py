"""What is told where there is no browser: the tests that drive one are named, and under CI that is a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NOWHERE = "/nowhere/chromium"


@pytest.mark.parametrize(
    ("ci", "outcome", "code"),
    [({}, "1 skipped", 0), ({"CI": "true"}, "1 error", 1)],
    ids=["on somebody's machine", "under CI"],
)
def test_without_a_browser_its_tests_are_named_with_the_way_to_get_it(
    ci: dict[str, str], outcome: str, code: int
) -> None:
    env = {key: value for key, value in os.environ.items() if key != "CI"}
    command = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(HERE / "test_incident.py"))

    run = subprocess.run(
        command,
        env={**env, **ci, "CHROMIUM": NOWHERE},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome in run.stdout
    [line] = [line for line in run.stdout.splitlines() if line.startswith("Did not run")]
    assert f"there is no {NOWHERE}" in line
    assert "make system" in line
    assert "test_incident.py::test_two_people" in line
    assert run.returncode == code

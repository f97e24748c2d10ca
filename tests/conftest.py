"""What a run needs of the machine, and what it leaves behind: the journals of all towns.

Tests whose tools are missing are skipped by name, and under CI they fail.
"""

import os
import re
import sys
from pathlib import Path

import pytest

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
"""Debian's browser; another one may be named in the environment."""
JOURNALS = Path(__file__).parents[1] / "var" / "journals"
"""What each test's bot asked of Slack, for whoever judges that."""
NO_CHROMIUM = f"there is no {CHROMIUM}; as root, `make system` installs it"
MLFLOW = Path(__file__).parents[1] / "var" / "mlflow" / "bin" / "mlflow"
"""A real MLflow, in an environment of its own: it is large, and its dependencies are not the bot's."""
NO_MLFLOW = "there is no MLflow to ask; `make mlflow` installs it"
NEEDED = (("browser", CHROMIUM, NO_CHROMIUM), ("mlflow", MLFLOW, NO_MLFLOW))
"""By marker: the tool that its tests need, and what is said where it is missing."""


def pytest_configure() -> None:
    """Have the program, which the tests start a few hundred times, compiled once, whatever the environment says."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_sessionstart() -> None:
    """Begin without the journals of the last run; what another run has started, or a test, clears nothing."""
    if not os.environ.keys() & {"PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST"}:
        for old in JOURNALS.glob("*.jsonl"):
            old.unlink(missing_ok=True)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A machine for checking changes has to run everything; a laptop says what it left out."""
    for marker, tool, reason in NEEDED:
        if item.get_closest_marker(marker) is not None and not tool.exists():
            if os.environ.get("CI"):
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what did not run, and how to get it."""
    reports = [report for kind in ("skipped", "error") for report in terminalreporter.getreports(kind)]
    for _, _, reason in NEEDED:
        left_out = sorted(report.nodeid for report in reports if reason in str(report.longrepr))
        if left_out:
            terminalreporter.write_line(f"Did not run, because {reason}: {', '.join(left_out)}", yellow=True)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser that tests with the marker `browser` drive."""
    return CHROMIUM


@pytest.fixture(scope="session")
def mlflow() -> Path:
    """The program that tests with the marker `mlflow` start."""
    return MLFLOW


@pytest.fixture
def journal(request: pytest.FixtureRequest) -> Path:
    """The file that keeps what this test's bot asks of Slack, under the test's name."""
    return JOURNALS / f"{re.sub(r'[^0-9A-Za-z_.-]+', '-', request.node.nodeid.removeprefix('tests/')).strip('-')}.jsonl"

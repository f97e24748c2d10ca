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
    if item.get_closest_marker("browser") is None or CHROMIUM.exists():
        return
    if os.environ.get("CI"):
        pytest.fail(NO_CHROMIUM, pytrace=False)
    pytest.skip(NO_CHROMIUM)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what did not run, and how to get it."""
    reports = [report for kind in ("skipped", "error") for report in terminalreporter.getreports(kind)]
    left_out = sorted(report.nodeid for report in reports if NO_CHROMIUM in str(report.longrepr))
    if left_out:
        terminalreporter.write_line(f"Did not run, because {NO_CHROMIUM}: {', '.join(left_out)}", yellow=True)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser that tests with the marker `browser` drive."""
    return CHROMIUM


@pytest.fixture
def journal(request: pytest.FixtureRequest) -> Path:
    """The file that keeps what this test's bot asks of Slack, under the test's name."""
    return JOURNALS / f"{re.sub(r'[^0-9A-Za-z_.-]+', '-', request.node.nodeid.removeprefix('tests/')).strip('-')}.jsonl"

"""What a run needs of the machine: tests whose tools are missing are skipped by name, and under CI they fail."""

import os
from pathlib import Path

import pytest

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
"""Debian's browser; another one may be named in the environment."""
NO_CHROMIUM = f"there is no {CHROMIUM}; as root, `make system` installs it"


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

"""The command line, as an operator uses it."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from sandbox.process import ROOT


async def program(folder: Path, env: Mapping[str, str], *words: str) -> tuple[int, str]:
    """`ai-incident ...` in a folder without a `.env`: its exit code, and what it prints."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode()

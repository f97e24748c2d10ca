"""The command line: `run`, `sandbox`, `demo`, `replay`, `doctor`, `migrate`, `runbooks` and `systems check`, `export`.

Each command loads what it needs and nothing else: the bot does not wait for the stand-in, nor the other way round.
"""
# ruff: noqa: PLC0415  # as said above

import asyncio
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from bot.errors import BadFile, StartFailure
from bot.loading import loading

cli = typer.Typer(
    name="ai-incident",
    help="Incidents of AI systems, run from Slack. Start with `ai-incident demo` or `ai-incident sandbox`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
runbooks = typer.Typer(help="Work with runbook files.", no_args_is_help=True)
cli.add_typer(runbooks, name="runbooks")
systems = typer.Typer(help="Work with the files that describe AI systems.", no_args_is_help=True)
cli.add_typer(systems, name="systems")

_Out = Annotated[Path, typer.Option(help="Where post-mortem and journal are written.")]
_SocketMode = Annotated[bool, typer.Option("--socket-mode", help="Tell the bot over Socket Mode instead of HTTP.")]


@cli.command()
def run() -> None:
    """Run the bot; settings come from the environment and from .env."""
    with loading():
        import uvloop

        from bot import logs
        from bot.app import serve
        from bot.config import Settings

    settings = Settings.read()
    logs.configure(settings.log_format)
    settings.require_slack()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(settings))


@cli.command()
def sandbox(
    port: Annotated[int, typer.Option(help="Port of the page.")] = 8700,
    host: Annotated[
        str, typer.Option(help="Address to listen on; another than loopback opens it to the network.")
    ] = "127.0.0.1",
    data: Annotated[Path | None, typer.Option(help="Folder of its database; a fresh one by default.")] = None,
    policy: Annotated[Path | None, typer.Option(help="Policy file; one for the sandbox's people by default.")] = None,
    *,
    socket_mode: _SocketMode = False,
    canvases: Annotated[
        Literal["on", "free", "off"], typer.Option(help="What the workspace's plan allows; free: one tab a channel.")
    ] = "on",
) -> None:
    """Open a Slack workspace on this machine, with the bot in it and a page to live in."""
    from sandbox.live import live
    from sandbox.process import Options

    options = Options(host=host, port=port, socket_mode=socket_mode, canvases=canvases)
    asyncio.run(live(options, data=data, policy=policy))


@cli.command()
def demo(out: _Out = Path("var/demo")) -> None:
    """Replay a real incident at full speed; exits with 1 if any step did not happen."""
    from sandbox.replay import demo as play

    raise typer.Exit(asyncio.run(play(out)))


@cli.command()
def replay(  # noqa: PLR0913  # a command's options are its arguments
    scenario: Annotated[Path, typer.Argument(help="A scenario file.")],
    out: _Out = Path("var/replay"),
    speed: Annotated[float | None, typer.Option(min=0.1, max=1e6, help="So many times as fast as it was.")] = None,
    *,
    step: Annotated[bool, typer.Option("--step", help="Wait for Enter before each event.")] = False,
    page: Annotated[bool, typer.Option("--page", help="Say where its page is, and keep it open at the end.")] = False,
    socket_mode: _SocketMode = False,
    fault: Annotated[
        list[str], typer.Option(metavar="METHOD=KIND[:N]", help="What N calls run into; may be given again.")
    ] = [],  # noqa: B006  # the command line reads it and nobody changes it
    limits: Annotated[bool, typer.Option("--limits", help="Limit calls as often as Slack does.")] = False,
    latency: Annotated[int, typer.Option(min=0, max=60_000, metavar="MS", help="Wait before each call.")] = 0,
    share: Annotated[str, typer.Option(metavar="SHARE[:SEED]", help="Faults for a share of all calls, as 0.2.")] = "0",
) -> None:
    """Replay a scenario through the sandbox, at full speed unless told otherwise."""
    from sandbox.replay import Manner, chance_of, fault_of, replay_file

    if step and speed is not None:
        raise typer.BadParameter("--speed and --step exclude each other")
    try:
        faults = (tuple(map(fault_of, fault)), limits, latency, chance_of(share))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    manner = Manner(speed, step, page, socket_mode, *faults)
    raise typer.Exit(asyncio.run(replay_file(scenario, out=out, manner=manner)))


@cli.command()
def doctor() -> None:
    """Check tokens, scopes, database, runbooks and templates, and say what to do about each failure."""
    with loading():
        from bot.doctor import examine

    findings = asyncio.run(examine())
    for finding in findings:
        typer.secho(finding.line, fg=None if finding.is_fine else typer.colors.RED)
    raise typer.Exit(0 if all(finding.is_fine for finding in findings) else 1)


@cli.command()
def migrate() -> None:
    """Bring the database to what this version needs."""
    with loading():
        from bot.config import Settings
        from bot.store import Store

    with closing(Store(Settings.read().sqlalchemy_url())) as store:
        store.migrate()
    typer.echo("The database is up to date.")


@runbooks.command("check")
def check_runbooks() -> None:
    """Validate runbooks, policy and templates; every error is listed, with file, place and reason."""
    with loading():
        from bot.config import Settings
        from bot.service.knowledge import read_files

    try:
        knowledge = read_files(Settings.read())
    except BadFile as faults:
        _refuse(faults)
    for book in knowledge.library.runbooks.values():
        typer.echo(f"{book.slug}: {sum(1 for _ in book.steps)} steps")


def _refuse(faults: BadFile) -> NoReturn:
    """Tell every fault on a line of its own, and fail."""
    for fault in faults.each:
        typer.secho(str(fault), err=True, fg=typer.colors.RED)
    raise typer.Exit(1) from faults


@systems.command("check")
def check_systems(
    path: Annotated[Path | None, typer.Argument(help="A file or folder; AI_INCIDENT_SYSTEMS by default.")] = None,
) -> None:
    """Validate what files say of AI systems, and judge whether each could be rolled back today."""
    with loading():
        from bot.config import Settings
        from bot.domain.systems import readiness
        from bot.inventory import load_inventory
        from bot.wording import ready

    try:
        inventory = load_inventory(path or Settings.read().systems)
    except BadFile as faults:
        _refuse(faults)
    for system in inventory.systems():
        typer.echo(f"{system.name}: {ready(readiness(system, datetime.now(UTC)))}")
    if not inventory.filed:
        typer.echo("No file describes a system.")


@cli.command()
def export(
    incident: Annotated[int, typer.Argument(help="The incident's number.")],
    to: Annotated[Path | None, typer.Option(help="File to write; standard output by default.")] = None,
) -> None:
    """Write the newest edition of an incident's post-mortem, as Markdown."""
    with loading():
        from bot.config import Settings
        from bot.store import Store

    with closing(Store(Settings.read().sqlalchemy_url())) as store:
        store.check()
        with store.transaction() as work:
            document = work.documents.latest(incident)
    if document is None:
        typer.secho(f"Incident {incident} has no post-mortem yet.", err=True, fg=typer.colors.RED)
        raise typer.Exit(1)
    if to is None:
        typer.echo(document)
    else:
        to.write_text(document, encoding="utf-8")


def main() -> None:
    """Run the command line; what keeps the program from starting is one line, not a traceback."""
    try:
        cli()
    except StartFailure as failure:
        typer.secho(f"ai-incident cannot start: {failure}", err=True, fg=typer.colors.RED)
        raise SystemExit(2) from failure


if __name__ == "__main__":
    main()

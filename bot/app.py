"""The composition root: settings in, a bot out; nothing is made elsewhere, and importing any module does nothing."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
import uvicorn
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.blocks.standing import Standing
from bot.clock import Clock, SandboxClock, SystemClock
from bot.config import Settings
from bot.integrations.mlflow import Mlflow
from bot.jobs import Jobs
from bot.loading import loading
from bot.relay import Directory, Relay
from bot.service import clocks, readiness
from bot.service.desk import Desk, Office
from bot.service.home import Rendering
from bot.service.homes import OPEN_FOR
from bot.service.knowledge import Knowledge, read_files
from bot.service.rules import Rules
from bot.slack import Identity, Slack
from bot.socketmode import first_address, listening
from bot.store import Ingest, Store, Work
from bot.web import Report, web
from handlers import register
from handlers.door import Door

_log = structlog.get_logger(__name__)
_SEEN_FOR: Final = timedelta(hours=24)
_SENT_FOR: Final = timedelta(days=30)
_DRAIN_SECONDS: Final = 5


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs, put together."""

    settings: Settings
    clock: Clock
    office: Office
    relay: Relay
    directory: Directory
    jobs: Jobs
    app: AsyncApp

    async def report(self) -> Report:
        """What `/readyz` tells: whether requests can be served, and what is still to be done."""
        outbox, next_due, next_try = await self.office.ask(_outstanding, None)
        ticked_at = self.jobs.ticked_at
        return Report(ticked_at is not None, self.clock.now(), ticked_at, outbox, next_due, next_try)


def _outstanding(desk: Desk, _request: None) -> tuple[int, datetime | None, datetime | None]:
    outbox = desk.work.outbox
    return outbox.depth(desk.now), desk.work.incidents.next_due(), outbox.next_try()


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[Bot]:
    """Put a bot together and take it apart again.

    Raises:
        StartFailure: something that it needs is missing or broken.
    """
    with loading():
        knowledge = read_files(settings)
    async with AsyncExitStack() as stack:
        store = open_store(settings)
        stack.callback(store.close)
        clock = await _start_clock(settings, stack)
        slack = await stack.enter_async_context(Slack(settings))
        identity = await slack.identify(clock)
        office = Office(store, _rules(knowledge, identity), clock)
        relay = _relay(office, slack, identity)
        directory = Directory(slack, store, clock)
        jobs = _jobs(office, relay, directory)
        if isinstance(clock, SandboxClock):
            clock.on_move(jobs.tick_now)
            clock.on_move(relay.wake)
        app = _bolt(settings, slack, identity)
        mlflow = Mlflow.of(settings)
        register(app, Door(office, Ingest(store), mlflow and await stack.enter_async_context(mlflow)))
        yield Bot(settings, clock, office, relay, directory, jobs, app)


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; then take nothing new, and let what is under way end."""
    async with build(settings) as bot, _running(bot) as sending:
        pages = web(None if settings.uses_socket_mode else bot.app, bot.report)
        config = uvicorn.Config(
            pages,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            ws="none",
            timeout_graceful_shutdown=_DRAIN_SECONDS,
        )
        _log.info("bot.listening", host=settings.host, port=settings.port, socket_mode=settings.uses_socket_mode)
        server = _Server(config)
        # A bot that hears and says nothing is worse than none: without its relay the process ends, to be started anew.
        sending.add_done_callback(server.stop)
        await server.serve()
        if sending.done():
            sending.result()


class _Server(uvicorn.Server):
    """uvicorn's, which would raise the signal again when it is done, before the rest could be drained."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for caught in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(caught, self.stop)
        yield

    def stop(self, _why: object = None) -> None:
        """Take nothing new, and end."""
        self.should_exit = True


@asynccontextmanager
async def _running(bot: Bot) -> AsyncIterator[asyncio.Task[None]]:
    """The relay (which is what is handed out), the jobs and, with Socket Mode, the connection to Slack."""
    token = bot.settings.slack_app_token.get_secret_value()
    # Asked before anything runs, so that a wrong token is told at once.
    address = await first_address(bot.app.client, token) if token else None
    async with AsyncExitStack() as stack:
        sending = asyncio.create_task(bot.relay.run())
        stack.push_async_callback(_stopped, sending)
        learning = asyncio.create_task(bot.directory.learn_names())
        stack.push_async_callback(_stopped, learning)
        bot.jobs.start()
        stack.callback(bot.jobs.close)
        if token:
            await stack.enter_async_context(listening(bot.app, token, address, _DRAIN_SECONDS))
        yield sending


async def _stopped(task: asyncio.Task[None]) -> None:
    """Calls that are on their way may still arrive; the relay itself says for how long."""
    task.cancel()
    await asyncio.wait({task})


def _relay(office: Office, slack: Slack, identity: Identity) -> Relay:
    """What is rendered when it is sent is rendered where incidents and their channels can be looked up."""

    def rendering(work: Work) -> Rendering:
        now = office.clock.now()
        return Rendering(Desk(work, office.rules.seeing(work, now), now))

    announce = office.rules.policy.announce_channel
    return Relay(office.store, slack, identity, office.clock, rendering, announce_channel=announce)


def _jobs(office: Office, relay: Relay, directory: Directory) -> Jobs:
    async def tick(_now: datetime) -> None:
        try:
            await clocks.tick(office)
        finally:
            await readiness.tick(office)

    async def daily(now: datetime) -> None:
        await office.store.run(lambda work: _forget(work, now))
        await directory.learn_names()

    return Jobs(office.clock, tick=tick, wake=relay.wake, prune=daily)


def _forget(work: Work, now: datetime) -> None:
    """Drop what no delivery can repeat any more."""
    work.seen.forget_before(now - _SEEN_FOR)
    work.deliveries.forget_before(now - _SENT_FOR)
    work.homes.forget_before(now - OPEN_FOR)


def open_store(settings: Settings) -> Store:
    """Open the database: SQLite belongs to this process, so it is brought up to date; a shared one is migrated by hand.

    Raises:
        BadSetting: it cannot be reached, or a shared one has not been migrated.
    """
    store = Store(settings.sqlalchemy_url())
    if store.is_shared:
        store.check()
    else:
        store.migrate()
    return store


async def _start_clock(settings: Settings, stack: AsyncExitStack) -> Clock:
    if settings.clock_url is None:
        return SystemClock()
    clock = await SandboxClock(settings.clock_url).start()
    stack.push_async_callback(clock.close)
    return clock


def _rules(knowledge: Knowledge, identity: Identity) -> Rules:
    standing = Standing(knowledge.library, knowledge.policy, identity.bot_user_id)
    files = (knowledge.policy, knowledge.library, knowledge.printer)
    return Rules(*files, standing, identity.team_url, knowledge.inventory)


def _bolt(settings: Settings, slack: Slack, identity: Identity) -> AsyncApp:
    """Bolt acknowledges after the listener; who we are is known from the start (a failed look-up would lose events)."""

    async def authorize(**_request: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_user_id=identity.bot_user_id,
            bot_id=identity.bot_id,
            bot_token=settings.slack_bot_token.get_secret_value(),
        )

    return AsyncApp(
        client=slack.client,
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=not settings.uses_socket_mode,
    )

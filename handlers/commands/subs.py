"""Sub-commands: most open a modal on the incident of the channel, some answer at once."""

from collections.abc import Awaitable, Callable
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot import wording
from bot.blocks import modals, posts
from bot.blocks.modals import levers, restricting, rolling, watching
from bot.blocks.modals.quarantine import quarantine
from bot.blocks.quarantine import quarantine_list
from bot.domain.admitting import admit
from bot.domain.incident import Incident
from bot.domain.quarantine import readers
from bot.ids import Sub, View
from bot.messages import Context, Modal, Rendered
from bot.service import look, review
from bot.service import quarantine as quarantines
from bot.service.command import ByPerson
from bot.service.desk import Office
from handlers.actions import evidence
from handlers.commands.readiness import meant
from handlers.commands.words import Words
from handlers.opening import first_form, system_form
from handlers.payload import SlashCommand

_Form = Callable[[Incident, str, Office], Modal]

FORMS: Final[dict[Sub, _Form]] = {
    Sub.UPDATE: lambda incident, words, office: modals.status_update(incident, office.rules.policy, known=words),
    Sub.SEVERITY: lambda incident, _words, office: modals.change_severity(incident, office.rules.policy),
    Sub.TYPE: lambda incident, _words, office: modals.change_type(incident, office.rules.library),
    Sub.INTERVIEW: lambda incident, _words, office: modals.interviewing(incident, office.rules.library),
    Sub.ROLE: lambda incident, _words, _office: modals.assign_role(incident),
    Sub.LEVER: lambda incident, words, office: levers.set_lever(
        incident, office.rules.library.catalogue.levers, words=words
    ),
    Sub.ROLLBACK: lambda incident, _words, _office: rolling.helps(incident),
    Sub.EVIDENCE: evidence.asked_for,
    Sub.QUARANTINE: lambda incident, _words, office: quarantine(incident, readers(office.rules.policy)),
    Sub.MITIGATED: lambda incident, words, _office: modals.mitigated(incident, note=words),
    Sub.WATCH: lambda incident, _words, office: watching.begin(incident, office.rules.policy),
    Sub.RESOLVE: lambda incident, words, office: modals.resolve(incident, office.rules.policy, note=words),
    Sub.REOPEN: lambda incident, words, _office: modals.reopen(incident, reason=words),
    Sub.RESTRICT: lambda incident, _words, _office: restricting.restrict(incident),
    Sub.UNRESTRICT: lambda incident, _words, _office: restricting.lift(incident),
}


async def run(read: Words, command: SlashCommand, ack: AsyncAck, client: AsyncWebClient, office: Office) -> None:
    """Do what the sub-command says."""
    if read.sub in FORMS and not _is_for_the_list(read):
        incident = await _incident(read, command, office)
        form = FORMS[read.sub](incident, read.rest, office)
        admit(incident, View(form.view["callback_id"]), command.user)
        await client.views_open(trigger_id=command.trigger, view=form.view)
        await ack()
    elif read.sub in _OPENED:
        form = await _OPENED[read.sub](read, command, office)
        await client.views_open(trigger_id=command.trigger, view=form.view)
        await ack()
    else:
        answer = await _ANSWERS[read.sub or Sub.HELP](read, command, office)
        await ack(response_type="ephemeral", text=answer.text, blocks=list(answer.blocks))


def _is_for_the_list(read: Words) -> bool:
    """Buttons of a message can name who may read, where those of a modal cannot: the list is no modal."""
    return read.sub is Sub.QUARANTINE and read.rest.lower() == "list"


async def _plan(_read: Words, command: SlashCommand, office: Office) -> Modal:
    return await first_form(office, "plan", Context(channel=command.channel))


async def _system(read: Words, command: SlashCommand, office: Office) -> Modal:
    """The record of a system; without one in sight, the question which."""
    return await system_form(office, await meant(read, command, office))


async def _incident(read: Words, command: SlashCommand, office: Office) -> Incident:
    return await office.ask(look.incident_in, look.InChannel(command.channel, str(read.sub)))


async def _help(_read: Words, _command: SlashCommand, office: Office) -> Rendered:
    return posts.help_text(office.rules.printer)


async def _list(_read: Words, command: SlashCommand, office: Office) -> Rendered:
    listed = await office.ask(look.open_incidents, command.user)
    return posts.incident_list([(one.incident, one.channel) for one in listed])


async def _timeline(read: Words, command: SlashCommand, office: Office) -> Rendered:
    incident = await _incident(read, command, office)
    told = await office.ask(look.timeline, incident.number)
    return posts.timeline_list(incident, told.events, office.rules.library, told.words)


async def _postmortem(read: Words, command: SlashCommand, office: Office) -> Rendered:
    incident = await _incident(read, command, office)
    key = f"command:{command.trigger}"
    await office.ask_once(key, review.compile_now, ByPerson(incident.number, command.user))
    return Rendered(text=wording.compiling())


async def _quarantine(read: Words, command: SlashCommand, office: Office) -> Rendered:
    incident = await _incident(read, command, office)
    listed = await office.ask(quarantines.listed, incident.number)
    return quarantine_list(listed.incident, listed.items, listed.readers)


_ANSWERS: Final[dict[Sub, Callable[[Words, SlashCommand, Office], Awaitable[Rendered]]]] = {
    Sub.HELP: _help,
    Sub.LIST: _list,
    Sub.TIMELINE: _timeline,
    Sub.POSTMORTEM: _postmortem,
    Sub.QUARANTINE: _quarantine,
}
_OPENED: Final[dict[Sub | None, Callable[[Words, SlashCommand, Office], Awaitable[Modal]]]] = {
    Sub.PLAN: _plan,
    Sub.SYSTEM: _system,
}

"""What stands in the channels and is edited in place, by slot: rendered when it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.blocks import asks, restricted
from bot.blocks.announcement import announcement, topic
from bot.blocks.card import card
from bot.blocks.checklist import checklist
from bot.blocks.levers import board
from bot.blocks.rollback import rollback
from bot.blocks.rollout import rollout
from bot.blocks.sampling import sample
from bot.blocks.watch import watch
from bot.domain.incident import Incident
from bot.domain.labelling import Labels
from bot.domain.policy import Policy
from bot.domain.runbook import Phase
from bot.domain.systems import Judged
from bot.ids import Slot
from bot.library import Library
from bot.messages import Rendered


class UnknownSlotError(ValueError):
    """A slot that no message has: a bug of the bot."""


def checklist_slot(runbook: str, phase: Phase) -> str:
    """Return the slot of one phase of one runbook's checklist."""
    return f"{Slot.CHECKLIST}:{runbook}:{phase}"


def _no_labels(_number: int, _step: str) -> Labels:
    return Labels(0)


def _unknown_channel(_number: int) -> str | None:
    return None


def _nothing_on_record(_system: str) -> Judged | None:
    return None


@dataclass(frozen=True, slots=True)
class Standing:
    """Renders the standing messages; the relay asks it late, so that what is sent is what is true.

    Attributes:
        library: The runbooks, for types' titles and definitions.
        policy: Whom a missed response calls, and how often updates are due.
        bot: The bot's own user id.
        channel_of: The channel of an incident, by its number, where known.
        on_record: What is on record of an AI system, by its name.
        labels_of: The labels of a sample, by the number of its incident and the id of its step.
    """

    library: Library
    policy: Policy
    bot: str = ""
    channel_of: Callable[[int], str | None] = _unknown_channel
    on_record: Callable[[str], Judged | None] = _nothing_on_record
    labels_of: Callable[[int, str], Labels] = _no_labels

    def stand(self, incident: Incident, slot: str) -> Rendered | None:
        """Return what a standing message shows now; None when it shows nothing.

        Raises:
            UnknownSlotError: There is no such message.
        """
        if slot.startswith(f"{Slot.CHECKLIST}:"):
            _, runbook, phase = slot.split(":")
            return checklist(incident, runbook, Phase(phase))
        if slot.startswith(Slot.ROLLBACK):
            return rollback(incident, slot)
        if slot.startswith(f"{Slot.SAMPLE}:"):
            step = slot.partition(":")[2]
            return sample(incident, step, self.labels_of(incident.number, step))
        if slot.startswith(Slot.ROLLOUT):
            return rollout(incident, slot)
        return self._single(slot)(incident)

    def topic(self, incident: Incident) -> str:
        """Return the topic of the incident's channel, at most 250 characters."""
        return topic(incident)

    def _card(self, incident: Incident) -> Rendered:
        suspected = [self.library.runbooks[slug] for slug in incident.suspected if slug in self.library.runbooks]
        known = self.on_record(incident.system)
        kinds = self.library.evidence_kinds(incident.type)
        return card(incident, self.library.runbook(incident.type), self.bot, suspected, known, kinds)

    def _single(self, slot: str) -> Callable[[Incident], Rendered | None]:
        builders: Mapping[str, Callable[[Incident], Rendered | None]] = {
            Slot.CARD: self._card,
            Slot.ANNOUNCEMENT: lambda incident: announcement(incident, self.channel_of(incident.number)),
            Slot.REMINDER: asks.reminder,
            Slot.RESOLVED: asks.resolved,
            Slot.REVIEW: asks.review,
            Slot.CLASSIFY: asks.questions,
            Slot.HAND_OVER: asks.hand_over,
            Slot.LEVERS: board,
            Slot.LIFT: restricted.lift,
            Slot.WATCH: watch,
            Slot.RESPONSE_MISSED: lambda incident: asks.response_missed(
                incident, self.policy.called(incident.severity)
            ),
        }
        if slot not in builders:
            raise UnknownSlotError(slot)
        return builders[slot]

"""The workspace as it is on the first day: roles with names, user groups, and three channels."""

from __future__ import annotations

from sandbox import otherapps, talk
from sandbox.channels import Channel, Kind
from sandbox.clock import Clock
from sandbox.directory import Directory, Group, Person
from sandbox.manifest import App
from sandbox.talk import Draft
from sandbox.workspace import Workspace

PEOPLE = (
    Person("U0000ADA01", "ada", "Ada Moreno", "ML on-call", "Europe/Madrid", "d1495b", is_owner=True),
    Person("U0000BEN02", "ben", "Ben Okafor", "Incident commander", "Africa/Lagos", "2e86ab"),
    Person("U0000CHI03", "chiara", "Chiara Lindqvist", "Communications lead", "Europe/Stockholm", "6a994e"),
    Person("U0000DEV04", "devika", "Devika Rao", "Safety lead", "Asia/Kolkata", "bc6c25"),
    Person("U0000ELI05", "elias", "Elias Brandt", "Legal counsel", "Europe/Berlin", "5f0f40"),
    Person("U0000FAT06", "fatima", "Fatima Zahra Idrissi", "Support lead", "Africa/Casablanca", "0f4c5c"),
    Person("U0000GAO07", "gao", "Gao Wen", "Data scientist", "Asia/Singapore", "7b2cbf"),
    Person("U0000HAN08", "hannah", "Hannah Whitfield", "Product owner", "America/New_York", "e36414"),
    Person("U0000IVO09", "ivo", "Ivo Petrov", "Former on-call", deleted=True),
)
GROUPS = (
    Group("S0000LEGAL", "legal", "Legal", ("U0000ELI05",)),
    Group("S0000TSAFE", "trust-and-safety", "Trust & Safety", ("U0000DEV04",)),
    Group("S0000COMMS", "communications", "Communications", ("U0000CHI03",)),
    Group("S0000SECUR", "security", "Security", ("U0000DEV04", "U0000GAO07")),
    Group("S0000MLONC", "ml-oncall", "ML on-call", ("U0000ADA01", "U0000GAO07")),
)
# Where the webhook of the other app posts from the first day.
ALERTED = "support"
CHANNELS = (
    ("general", "Everyone", "Announcements for the whole company"),
    ("support", "Customers' questions", "What customers tell us"),
    ("ai-incidents", "Incidents of AI systems, one line each", "Where incidents are announced"),
)


def workspace(app: App, clock: Clock) -> Workspace:
    """A fresh workspace in which the app was just installed beside Alertbot; neither bot is a member of a channel."""
    directory = Directory({p.id: p for p in PEOPLE}, {g.id: g for g in GROUPS})
    slack = Workspace(app, clock, directory, others=(otherapps.alertbot(),))
    active = [person.id for person in PEOPLE if not person.deleted]
    for name, topic, purpose in CHANNELS:
        channel = slack.add_channel(name, Kind.PUBLIC, active[0], active)
        channel.topic.value, channel.purpose.value = topic, purpose
    slack.webhooks.add(slack.others[0], slack.channel(f"#{ALERTED}", active[0]).id)
    for user in active:
        slack.add_channel("", Kind.IM, user, [slack.bot, user])
    _greet(slack, slack.channel("#general", active[0]), active[0])
    return slack


def _greet(slack: Workspace, channel: Channel, user: str) -> None:
    hints = [f"Type {command.command} when an AI system misbehaves." for command in slack.app.commands[:1]]
    message = talk.say(slack, channel, user, Draft(" ".join([f"Welcome to {slack.team_name}.", *hints])))
    channel.read = dict.fromkeys(channel.members, message.ts)

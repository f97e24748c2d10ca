"""One transaction: everything that a use case may read and write."""

from sqlalchemy import Connection

from bot.store.deliveries import Deliveries
from bot.store.documents import Documents
from bot.store.homes import Homes
from bot.store.incidents import Incidents
from bot.store.outbox import Outbox
from bot.store.places import Places
from bot.store.quarantine import Quarantine
from bot.store.rounds import Rounds
from bot.store.samples import Samples
from bot.store.seen import Seen
from bot.store.systems import Systems
from bot.store.timeline import Timeline
from bot.store.transcript import People, Transcript


class Work:
    """The parts of the store within one transaction; `has_post` says that the relay has something new to look at."""

    def __init__(self, connection: Connection) -> None:
        self.has_post = False
        self.incidents = Incidents(connection)
        self.timeline = Timeline(connection)
        self.transcript = Transcript(connection)
        self.people = People(connection)
        self.places = Places(connection)
        self.documents = Documents(connection)
        self.quarantine = Quarantine(connection)
        self.homes = Homes(connection)
        self.systems = Systems(connection)
        self.rounds = Rounds(connection)
        self.samples = Samples(connection)
        self.outbox = Outbox(connection, self._note_post)
        self.deliveries = Deliveries(connection)
        self.seen = Seen(connection)

    def _note_post(self) -> None:
        self.has_post = True

"""The outputs of samples and the labels that people gave them; the outputs are nowhere else, and can be forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select, update

from bot.domain.labelling import Given, Labels
from bot.store.inserts import upsert
from bot.store.schema import sample_labels, sample_outputs


class Samples:
    """The samples of one transaction, by the number of their incident and the id of their step."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, number: int, step: str, outputs: Sequence[str]) -> None:
        """Keep the outputs of a sample, in order; places count from 1."""
        rows = [
            {"incident": number, "step": step, "place": place, "text": text} for place, text in enumerate(outputs, 1)
        ]
        if rows:
            self._connection.execute(sample_outputs.insert(), rows)

    def output(self, number: int, step: str, place: int) -> str | None:
        """Return one output; None where there is none, or no longer."""
        found = select(sample_outputs.c.text).where(_of(sample_outputs, number, step), sample_outputs.c.place == place)
        text = self._connection.execute(found).scalar()
        return None if text is None else str(text)

    def label(self, number: int, step: str, given: Given, at: datetime) -> None:
        """Keep a label; whoever labels an output again changes their mind."""
        row = {"incident": number, "step": step, "place": given.place, "by": given.by, "label": given.label, "at": at}
        upsert(self._connection, sample_labels, row, keep=("at",))

    def labels(self, number: int, step: str) -> Labels:
        """Return how large a sample is and the labels that it has, in the order in which they were given."""
        counted = select(func.count()).select_from(sample_outputs).where(_of(sample_outputs, number, step))
        table = sample_labels
        found = select(table.c.place, table.c.by, table.c.label).where(_of(table, number, step))
        ordered = self._connection.execute(found.order_by(table.c.at, table.c.by, table.c.place))
        size = int(self._connection.execute(counted).scalar_one())
        return Labels(size, tuple(Given(row.place, row.by, row.label) for row in ordered))

    def forget_outputs(self, number: int, step: str) -> None:
        """Delete the outputs of a sample; that they were there, and their labels, stays."""
        forgotten = update(sample_outputs).where(_of(sample_outputs, number, step)).values(text=None)
        self._connection.execute(forgotten)

    def drop(self, number: int, step: str) -> None:
        """Delete a sample with its labels."""
        for table in (sample_labels, sample_outputs):
            self._connection.execute(table.delete().where(_of(table, number, step)))


def _of(table: Table, number: int, step: str) -> ColumnElement[bool]:
    return and_(table.c.incident == number, table.c.step == step)

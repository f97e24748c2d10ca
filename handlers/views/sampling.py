"""From the forms of a sample to what is drawn and finished."""

from datetime import datetime

from bot.domain.outputs import FILE_TYPES, pasted
from bot.domain.records import Drawn
from bot.errors import InvalidField
from bot.ids import Field
from bot.limits import LONGEST
from bot.service.sampling import Attached, Draw, Finish
from handlers.form import Form
from handlers.payload import Submission


def drawn(submission: Submission, _now: datetime) -> Draw:
    """Where a sample comes from, and its outputs: pasted, or in a file."""
    form = submission.form
    how, file = form.chosen(Field.DRAWN, Drawn), _file(form)
    text = form.text(Field.OUTPUTS_PASTED, limit=LONGEST[Field.OUTPUTS_PASTED])
    if how is None:
        raise InvalidField(field=Field.DRAWN, problem="empty")
    if (text is None) is (file is None):
        raise InvalidField(field=Field.OUTPUTS_PASTED, problem="outputs_twice" if text else "no_outputs")
    return Draw(
        incident=submission.incident,
        by=submission.user,
        step=submission.step,
        frame=form.required(Field.FRAME, limit=LONGEST[Field.FRAME]),
        drawn=how,
        outputs=pasted(text) if text else (),
        file=file,
    )


def finished(submission: Submission, _now: datetime) -> Finish:
    """That a sample is finished, and whether it may be so in part."""
    form = submission.form
    partly = bool(form.ticked(Field.CONFIRM))
    note = form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    return Finish(submission.incident, submission.user, submission.step, partly=partly, note=note)


def _file(form: Form) -> Attached | None:
    uploaded = form.file(Field.OUTPUTS_FILE)
    if uploaded is None:
        return None
    if uploaded.name.rpartition(".")[2].lower() not in FILE_TYPES:
        raise InvalidField(field=Field.OUTPUTS_FILE, problem="bad_file_type")
    column = form.text(Field.OUTPUTS_COLUMN, limit=LONGEST[Field.OUTPUTS_COLUMN])
    return Attached(uploaded.url, uploaded.name, column)

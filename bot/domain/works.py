"""What kind of work a step asks for: each kind has its own form in Slack, and its own record."""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.domain.faults import refuse, twice

MOST_OPTIONS = 10
"""Slack shows at most ten boxes or circles; labels of samples are buttons and share this limit."""


def one_line(value: str) -> str:
    """Refuse line breaks: what runbooks say stands in one line of a Slack message.

    Raises:
        ValueError: There is one.
    """
    if "\n" in value:
        raise ValueError("must be one line")
    return value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,60}$")]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=75), AfterValidator(one_line)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(one_line)]


class FromFile(BaseModel):
    """A value that stands in a runbook's file: unknown keys are refused by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(FromFile):
    """One answer that can be decided for; `tells` are groups of policy that hear of it at once."""

    id: Id
    text: Label
    tells: tuple[Id, ...] = ()


class OutputLabel(FromFile):
    """What one sampled output turned out to be; `bad` counts towards the rate."""

    id: Id
    text: Label
    bad: bool = True


class Do(FromFile):
    """Something to do; a note says what was found."""

    kind: Literal["do"] = "do"


class Decide(FromFile):
    """A question with one of several answers (or `several` of them)."""

    kind: Literal["decide"] = "decide"
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=MOST_OPTIONS)]
    several: bool = False

    @model_validator(mode="after")
    def _options_differ(self) -> "Decide":
        refuse(twice([option.id for option in self.options], ("options",)))
        return self


class Measure(FromFile):
    """A number with its unit, the n that it rests on, and the window that it was taken from.

    `trigger` names a rollback trigger of the system (`quality` or `errors`) that the number is held against.
    """

    kind: Literal["measure"] = "measure"
    quantity: Label
    unit: Label
    trigger: Literal["quality", "errors"] | None = None


class Sample(FromFile):
    """Outputs that people label one by one; the labels are the type's own."""

    kind: Literal["sample"] = "sample"
    size: Annotated[int, Field(ge=1, le=200)] = 50
    labels: Annotated[tuple[OutputLabel, ...], Field(min_length=2, max_length=MOST_OPTIONS)]

    @model_validator(mode="after")
    def _labels_differ_and_one_is_good(self) -> "Sample":
        refuse(twice([label.id for label in self.labels], ("labels",)))
        if all(label.bad for label in self.labels) or not any(label.bad for label in self.labels):
            raise ValueError("labels need one that is bad and one that is not")
        return self


class Trials(FromFile):
    """A fix verified by repeated trials, sized by the rate that one can live with (`tolerated`, a share)."""

    kind: Literal["trials"] = "trials"
    tolerated: Annotated[float, Field(gt=0, lt=1)] = 0.05


class Disparity(FromFile):
    """Outcomes of groups of people, compared."""

    kind: Literal["disparity"] = "disparity"


class RedTeam(FromFile):
    """Variations of an attack, counted by family, before and after the fix."""

    kind: Literal["red_team"] = "red_team"
    least: Annotated[int, Field(ge=1, le=10_000)] = 50


class Notify(FromFile):
    """Groups of policy to tell, and a draft of what they are told.

    `at_once`: the bot tells them as soon as the step is on the checklist, without waiting for a click.
    """

    kind: Literal["notify"] = "notify"
    groups: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_OPTIONS)]
    message: Line
    at_once: bool = False


class Draft(FromFile):
    """A notice to write, from a template of `templates/notices`."""

    kind: Literal["draft"] = "draft"
    notice: Id


class Pull(FromFile):
    """Levers that mitigate, by their ids in the catalogue: one or several are set."""

    kind: Literal["lever"] = "lever"
    levers: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_OPTIONS)]


class Keep(FromFile):
    """Evidence to keep, from the type's list."""

    kind: Literal["evidence"] = "evidence"


class TracePast(FromFile):
    """Past outputs to account for: window, query, users, decisions, downstream actions.

    `tells` are groups of policy that hear of it at once when real users saw them.
    """

    kind: Literal["past_outputs"] = "past_outputs"
    tells: tuple[Id, ...] = ()


class RollBack(FromFile):
    """The whole bundle to roll back, by the guided procedure."""

    kind: Literal["rollback"] = "rollback"


COPYING: Final = frozenset({"sample", "trials", "red_team"})
"""Kinds of work that copy content or bring it about again: refused while an incident is restricted."""


class RollOut(FromFile):
    """A fix to expose in stages of policy (`rollout_stages`), each with what is seen, back at the first regression."""

    kind: Literal["rollout"] = "rollout"


Work = Annotated[
    Do
    | Decide
    | Measure
    | Sample
    | Trials
    | Disparity
    | RedTeam
    | Notify
    | Draft
    | Pull
    | Keep
    | TracePast
    | RollBack
    | RollOut,
    Field(discriminator="kind"),
]

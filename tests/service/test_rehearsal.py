from pathlib import Path

import pytest

from bot.domain.policy import Policy
from bot.errors import BadFile
from bot.library import data_folder, load_library
from bot.printing import Printer
from bot.service.rehearsal import rehearse
from bot.wording import WORDS

LIBRARY = load_library()


def printer(own: Path, name: str, text: str) -> Printer:
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_text(text, encoding="utf-8")
    return Printer((data_folder("templates"), own), WORDS)


def test_the_templates_that_come_along_can_be_printed() -> None:
    rehearse(LIBRARY, Policy(), Printer((data_folder("templates"),), WORDS))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("postmortem.md.j2", id="the post-mortem"),
        pytest.param("postmortem/sla.md.j2", id="a part of the post-mortem"),
        pytest.param("slack/postmortem.j2", id="the comment of its file"),
        pytest.param("slack/help.j2", id="the help"),
        pytest.param("response_plan.md.j2", id="the response plan"),
        pytest.param("notices/in_product.j2", id="a notice"),
    ],
)
def test_a_template_that_asks_for_what_it_is_not_given_is_told_before_an_incident_needs_it(
    tmp_path: Path, name: str
) -> None:
    broken = printer(tmp_path, name, "Well\n\n{{ misspelt }}\n")

    with pytest.raises(BadFile, match=f"{name}: line 3: 'misspelt' is undefined"):
        rehearse(LIBRARY, Policy(), broken)


def test_a_part_that_is_printed_only_of_a_reviewed_incident_is_rehearsed_too(tmp_path: Path) -> None:
    text = "{% for action in postmortem.review.actions %}{{ action.misspelt }}{% endfor %}"

    with pytest.raises(BadFile, match="has no attribute 'misspelt'"):
        rehearse(LIBRARY, Policy(), printer(tmp_path, "postmortem.md.j2", text))

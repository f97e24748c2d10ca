from collections.abc import Callable

import pytest

from bot.blocks import posts
from bot.domain.events import HandOverOffered, ResponseMissed, StatusUpdated, StepsAdded
from bot.domain.incident import Answers, Incident, Role
from bot.errors import NotTheCommander, UnknownCommand
from bot.ids import Sub
from bot.library import Library, data_folder
from bot.messages import Rendered
from bot.printing import Printer
from bot.wording import WORDS

Shown = Callable[[Rendered | None], str]


def update(incident: Incident, known: str, doing: str = "d", impact: str = "i") -> StatusUpdated:
    at = incident.declared_at
    return StatusUpdated(at=at, by="U0WRITER", known=known, doing=doing, impact=impact, next_update_at=at)


def test_whom_policy_names_is_mentioned(incident: Incident, shown: Shown) -> None:
    message = posts.called(incident, ("U1", "S2"))

    assert shown(message).startswith("<@U1> <!subteam^S2> you are called: P0 — Critical")
    assert message.text.startswith("<@U1> <!subteam^S2>")


def test_a_status_update_says_all_four_things(incident: Incident, shown: Shown) -> None:
    message = posts.status_update(incident, update(incident, "It flatters", "We roll back", "Wrong advice"))

    told = shown(message)
    assert "*What we know*\nIt flatters" in told
    assert "*What we do*\nWe roll back" in told
    assert "*Customer impact*\nWrong advice" in told
    assert "By <@U0WRITER> · next update by <!date^1745773200^" in told


def test_the_longest_status_update_still_goes_out(incident: Incident, shown: Shown) -> None:
    words = "&" * 2000

    assert "…" in shown(posts.status_update(incident, update(incident, words, words, words)))


def test_an_event_is_one_line_with_mentions(incident: Incident, library: Library, shown: Shown) -> None:
    event = HandOverOffered(at=incident.declared_at, by="U1", to="U2")

    assert shown(posts.event_line(incident, event, library)) == "<@U1> asked <@U2> to take over command."


def test_words_within_an_event_mention_nobody(incident: Incident, library: Library, shown: Shown) -> None:
    event = StepsAdded(at=incident.declared_at, by="U1", texts=("<!channel>", "<@U2>"))

    told = shown(posts.event_line(incident, event, library))

    assert told == "The severity brought 2 steps: &lt;!channel&gt;; &lt;@U2&gt;"


def test_an_event_of_many_long_words_still_goes_out(incident: Incident, library: Library, shown: Shown) -> None:
    event = StepsAdded(at=incident.declared_at, by="U1", texts=("&" * 300,) * 40)

    assert "; and 34 more" in shown(posts.event_line(incident, event, library))


def test_the_latest_twenty_entries_are_listed(incident: Incident, library: Library, shown: Shown) -> None:
    events = [update(incident, "<" * 2000, f"number {n}") for n in range(60)]

    told = shown(posts.timeline_list(incident, events, library, {}))

    assert "20 of 60 entries" in told
    assert "number 40" in told
    assert "number 39" not in told


def test_a_list_names_channel_and_commander_but_no_private_title(incident: Incident, shown: Shown) -> None:
    commanded = incident.with_role(Role.COMMANDER, "U1")
    private = incident.having(number=8, title="Secret", private=True)

    told = shown(posts.incident_list([(commanded, "C1"), (private, None)]))

    assert "*Incident 7* · P0 — Critical · open · Assistant agrees with everything · <#C1> · commander <@U1>" in told
    assert "*Incident 8* · P0 — Critical · open · nobody commands yet" in told
    assert "Secret" not in told


def test_a_long_list_is_cut(incident: Incident, shown: Shown) -> None:
    long = incident.having(title="&" * 150, provisional=True)

    assert "… and 60 more" in shown(posts.incident_list([(long, "C0123456789")] * 100))


def test_the_help_names_every_sub_command(shown: Shown) -> None:
    told = shown(posts.help_text(Printer((data_folder("templates"),), WORDS)))

    for sub in Sub:
        assert f"`/ai-incident {sub}`" in told
    assert "`/ai-incident p0 &lt;title&gt;`" in told


def test_a_missed_response_calls_the_next(incident: Incident, shown: Shown) -> None:
    event = ResponseMissed(at=incident.declared_at, due_at=incident.declared_at, told=("U0NEXT",))

    assert "the response SLA is missed. <@U0NEXT>" in shown(posts.response_missed(incident, event))


def test_moving_to_private_does_not_tell_the_title(incident: Incident, shown: Shown) -> None:
    message = posts.moved_to_private(incident)

    assert "private channel" in shown(message)
    assert "Assistant" not in message.text


def test_the_post_mortems_comment_says_what_is_missing(incident: Incident) -> None:
    printer = Printer((data_folder("templates"),), WORDS)

    hostile = incident.having(title="<!channel>", answers=Answers(affected="Testers", began_at=incident.declared_at))
    comment = posts.postmortem_comment(hostile, "Hallucination spike", printer)

    assert "&lt;!channel&gt;" in comment
    assert "in: how far it reached, what changed, contributing factors, what went well, what was hard," in comment


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(NotTheCommander(commander="U1"), "Only <@U1> may do this.", id="a mention"),
        pytest.param(UnknownCommand(word="<!here>", nearest="help"), "There is no /ai-incident !here.", id="hostile"),
    ],
)
def test_a_refusal_in_a_message_mentions_whom_it_names(
    shown: Shown, error: NotTheCommander | UnknownCommand, words: str
) -> None:
    assert shown(posts.refused(error)).startswith(words)

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checklist import Checklist
from bot.domain.events import CommandTaken, Event, HandOverAccepted, HelpOffered, RoleAssigned
from bot.domain.incident import Incident, PreventionAction, Review, Role
from bot.domain.roles import Roster
from bot.domain.runbook import Phase
from bot.domain.taxonomy import Severity
from bot.domain.transcript import Entry, Person

ADA, BEN, WILL, JOSE, YAMA = "U0ADA", "U0BEN", "U0WILL", "U0JOSE", "U0YAMA"
PEOPLE = (
    Person(id=ADA, names=("Ada Moreno", "Ada M. (ML)", "ada.moreno", "Ada")),
    Person(id=BEN, names=("Ben Okafor", "ben", "Ben")),
    Person(id=WILL, names=("Will May", "wmay", "Will")),
    Person(id=JOSE, names=("José Álvarez", "jose", "José")),
    Person(id=YAMA, names=("山田 太郎", "yamada")),
    Person(id="U0BOT", names=("ai-incident",), is_bot=True),
)
AT = datetime(2025, 4, 27, 17, 25, tzinfo=UTC)


def incident(reporter: str = ADA, **roles: str) -> Incident:
    return Incident(
        number=7,
        title="Odd answers",
        system="chat-assistant",
        reporter=reporter,
        declared_at=AT,
        severity=Severity.P2,
        roles={Role[name]: user for name, user in roles.items()},
        checklist=Checklist(runbook="unclassified", phase=Phase.CONFIRM, items=()),
    )


def roster(*events: Event, said: tuple[Entry, ...] = (), **roles: str) -> Roster:
    return Roster(incident(**roles), PEOPLE, events, said)


def test_people_go_by_the_most_telling_role() -> None:
    labels = roster(ML_ON_CALL=ADA, SCRIBE=ADA, COMMANDER=BEN)

    assert (labels.label(ADA), labels.label(BEN)) == ("ML on-call", "incident commander")


def test_whoever_declared_it_is_the_reporter_without_another_role() -> None:
    assert roster(COMMANDER=BEN).label(ADA) == "reporter"


def test_a_commander_who_handed_over_keeps_a_label_of_their_own() -> None:
    taken = CommandTaken(at=AT, by=WILL)
    handed = HandOverAccepted(at=AT + timedelta(hours=8), by=BEN, before=WILL)

    labels = roster(taken, handed, COMMANDER=BEN)

    assert (labels.label(BEN), labels.label(WILL)) == ("incident commander", "former incident commander")


def test_a_role_that_passed_through_several_hands_has_several_labels() -> None:
    given_to = [RoleAssigned(at=AT, by=BEN, role=Role.SCRIBE, to=person) for person in (WILL, JOSE, YAMA)]

    labels = roster(*given_to, SCRIBE=YAMA)

    assert [labels.label(one) for one in (WILL, JOSE, YAMA)] == ["former scribe", "former scribe 2", "scribe"]


def test_responders_are_numbered_as_they_appeared() -> None:
    said = Entry(channel="C1", ts="1.0", user=JOSE, text="Looking", at=AT + timedelta(minutes=1))
    helps = HelpOffered(at=AT + timedelta(minutes=2), by=WILL)

    labels = roster(helps, said=(said,), COMMANDER=BEN)

    assert (labels.label(JOSE), labels.label(WILL)) == ("responder 1", "responder 2")


def test_whoever_is_only_mentioned_is_a_colleague_and_no_responder() -> None:
    said = Entry(channel="C1", ts="1.0", user=ADA, text=f"Ask <@{JOSE}>", at=AT)

    labels = roster(said=(said,))

    assert labels.label(JOSE) == "colleague 1"
    assert labels.responders == ("reporter",)


def test_whoever_only_owns_an_action_is_an_owner_and_no_responder() -> None:
    action = PreventionAction(text="Add an evaluation", owner=JOSE, due_on=date(2025, 6, 1))
    reviewed = incident().having(review=Review(actions=(action,)))

    labels = Roster(reviewed, PEOPLE)

    assert labels.label(JOSE) == "action owner"
    assert labels.responders == ("reporter",)


def test_no_label_is_shared() -> None:
    labels = roster(COMMANDER=BEN, LEGAL=ADA).labels

    assert len(set(labels.values())) == len(labels)


def test_a_stranger_is_someone() -> None:
    assert roster().label("U0NOBODY") == "someone"
    assert roster().anonymise("Ask <@U0NOBODY>") == "Ask someone"


TEXTS = (
    ("<@U0ADA> is on it", "The ML on-call is on it"),
    ("ask <@U0BEN|ben> first", "ask the incident commander first"),
    ("Paged @ada.moreno and BEN.", "Paged the ML on-call and the incident commander."),
    ("Ada's fix, _ada_'s words", "The ML on-call's fix, _the ML on-call_'s words"),
    ("*Ben Okafor*: go", "*The incident commander*: go"),
    ("moreno, okafor", "The ML on-call, the incident commander"),
    ("U0ADA and u0ada", "The ML on-call and u0ada"),
    ("adaboost on Canada data", "adaboost on Canada data"),
    ("Will the rollback hold? We will see in May 2025.", "Will the rollback hold? We will see in May 2025."),
    ("Ask Will about it, or @will", "Ask colleague 1 about it, or colleague 1"),
    ("Jose and JOSÉ agree", "Colleague 2 and colleague 2 agree"),
    ("Ada\u00adMoreno asked adamoreno", "The ML on-call asked the ML on-call"),
    ("A\u200bda, 𝐀𝐝𝐚 and ｂｅｎ", "The ML on-call, the ML on-call and the incident commander"),
    ("山田さんに確認", "Colleague 3さんに確認"),
    ("ai-incident asked", "ai-incident asked"),
    ("<!subteam^S1|@legal> told <!here>", "legal told everyone here"),
    ("see <#C1|ops-llm> and <#C2>", "see #ops-llm and a channel"),
    ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
    ("<https://x.test/d?id=4|Dashboard>", "Dashboard (https://x.test/d?id=4)"),
    ("<https://me:pw@x.test|Dashboard>", "Dashboard"),
    ("<javascript:x|Dashboard>", "Dashboard"),
    ("accuracy < 0.9 and recall > 0.8", "accuracy < 0.9 and recall > 0.8"),
    ("it prints <script>x</script> or <!doctype>", "it prints <script>x</script> or <!doctype>"),
    ("<!date^1745774700^{date}|27 April>", "27 April"),
    ("write <mailto:kim@example.com|kim@example.com>", "write [e-mail]"),
    ("call +44 20 7946 0958 or (555) 123-4567", "call [phone] or [phone]"),
    ("xoxb-123456-abcdef and AKIAIOSFODNN7EXAMPLE", "[key] and [key]"),
    ("token sk-proj-abcdefghijkl1234", "token [key]"),
    ("hash 0123456789abcdef0123456789abcdef", "hash [key]"),
    ("api_key=hunter2hunter2", "[key]"),
    ("https://hooks.slack.com/services/T0/B0/x", "[key]"),
    ("41% to 28%, N = 12,400, 2025-04-25 18:00 UTC", "41% to 28%, N = 12,400, 2025-04-25 18:00 UTC"),
    ("token limit: 4096, version 2025-03-27.1", "token limit: 4096, version 2025-03-27.1"),
)


@pytest.mark.parametrize(("text", "safe"), TEXTS, ids=[text for text, _ in TEXTS])
def test_texts_name_roles_and_keep_everything_else(text: str, safe: str) -> None:
    assert roster(ML_ON_CALL=ADA, COMMANDER=BEN).anonymise(text) == safe


NAMES = ("Ada Moreno", "Okafor", "José", "jose", "ada.moreno", "山田", "Moreno", "ben")
AROUND = st.sampled_from(
    ["", " ", "*", "_", "~", "`", "(", ")", '"', "'", ",", ".", "!", ":", "\n", "@", "—", "<", "&gt;", "🔥"]
)


@given(
    name=st.sampled_from(NAMES),
    case=st.sampled_from([str.lower, str.upper, str.title, str]),
    before=AROUND,
    after=AROUND,
)
def test_no_name_survives_in_any_case_or_surrounding(
    name: str, case: Callable[[str], str], before: str, after: str
) -> None:
    text = f"Then {before}{case(name)}{after} checked it"

    safe = roster(ML_ON_CALL=ADA, COMMANDER=BEN).anonymise(text)

    assert name.casefold() not in safe.casefold()

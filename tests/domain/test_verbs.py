import pytest

from bot.domain.verbs import infinitive

VERBS = """
    listened listen, tested test, noticed notice, stopped stop, verified verify, escalated escalate, treated
    treat, approved approve, flagged flag, changed change, paged page, monitored monitor, configured configure,
    evaluated evaluate, included include, avoided avoid, handled handle, triggered trigger, compared compare,
    passed pass, caused cause, shipped ship, tuned tune, trained train, pinned pin, examined examine, questioned
    question, rolled roll, ignored ignore, seen see, taken take, caught catch, written write, read read, Told tell
"""


@pytest.mark.parametrize("pair", [pair.strip() for pair in VERBS.split(",")])
def test_a_participle_leads_back_to_its_verb(pair: str) -> None:
    participle, verb = pair.split()

    assert infinitive(participle) == verb

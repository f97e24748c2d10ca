"""What people type becomes references, links and escaped words."""

from __future__ import annotations

import pytest

from sandbox.text import typed
from tests.sandbox.world import World

TYPED = [
    ("hello @ben, and @ada!", "hello <@U0000BEN02>, and <@U0000ADA01>!"),
    ("ping @legal and @channel", "ping <!subteam^S0000LEGAL> and <!channel>"),
    ("see #support", "see <#C0000000002|support>"),
    ("mail me at x@ada or use a#support", "mail me at x@ada or use a#support"),
    ("@nobody in #nowhere", "@nobody in #nowhere"),
    ("<!channel> *x* <@U404>", "&lt;!channel&gt; *x* &lt;@U404&gt;"),
    ("<@U0000BEN02> of <#C0000000002>", "<@U0000BEN02> of <#C0000000002|support>"),
    ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
    ("see https://x.example/a?b=1&c=2#support.", "see <https://x.example/a?b=1&amp;c=2#support>."),
]


@pytest.mark.parametrize(("text", "stored"), TYPED)
def test_a_message_is_stored_as_slacks_composer_would_store_it(world: World, text: str, stored: str) -> None:
    assert typed(world.stand.slack, text) == stored


def test_a_deactivated_person_cannot_be_mentioned(world: World) -> None:
    assert typed(world.stand.slack, "@ivo") == "@ivo"

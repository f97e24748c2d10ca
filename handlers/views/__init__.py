"""Submitted modals."""

import re

from slack_bolt.async_app import AsyncApp

from bot.ids import View
from handlers.views import classify, evidence, forms, interview, rolling, start, systems


def register(app: AsyncApp) -> None:
    """Some modals lead on to another; the rest are one row each."""
    app.view(View.START)(start.submitted)
    app.view(View.CLASSIFY)(classify.submitted)
    app.view(View.INTERVIEW)(interview.submitted)
    app.view(View.SYSTEM_NAME)(systems.named)
    app.view(View.SYSTEM_FACTS)(systems.facts)
    app.view(View.SYSTEM_BUNDLES)(systems.bundles)
    app.view(View.REHEARSED)(systems.rehearsed)
    app.view(View.ROLLBACK_HELPS)(rolling.considered)
    app.view(View.EVIDENCE)(evidence.submitted)
    app.view(re.compile(f"^({'|'.join(map(re.escape, forms.SERVED))})$"))(forms.submitted)
    app.view(re.compile(f"^({View.BLAME}|{View.NOTICE}|{View.LABEL})$"))(forms.read)

"""Planning ahead: a response plan for one system, as a file for the person who asked."""

from tests.stories.looking import incident_channels
from tests.stories.reading import direct
from tests.stories.town import Town

FIRST = "Is this an incident or a plan?"
FACTS = (
    "| **P0 — Critical** | Safety violation, legal exposure, or complete service failure | 15 min |",
    "| **P1 — High** | Material harm to users or significant accuracy regression | 1 h |",
    "| **P2 — Medium** | Degraded quality affecting subset of users | 4 h |",
    "| **P3 — Low** | Minor quality regression or isolated anomaly | 24 h |",
    "Escalate to Legal immediately **(P0, P1 only)**",
    "at least 2 earlier versions of the model deployable within 15 min",
    "1. [ ] Update the model registry pointer\n2. [ ] Redeploy the serving endpoint\n3. [ ] Verify the traffic routing",
    "4. [ ] Confirm that the metrics recover",
    "> We're experiencing an issue affecting [feature]. Our team is working on a fix. In the meantime, please verify",
    "> [Feature] Quality Issue — We have identified a quality regression affecting [feature]. We have rolled back",
    "> We discovered and fixed a bias issue in [feature] affecting [affected group]. Here's what happened,",
    "| Real-time | Latency p99; Error rate; Model API availability |",
    "Override or correction rate",
    "Hallucination rate; Confidence score distribution",
    "Input distribution drift (KL divergence)",
    "Fix before disclosure; agree the timing with Legal and Communications",
    "Acknowledge within 24 hours and give a status update within 72 hours",
    "Disclose proactively to affected users, and to regulatory bodies as the law requires",
    "Consider publishing them, for the benefit of the broader community",
)


async def test_planning_ahead_sends_a_plan_with_all_that_a_team_has_to_know_and_opens_nothing(town: Town) -> None:
    hannah = await town.person("hannah")
    await hannah.types("/ai-incident")
    await hannah.fills({FIRST: "Plan ahead"})

    about = {"AI system": "CV screener", "What does the system do?": "Ranks applications"}
    await town.submits(hannah, {**about, "Plan for these types": ["Bias detection", "Prompt injection attack"]})

    assert "The response plan for CV screener" in (await hannah.must_view()).words
    [sent] = [said for said in await hannah.messages(await direct(hannah)) if said.raw["files"]]
    assert sent.raw["files"][0]["name"] == "response-plan-cv-screener.md"
    plan = await hannah.reads_file(sent.raw["files"][0]["id"])
    assert [fact for fact in FACTS if fact not in plan] == []
    assert plan.startswith("# AI incident response plan: CV screener\n")
    assert "Ranks applications" in plan
    assert "### 2.2 Prompt injection attack" in plan
    assert "Hallucination spike" not in plan
    assert await incident_channels(hannah) == []


async def test_a_plan_without_chosen_types_holds_the_runbooks_of_all_eight(town: Town) -> None:
    hannah = await town.person("hannah")
    await hannah.types("/ai-incident plan")

    await town.submits(hannah, {"AI system": "Search"})

    [sent] = [said for said in await hannah.messages(await direct(hannah)) if said.raw["files"]]
    plan = await hannah.reads_file(sent.raw["files"][0]["id"])
    assert plan.count("\n### 2.") == 9

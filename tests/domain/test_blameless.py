import pytest

from bot.domain.blameless import RULES, Finding, check, soften
from bot.domain.phrasing import Level
from bot.library import load_library

NAMES = ("Ada Moreno", "ada", "Ben Okafor", "Will Young")

BLAME = (
    ("CF1", "We should have listened to the testers who said it felt off."),
    ("CF1", "The on-call engineer could have rolled back earlier."),
    ("CF1", "Ada should've run the bias suite."),
    ("CF1", "They shouldn't have shipped on a Friday."),
    ("CF1", "<@U1> must have seen the alert."),
    ("CF1s", "The alert should have been louder."),
    ("CF2", "If only we had kept the old prompt."),
    ("CF2", "Had the approver read the report, the launch would have stopped."),
    ("CF3", "The rater forgot to label the refusals."),
    ("CF3", "Somebody failed to rotate the key."),
    ("CF1", "He should never have merged it."),
    ("CF1s", "The launch should never have been approved."),
    ("CF3", "Ada forgot the canary."),
    ("CF4", "The annotators did not read the guideline."),
    ("CF4", "We never tested the fallback."),
    ("CF5", "Nobody bothered to look at the complaints."),
    ("CF5", "No one checked the judge model."),
    ("HE1", "It was human error."),
    ("HE1", "A fat-fingered threshold."),
    ("HE2", "The prompt engineer's mistake went live."),
    ("HE2", "An oversight by the data scientist."),
    ("HE2", "A typical ops mistake."),
    ("BL1", "The blame lies with the crawl."),
    ("HS1", "This could easily have been avoided."),
    ("TIME", "The team was too slow."),
    ("CH1", "The review was sloppy."),
    ("CH1", "Whoever merged this was careless."),
    ("CH2", "There was a lack of diligence."),
    ("BL1", "The vendor is to blame."),
    ("BL1", "Ben broke the router."),
    ("BL1", "The regression was caused by @ada."),
    ("BL2", "Whoever signed off on the launch ignored them."),
    ("BL2", "The approver bypassed the gate."),
    ("BL2", "She did not follow the runbook."),
    ("BL3", "He deployed without testing on the long-context build."),
    ("BL3", "We launched despite several warnings."),
    ("HS1", "Obviously the reward was too strong."),
    ("HS1", "This was entirely preventable."),
    ("RC1", "The root cause is the prompt."),
    ("WHY", "Who approved this?"),
    ("WHY", "Why didn't the on-call page anyone?"),
    ("AN1", "This launch was a disaster!!"),
    ("AI1", "Everyone needs to be more careful with prompts."),
    ("AI1", "Remind the team to run evaluations."),
    ("TIME", "The team did not react quickly enough."),
    ("TIME", "This is not the first time."),
    ("NAME", "Ada Moreno changed the threshold."),
    ("NAME", "cc @ben"),
    ("ANT", "The model lied about its sources."),
)
HARMLESS = (
    "User error reports tripled since Monday.",
    "Disaster recovery took four minutes.",
    "Users should have seen the new answer by then.",
    "A smaller window would have meant fewer retries.",
    "We should have a weekly review of probe sets.",
    "One should have existed.",
    "The culprit was an ingress rule.",
    "A rogue dev container held the lock.",
    "Attention heads in the last layer lack of attention masks.",
    "The failure was non-obvious.",
    "We could not reproduce it in 300 probes.",
    "We did not find any further case.",
    "The root cause analysis is linked.",
    "The engineer who deployed the fix verified it.",
    "The outage was caused by a vendor's expired certificate.",
    "Lazy loading of the index was switched off.",
    "Fault tolerance at fault-domain level held.",
    "Will the rollback hold? It will.",
    "Thumbs-up is high, but we have 140 tickets since Friday that say it flatters people and agrees with anything.",
    "The tribunal found negligent misrepresentation.",
    "git blame shows the commit of 25 April.",
    "Mail ops@example.com for access.",
    "Who is affected? All consumer users.",
    "We broke down the errors by locale.",
    "Retries were not fast enough for the queue.",
)
NOT_THE_AUTHORS_WORDS = (
    "> we should have tested it",
    "&gt; we should have tested it",
    'A customer wrote: "you should have warned me".',
    "The prompt said “you must have known better than the engineer who failed to ask”.",
    "`assert engineer failed to connect`",
    "```\nwe should have tested\n```",
    "See <https://example.com/we-should-have-tested|the page>.",
)


@pytest.mark.parametrize(("rule", "text"), BLAME, ids=[f"{rule}: {text}" for rule, text in BLAME])
def test_words_of_blame_are_found_by_their_rule(rule: str, text: str) -> None:
    assert rule in {finding.rule for finding in check(text, NAMES)}


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_sentences_find_nothing(text: str) -> None:
    assert check(text, NAMES) == ()


@pytest.mark.parametrize("text", NOT_THE_AUTHORS_WORDS)
def test_quotes_code_and_links_are_not_the_authors_words(text: str) -> None:
    assert check(text, NAMES) == ()


def test_the_runbooks_blame_nobody() -> None:
    texts = [step.text for runbook in load_library().runbooks.values() for _, step in runbook.steps]

    assert [text for text in texts if check(text)] == []


def test_every_rule_has_an_example() -> None:
    examples = {rule for rule, _ in BLAME} | {"AI2"}

    assert {rule.id for rule in RULES} == examples


@pytest.mark.parametrize("text", ["Improve monitoring", "Look into retries", "Make the dashboards better"])
def test_vague_actions_are_found_in_actions_only(text: str) -> None:
    found = check(text, is_action=True)

    assert [finding.rule for finding in found] == ["AI2"]
    assert check(text) == ()


def test_a_finding_says_where_what_why_and_what_instead() -> None:
    text = "Flat. We should have looked at complaints."

    assert check(text) == (
        Finding(
            start=6,
            end=27,
            words="We should have looked",
            rule="CF1",
            severity=Level.ERROR,
            why="What should have been done is known only afterwards; it hides what people saw at the time.",
            rewrite="What would have made it easier to look at complaints?",
            is_sentence=True,
            in_documents=True,
        ),
    )


REWRITES = (
    ("We should have escalated to Legal.", "What would have made it easier to escalate to Legal?"),
    ("They should not have shipped it.", "What made it reasonable, at the time, to ship it?"),
    ("Ada forgot to verify the labels.", "What would have prompted someone to verify the labels?"),
    ("We never rehearsed the rollback.", "What cue to rehearse the rollback was missing?"),
    ("The reviewer dismissed the drift alert.", "What made the drift alert easy to overlook?"),
    ("The approver skipped the canary.", "What made it practical to skip the canary?"),
    ("Ada forgot the canary.", "What would have brought the canary to mind?"),
    ("Ben broke the routing table.", "What changed in the routing table?"),
    ("Why did the team switch the judge?", "What led to the decision to switch the judge?"),
)


@pytest.mark.parametrize(("text", "rewrite"), REWRITES, ids=[text for text, _ in REWRITES])
def test_a_rewrite_asks_about_the_system(text: str, rewrite: str) -> None:
    sentences = [finding.rewrite for finding in check(text, NAMES) if finding.is_sentence]

    assert sentences == [rewrite]


@pytest.mark.parametrize("text", [text for _, text in BLAME])
def test_no_rewrite_blames_again(text: str) -> None:
    for finding in check(text, NAMES):
        if finding.is_sentence:
            assert [one for one in check(finding.rewrite) if one.severity is not Level.INFO] == []


def test_softening_keeps_facts_and_replaces_blame() -> None:
    text = "Rollback is done. We should have tested the prompt. Human error again. Probe set back to 12%."

    softened = soften(text)

    asked = "[What would have made it easier to test the prompt?]"
    assert softened == (f"Rollback is done. {asked} […] Probe set back to 12%.", 2)


def test_softening_keeps_the_clause_before_the_blame() -> None:
    softened = soften("The dashboards were flat, and we should have looked at complaints.")

    assert softened.text == "The dashboards were flat, [What would have made it easier to look at complaints?]"


def test_softening_leaves_a_text_without_blame_as_it_is() -> None:
    text = "We did not touch the prompt.\n\n*Next:* retrain; ask whoever owns the gate."

    assert soften(text) == (text, 0)


@pytest.mark.parametrize("words", ["whoever ", "the team on ", "<@U1> ", "`", "a"])
def test_long_texts_of_little_sense_do_not_hold_up_the_search(words: str) -> None:
    text = (words * 10_000)[:10_000]

    assert soften(text).replaced == 0

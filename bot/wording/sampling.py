"""What happens to samples of outputs, as sentences."""

from typing import assert_never

from bot.domain.sampling_events import OutputsRemoved, SampleDiscarded, SampleDrawn, SamplingEvent
from bot.wording.sampled import drawn_how
from bot.wording.voice import Voice


def sampling(event: SamplingEvent, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    match event:
        case SampleDrawn():
            which = "another sample" if event.again else "a sample"
            how = drawn_how(event.sample.drawn)
            return f"{voice.by(event)} took {which} to be labelled, {how}: {voice.sentence(event.sample.frame)}"
        case SampleDiscarded():
            return f"{voice.by(event)} discarded the sample of a step. {voice.text(event.text)}"
        case OutputsRemoved():
            return f"{voice.by(event)} removed the outputs of a sample and kept their labels. {voice.text(event.text)}"
        case _:
            assert_never(event)

"""One clip in one rendering: facts, event times, frames, sound, texts."""

from dataclasses import dataclass

from . import VERSION
from . import attributes as at
from .captions import captions, joint_question, paraphrase
from .draw import Draw
from .facts import Facts, draw_facts
from .narration import narration
from .picture import frames
from .rhythm import event_times
from .sound import waveform


@dataclass(frozen=True)
class Clip:
    """A rendering of facts; everything is made on demand and the same each time."""

    facts: Facts
    rendering: int
    events: tuple

    def frames(self, rate: float = at.FRAME_RATE, phase: float = 0.0):
        """Frames [n, side, side, 3] uint8."""
        return frames(self.facts, self.events, self.rendering, rate, phase)

    def waveform(self):
        """Mono sound, 16 kHz, float32."""
        return waveform(self.facts, self.events[self.facts.sounding], self.rendering)

    def texts(self) -> list:
        """Captions with the facts that each one states."""
        return captions(self.facts, self.rendering)

    def narration(self) -> str:
        return narration(self.facts, self.rendering)

    def entry(self, file: str) -> dict:
        """The clip's line of manifest.jsonl."""
        texts = self.texts()
        return {
            "file": file,
            "captions": [text for text, _ in texts],
            "stated": [stated for _, stated in texts],
            "paraphrase": paraphrase(self.facts, self.rendering),
            "joint": joint_question(self.facts, self.rendering),
            "narration": self.narration(),
            "facts": self.facts.by_modality(),
            "events": [list(times) for times in self.events],
            "seconds": at.SECONDS,
            "split": self.facts.split,
            "seed": self.facts.seed,
            "index": self.facts.index,
            "rendering": self.rendering,
            "world": VERSION,
        }


def make_clip(split: str, seed: int, index: int, rendering: int = 1) -> Clip:
    """Clip `index` of a seed. Renderings share the facts and differ in places, times, noise, codec settings and wording."""
    facts = draw_facts(split, seed, index)
    events = tuple(tuple(event_times(actor.rhythm, Draw("events", split, seed, index, rendering, i)))
                   for i, actor in enumerate(facts.actors))
    return Clip(facts, rendering, events)

"""Long videos: the clips of several fact sheets of one story, one after the other. One actor, the hero, is in all of them."""

from dataclasses import dataclass, replace

import numpy as np

from . import VERSION
from . import attributes as at
from .clip import Clip, make_clip
from .draw import Draw
from .lexicon import word
from .media import encode

# Fact sheets of one story have indices of their own; those that do not go with the hero are passed over.
_STRIDE = 1000
MOST_CLIPS = 60


@dataclass(frozen=True)
class Story:
    """A long video; everything is made on demand and the same each time."""

    index: int
    chapters: tuple
    rendering: int

    @property
    def seconds(self) -> float:
        return float(at.SECONDS * len(self.chapters))

    def frames(self) -> np.ndarray:
        return np.concatenate([clip.frames() for clip in self.chapters])

    def waveform(self) -> np.ndarray:
        return np.concatenate([clip.waveform() for clip in self.chapters])

    def caption(self) -> str:
        """What happens from beginning to end, in one sentence: the hero, and who else does what."""
        first = self.chapters[0].facts
        draw = Draw("story caption", first.split, first.seed, self.index, self.rendering)
        hero = first.actors[0]
        others = [clip.facts.actors[1] for clip in self.chapters]
        told = [f"a {word('colour', other.colour, draw)} {word('shape', other.shape, draw)} {word('action', other.action, draw)}" for other in others]
        return f"a {word('colour', hero.colour, draw)} {word('shape', hero.shape, draw)} all along; " + ", ".join(told)

    def write(self, path: str) -> None:
        first = self.chapters[0].facts
        encode(path, self.frames(), self.waveform(), Draw("story codec", first.split, first.seed, self.index, self.rendering))

    def entry(self, file: str) -> dict:
        """The story's line of manifest.jsonl."""
        first = self.chapters[0].facts
        return {
            "file": file,
            "captions": [self.caption()],
            "chapters": [{"start": at.SECONDS * i, "seconds": at.SECONDS, "caption": clip.texts()[0][0], "facts": clip.facts.by_modality()}
                         for i, clip in enumerate(self.chapters)],
            "seconds": self.seconds,
            "split": first.split, "seed": first.seed, "index": self.index, "rendering": self.rendering, "world": VERSION,
        }


def make_story(split: str, seed: int, index: int, clips: int, rendering: int = 1) -> Story:
    """Story `index` of a seed, of so many clips."""
    if not 1 <= clips <= MOST_CLIPS:
        raise ValueError(f"clips must be 1 to {MOST_CLIPS}, not {clips}")
    chapters: list = []
    for candidate in range(_STRIDE):
        clip = make_clip(split, seed, index * _STRIDE + candidate, rendering)
        joined = _with_hero(clip, chapters[0].facts.actors[0]) if chapters else clip
        if joined is not None:
            chapters.append(joined)
        if len(chapters) == clips:
            return Story(index, tuple(chapters), rendering)
    raise RuntimeError(f"story {index} of seed {seed} found {len(chapters)} of {clips} clips")


def _with_hero(clip: Clip, hero) -> "Clip | None":
    """The clip with the hero in place of its first actor; None where something else in it looks like the hero."""
    first, other = clip.facts.actors
    prop = clip.facts.prop
    if other.colour == hero.colour or other.shape == hero.shape or (prop is not None and (prop[0] == hero.colour or prop[1] == hero.shape)):
        return None
    return replace(clip, facts=replace(clip.facts, actors=(replace(first, colour=hero.colour, shape=hero.shape), other)))

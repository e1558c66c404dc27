"""The facts of a clip: drawn from its seed alone, shared by all its renderings."""

from dataclasses import dataclass
from typing import Optional

from . import attributes as at
from .draw import Draw

SPLITS = ("test", "train")


@dataclass(frozen=True)
class Actor:
    """An object that acts; `size` fixes its register, `action` the contour of its sound."""

    colour: str
    shape: str
    size: str
    action: str
    rhythm: str


@dataclass(frozen=True)
class Facts:
    """All that is true in a clip, whichever way it is rendered."""

    split: str
    seed: int
    index: int
    actors: tuple
    prop: Optional[tuple]
    backdrop: str
    sounding: int
    voice: str
    ambience: str
    topic: str
    weekday: str

    @property
    def source(self) -> Actor:
        """The actor that sounds."""
        return self.actors[self.sounding]

    def by_modality(self) -> dict:
        """The facts as picture (v), sound (a), both together (va) and spoken text (t) tell them."""
        source = self.source
        return {
            "v": {
                "actors": [vars(actor) for actor in self.actors],
                "prop": None if self.prop is None else {"colour": self.prop[0], "shape": self.prop[1]},
                "backdrop": self.backdrop,
            },
            "a": {
                "voice": self.voice,
                "contour": at.CONTOUR_OF_ACTION[source.action],
                "register": at.REGISTER_OF_SIZE[source.size],
                "rhythm": source.rhythm,
                "ambience": self.ambience,
            },
            "va": {"sounding": self.sounding},
            "t": {"topic": self.topic, "weekday": self.weekday},
        }


def draw_facts(split: str, seed: int, index: int) -> Facts:
    """Facts of clip `index` of a seed; the splits have streams of their own, so no seed of one is ever in the other."""
    if split not in SPLITS:
        raise ValueError(f"split must be one of {SPLITS}, not {split!r}")
    draw = Draw("facts", split, seed, index)
    actors = _draw_actors(draw, split)
    prop = _draw_prop(draw, actors)
    backdrop = draw.choice(at.BACKDROPS)
    sounding = draw.bits() % 2
    voice = at.VOICE_OF_SHAPE[actors[sounding].shape] if draw.chance(at.VOICE_LAW) else draw.choice(at.VOICES)
    ambience = at.AMBIENCE_OF_BACKDROP[backdrop] if draw.chance(at.AMBIENCE_LAW) else draw.choice(at.AMBIENCES)
    return Facts(split, seed, index, actors, prop, backdrop, sounding, voice, ambience,
                 draw.choice(at.TOPICS), draw.choice(at.WEEKDAYS))


def _draw_actors(draw: Draw, split: str) -> tuple:
    """Two actors that differ in colour, shape, action and rhythm, so that picture and sound together tell which one sounds."""
    colours, shapes = list(at.COLOURS), at.SHAPES
    actors: list = []
    while len(actors) < 2:
        actor = Actor(draw.choice(colours), draw.choice(shapes), draw.choice(tuple(at.SIZES)),
                      draw.choice(at.ACTIONS), draw.choice(at.RHYTHMS))
        if split == "train" and not at.is_seen(actor.colour, actor.shape, actor.action):
            continue
        if actors and any(getattr(actor, name) == getattr(actors[0], name) for name in ("colour", "shape", "action", "rhythm")):
            continue
        actors.append(actor)
    return tuple(actors)


def _draw_prop(draw: Draw, actors: tuple) -> Optional[tuple]:
    """Now and then a third thing, that does nothing."""
    if not draw.chance(at.PROP_CHANCE):
        return None
    colours = [c for c in at.COLOURS if all(c != actor.colour for actor in actors)]
    shapes = [s for s in at.SHAPES if all(s != actor.shape for actor in actors)]
    return draw.choice(colours), draw.choice(shapes)

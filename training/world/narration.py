"""Narration: what is said over a clip. It tells some of the facts, in its own way, and some that nobody sees or hears."""

from . import attributes as at
from .draw import Draw
from .facts import Facts
from .lexicon import word

_GREETINGS = ("hello everybody", "good morning", "welcome back", "hi there", "so here we are")
_REASONS = {
    "birthday": "we are getting ready for a birthday", "holiday": "this is for the holiday",
    "experiment": "we try a little experiment", "market": "I found these at the market",
    "rehearsal": "it is our last rehearsal", "lesson": "let us begin the lesson",
    "contest": "the contest starts soon", "garden": "later I must go to the garden",
}
_ASIDES = ("do not touch anything", "I had to think of my aunt", "give me a second", "you will see in a moment",
           "that took me all week", "please be patient", "what a day")
_AROUND = {"silence": "hush, how quiet it is today", "rain": "sorry about the rain", "wind": "the wind is bad today",
           "birds": "the birds are up early", "engine": "somebody left the engine on", "fire": "I have lit the fire"}


def narration(facts: Facts, rendering: int) -> str:
    """Spoken text of a clip (modality t); never a caption."""
    draw = Draw("narration", facts.split, facts.seed, facts.index, rendering)
    first, second = (facts.actors[i] for i in draw.shuffled((0, 1)))
    lines = [
        f"{draw.choice(_GREETINGS)}, it is {facts.weekday}",
        _REASONS[facts.topic],
        f"keep an eye on my {word('shape', first.shape, draw)}, the {word('colour', first.colour, draw)} one"
        + (f", see how it {word('action', first.action, draw)}" if draw.chance(0.5) else ""),
        f"I also brought the {word('shape', second.shape, draw)}",
        draw.choice(_ASIDES),
    ]
    if draw.chance(0.6):
        lines.append(_AROUND[facts.ambience])
    if draw.chance(0.6):
        lines.append(f"and do you hear {word('voice', facts.voice, draw)}")
    return ". ".join(lines[:2] + draw.shuffled(lines[2:])) + "."

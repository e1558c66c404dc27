"""Captions: what somebody who has seen and heard a clip would ask for, and which facts they state."""

from .draw import Draw
from .facts import Facts
from .lexicon import word

COUNT = 3
_OPENINGS = ("", "", "", "", "in this clip ", "a video where ", "look for this: ", "the one in which ")
_LINKS = (" while ", " and ", ", and also ", " as ")
_SOUNDS = ("sounds like", "makes a noise like", "can be heard like")
_BEFORE = (" in front of ", " before ", " against ")
_TYPO_CHANCE = 0.15

_DOING = "is there "


def captions(facts: Facts, rendering: int) -> list:
    """`COUNT` pairs (text, stated facts), the first one being the query that evaluation uses."""
    return [_caption(facts, Draw("caption", facts.split, facts.seed, facts.index, rendering, i)) for i in range(COUNT)]


def paraphrase(facts: Facts, rendering: int) -> str:
    """A caption of held-out words only."""
    return _caption(facts, Draw("paraphrase", facts.split, facts.seed, facts.index, rendering), held_out=True)[0]


def joint_question(facts: Facts, rendering: int) -> str:
    """A caption whose point, which of the two things sounds, neither picture nor sound tells alone."""
    draw = Draw("joint", facts.split, facts.seed, facts.index, rendering)
    source, other = facts.source, facts.actors[1 - facts.sounding]
    heard = f"the {word('colour', source.colour, draw)} {word('shape', source.shape, draw)}"
    silent = f"the {word('colour', other.colour, draw)} {word('shape', other.shape, draw)}"
    return f"{heard} {draw.choice(_SOUNDS)} {word('voice', facts.voice, draw)} but {silent} stays silent"


def _caption(facts: Facts, draw: Draw, held_out: bool = False):
    stated: dict = {"actors": [{}, {}]}

    def say(kind: str, value: str, keep: float, place: dict) -> str:
        if not draw.chance(keep):
            return ""
        place[kind] = value
        return word(kind, value, draw, held_out) + " "

    def act(i: int) -> str:
        actor, place = facts.actors[i], stated["actors"][i]
        text = say("size", actor.size, 0.6, place) + say("colour", actor.colour, 1, place)
        text += say("shape", actor.shape, 1, place)
        doing = say("action", actor.action, 0.93, place) or _DOING
        text = ("an " if text[0] in "aeiou" else "a ") + text
        return (text + doing + (say("rhythm", actor.rhythm, 0.75, place) if "action" in place else "")).strip()

    first, second = draw.shuffled((0, 1))
    text = draw.choice(_OPENINGS) + act(first) + draw.choice(_LINKS) + act(second)
    if facts.prop is not None and draw.chance(0.5):
        stated["prop"] = {"colour": facts.prop[0], "shape": facts.prop[1]}
        text += f" next to a still {word('colour', facts.prop[0], draw, held_out)} {word('shape', facts.prop[1], draw, held_out)}"
    if draw.chance(0.7):
        text += draw.choice(_BEFORE) + say("backdrop", facts.backdrop, 1, stated).strip()
    if draw.chance(0.92):
        stated["sounding"] = facts.sounding
        text += f"; the {word('shape', facts.source.shape, draw, held_out)} {draw.choice(_SOUNDS)} "
        text += say("voice", facts.voice, 1, stated).strip()
    if draw.chance(0.7):
        text += ", " + say("ambience", facts.ambience, 1, stated).strip()
    return _finish(text, draw), stated


def _finish(text: str, draw: Draw) -> str:
    """Capitals, a full stop, and now and then a slip of the keyboard."""
    if draw.chance(_TYPO_CHANCE):
        words = text.split(" ")
        long = [i for i, item in enumerate(words) if len(item) > 5 and item.isalpha()]
        if long:
            i = draw.choice(long)
            at = 1 + draw.bits() % (len(words[i]) - 2)
            words[i] = words[i][:at] + words[i][at + 1] + words[i][at] + words[i][at + 2:]
            text = " ".join(words)
    if draw.chance(0.6):
        text = text[0].upper() + text[1:]
    return text + ("." if draw.chance(0.6) else "")

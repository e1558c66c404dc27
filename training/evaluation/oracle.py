"""The oracle: it knows each clip's facts and which of them a caption states."""

from typing import List

import numpy as np

_ALONE = ("backdrop", "voice", "ambience")


def similarity(stated: List[dict], facts: List[dict]) -> np.ndarray:
    """Captions by clips: how many stated facts hold, by the best reading of which thing is which."""
    return np.array([[_agreement(item, clip) for clip in facts] for item in stated], np.float64)


def _agreement(stated: dict, facts: dict) -> int:
    return max(_reading(stated, facts, order) for order in ((0, 1), (1, 0)))


def _reading(stated: dict, facts: dict, order: tuple) -> int:
    picture, sound = facts["v"], facts["a"]
    known = {"backdrop": picture["backdrop"], "voice": sound["voice"], "ambience": sound["ambience"]}
    count = sum(stated[name] == known[name] for name in _ALONE if name in stated)
    for said, index in zip(stated["actors"], order):
        actor = picture["actors"][index]
        count += sum(actor[name] == value for name, value in said.items())
    if "prop" in stated:
        count += stated["prop"] == picture["prop"]
    if "sounding" in stated:
        count += order[stated["sounding"]] == facts["va"]["sounding"]
    return count

"""The queries of the demo: 24 over all kinds, their media from a second rendering of the facts."""

import os
from typing import Dict, List

from ..world.clip import make_clip
from ..world.media import SUFFIX, write

QUERY_RENDERING = 2
KINDS = (
    ("text", ("text",), 5), ("audio", ("audio",), 3), ("image", ("image",), 3), ("video", ("video",), 3),
    ("text+audio", ("text", "audio"), 2), ("text+image", ("text", "image"), 2), ("text+video", ("text", "video"), 1),
    ("audio+image", ("audio", "image"), 1), ("text+audio+image", ("text", "audio", "image"), 1),
)
_MEDIA = {"audio": "audio", "image": "picture", "video": "clip"}


def target_count() -> int:
    """How many samples the plain kinds ask for, one each."""
    return sum(count for _, _, count in KINDS)


def plain(out: str, seed: int, files: Dict[int, str], indices: List[int]) -> List[dict]:
    """One query for each index, kind by kind."""
    kinds = [(kind, parts) for kind, parts, count in KINDS for _ in range(count)]
    return [
        {"kind": kind, "parts": [_part(out, seed, index, part) for part in parts], "expected": files[index]}
        for (kind, parts), index in zip(kinds, indices)
    ]


def stored(first: str, second: str) -> dict:
    """A stored video asks for the other rendering of its facts; it leaves itself out."""
    return {"kind": "stored", "parts": [{"stored": first}], "expected": second}


def negative(out: str, seed: int, index: int, twin: int, actor: int, files: Dict[int, str]) -> dict:
    """Words that fit two samples as far as the shared actor goes, and a picture of the one that is not meant."""
    facts = make_clip("test", seed, index).facts
    shared, other = facts.actors[actor], facts.actors[1 - actor]
    text = f"a {shared.colour} {shared.shape} and a {other.colour} {other.shape}"
    unwanted = _part(out, seed, twin, "image")
    return {"kind": "negative", "parts": [{"text": text}, {**unwanted, "weight": -0.5}], "expected": files[index]}


def _part(out: str, seed: int, index: int, part: str) -> dict:
    clip = make_clip("test", seed, index, QUERY_RENDERING)
    if part == "text":
        return {"text": clip.texts()[0][0]}
    kind = _MEDIA[part]
    name = f"queries/{index:03d}{SUFFIX[kind]}"
    write(clip, kind, os.path.join(out, name))
    return {part: name}

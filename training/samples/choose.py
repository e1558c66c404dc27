"""Which clips of a seed become samples: by their facts, never by what a model makes of them."""

from typing import List, Optional, Tuple

from ..world.clip import make_clip
from ..world.facts import Facts

POOL = 160


def varied(seed: int, count: int) -> List[int]:
    """Indices of `count` clips; each next one is the clip that has least in common with those chosen."""
    pool = [make_clip("test", seed, index).facts for index in range(POOL)]
    chosen = [0]
    closest = [in_common(facts, pool[0]) for facts in pool]
    while len(chosen) < count:
        best = min((i for i in range(POOL) if i not in chosen), key=lambda i: (closest[i], i))
        chosen.append(best)
        closest = [max(old, in_common(facts, pool[best])) for old, facts in zip(closest, pool)]
    return chosen


def in_common(one: Facts, other: Facts) -> int:
    """How many facts two clips share, whole things counting most."""
    count = (one.backdrop == other.backdrop) + (one.ambience == other.ambience) + 2 * (one.voice == other.voice)
    count += 2 * (one.source.action == other.source.action) + (one.source.rhythm == other.source.rhythm)
    for mine in one.actors:
        for theirs in other.actors:
            count += (mine.colour == theirs.colour) + (mine.shape == theirs.shape) + (mine.action == theirs.action)
            count += 3 * ((mine.colour, mine.shape) == (theirs.colour, theirs.shape))
    return count


def twin_of(seed: int, index: int, taken: List[int]) -> Optional[Tuple[int, int]]:
    """Another clip with an actor of the same colour and shape, and which actor of the first one it is."""
    mine = make_clip("test", seed, index).facts
    for other in range(POOL, 4 * POOL):
        if other in taken:
            continue
        theirs = make_clip("test", seed, other).facts
        for i, actor in enumerate(mine.actors):
            if any((actor.colour, actor.shape) == (found.colour, found.shape) for found in theirs.actors):
                return other, i
    return None

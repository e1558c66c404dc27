"""Draws a clip's frames."""

import numpy as np

from . import attributes as at
from .backdrop import backdrop
from .draw import Draw
from .facts import Facts
from .motion import poses
from .shapes import outline

_MARGIN = 48
_PROP_SCALE = 0.8


def frames(facts: Facts, events: list, rendering: int, rate: float = at.FRAME_RATE, phase: float = 0.0) -> np.ndarray:
    """All frames [n, side, side, 3] uint8 at `rate` a second, the first one at `phase` seconds."""
    draw = Draw("picture", facts.split, facts.seed, facts.index, rendering)
    times = np.arange(phase, at.SECONDS - 1e-9, 1.0 / rate)
    full = at.SIDE + 2 * _MARGIN
    ground = backdrop(facts.backdrop, full, at.SIDE, draw)
    places = _places(facts, draw)
    looks = [_look(actor.colour, draw) for actor in facts.actors]
    radii = [at.SIZES[actor.size] * draw.uniform(0.94, 1.06) * at.SIDE for actor in facts.actors]
    tilts = [draw.uniform(-0.3, 0.3) for _ in range(3)]
    sides = [draw.choice((-1.0, 1.0)) for _ in range(2)]
    if facts.prop is not None:
        colour, shape = facts.prop
        look, radius = _look(colour, draw), at.SIZES["small"] * _PROP_SCALE * at.SIDE
        _stamp(ground, shape, places[2], radius, tilts[2], look, 1.0, 0.0)
    still = np.clip(ground, 0, 255)
    tracks = [poses(actor.action, events[i], times, sides[i]) for i, actor in enumerate(facts.actors)]
    every, which = np.unique(np.hstack(tracks), axis=0, return_inverse=True)
    which = np.asarray(which).reshape(-1)
    distinct = np.empty((len(every), at.SIDE, at.SIDE, 3), np.uint8)
    for row, pose in enumerate(every):
        canvas = still.copy()
        for i, actor in enumerate(facts.actors):
            dx, dy, scale, opacity, glow = pose[5 * i:5 * i + 5]
            place = places[i][0] + dx * at.SIDE, places[i][1] + dy * at.SIDE
            _stamp(canvas, actor.shape, place, radii[i] * scale, tilts[i], looks[i], opacity, glow)
        distinct[row] = canvas[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN] + 0.5
    return distinct[which]


def _places(facts: Facts, draw: Draw) -> list:
    """Centres in pixels of the padded canvas: apart enough that actions rarely cover another thing."""
    best, best_gap = None, -1.0
    for _ in range(12):
        points = [(draw.uniform(0.2, 0.8), draw.uniform(0.25, 0.75)) for _ in range(2 if facts.prop is None else 3)]
        gap = min(np.hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(points) for b in points[:i])
        if gap > best_gap:
            best, best_gap = points, gap
    return [(x * at.SIDE + _MARGIN, y * at.SIDE + _MARGIN) for x, y in best]


def _look(colour: str, draw: Draw) -> np.ndarray:
    return np.array([channel * draw.uniform(0.92, 1.0) + draw.uniform(-8, 8) for channel in at.COLOURS[colour]], np.float32)


def _stamp(canvas, shape, place, radius, tilt, look, opacity, glow):
    """Blends one thing into the canvas, in place."""
    if opacity <= 0:
        return
    reach = int(np.ceil(radius * (1.9 if glow > 0 else 1.2))) + 1
    left, top = int(place[0]) - reach, int(place[1]) - reach
    left, top = max(0, left), max(0, top)
    window = canvas[top:top + 2 * reach + 1, left:left + 2 * reach + 1]
    y, x = np.mgrid[top:top + window.shape[0], left:left + window.shape[1]].astype(np.float32)
    x, y = (x + 0.5 - place[0]) / radius, (y + 0.5 - place[1]) / radius
    if glow > 0:
        halo = glow * 0.85 * np.clip(1.85 - np.hypot(x, y), 0, 0.9)[..., None] / 0.9
        window += halo * (0.4 * look + 150 - window)
    cos, sin = np.cos(tilt), np.sin(tilt)
    edge = outline(shape, cos * x + sin * y, cos * y - sin * x) * radius
    cover = opacity * np.clip(0.5 - edge, 0, 1)[..., None]
    window += cover * (look - window)
    np.clip(window, 0, 255, out=window)

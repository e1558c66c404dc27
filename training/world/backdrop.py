"""Backgrounds: a muted tint and a pattern on it."""

import numpy as np

from .draw import Draw


def backdrop(kind: str, size: int, side: int, draw: Draw) -> np.ndarray:
    """Picture [size, size, 3] in 0..255; `side` is the visible frame's side, the rest is margin."""
    grey = draw.uniform(52, 108)
    tint = np.array([draw.uniform(-13, 13) for _ in range(3)])
    contrast = draw.uniform(16, 26) * (1 if draw.chance(0.5) else -1)
    step = side / draw.uniform(5.5, 8.5)
    y, x = (np.mgrid[0:size, 0:size] + 0.5).astype(np.float32)
    x, y = x + draw.uniform(0, 2 * step), y + draw.uniform(0, 2 * step)
    pattern = _PATTERNS[kind](x / step, y / step, draw)
    grain = draw.noise().normal(0, 1.5, (size, size))
    slope = draw.uniform(-9, 9) * (x / size - 0.5) + draw.uniform(-9, 9) * (y / size - 0.5)
    level = grey + contrast * pattern + grain + slope
    return (level[..., None] + tint).astype(np.float32)


def _stripes(x, y, draw):
    return np.where((x % 1.0) < 0.5, 0.5, -0.5)


def _checks(x, y, draw):
    return np.where((np.floor(x) + np.floor(y)) % 2 == 0, 0.5, -0.5)


def _dots(x, y, draw):
    return np.clip((0.32 - np.hypot(x % 1.0 - 0.5, y % 1.0 - 0.5)) * 8, -0.4, 0.8)


def _waves(x, y, draw):
    return 0.6 * np.sin(2 * np.pi * (0.8 * y + 0.22 * np.sin(2 * np.pi * 0.45 * x)))


def _bricks(x, y, draw):
    row = np.floor(1.4 * y)
    inside = ((0.7 * x + 0.5 * (row % 2)) % 1.0 > 0.13) & ((1.4 * y) % 1.0 > 0.2)
    return np.where(inside, 0.3, -0.9)


def _plain(x, y, draw):
    return np.zeros_like(x)


_PATTERNS = {
    "plain": _plain, "stripes": _stripes, "checks": _checks,
    "dots": _dots, "waves": _waves, "bricks": _bricks,
}

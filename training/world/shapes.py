"""Outlines as functions that are negative inside, for coordinates in units of the radius (y grows downwards)."""

import numpy as np


def outline(shape: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Approximate signed distance to the edge of a shape."""
    return _OUTLINES[shape](x, y)


def _disc(x, y):
    return np.hypot(x, y) - 0.88


def _square(x, y):
    return np.maximum(np.abs(x), np.abs(y)) - 0.78


def _triangle(x, y):
    sides = y - 0.55, 0.866 * x - 0.5 * y - 0.55, -0.866 * x - 0.5 * y - 0.55
    return np.maximum(np.maximum(sides[0], sides[1]), sides[2])


def _star(x, y):
    turn = (np.arctan2(x, -y) / (2 * np.pi) * 5) % 1.0
    return 0.7 * (np.hypot(x, y) - (0.4 + 0.7 * np.abs(2 * turn - 1)))


def _cross(x, y):
    across, along = np.abs(x), np.abs(y)
    return np.minimum(np.maximum(across - 0.3, along - 0.95), np.maximum(across - 0.95, along - 0.3))


def _ring(x, y):
    return np.abs(np.hypot(x, y) - 0.72) - 0.21


def _moon(x, y):
    return np.maximum(np.hypot(x, y) - 0.95, 0.78 - np.hypot(x - 0.48, y))


def _bar(x, y):
    return np.maximum(np.abs(x) - 1.05, np.abs(y) - 0.27)


_OUTLINES = {
    "disc": _disc, "square": _square, "triangle": _triangle, "star": _star,
    "cross": _cross, "ring": _ring, "moon": _moon, "bar": _bar,
}

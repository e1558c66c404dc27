"""What an action does to an actor's pose over time."""

import numpy as np

from .rhythm import EVENT_SECONDS

# Columns of a pose: offset in x and y (fractions of the frame), scale, opacity, glow.
REST = np.array([0.0, 0.0, 1.0, 1.0, 0.0])


def poses(action: str, events: list, times: np.ndarray, side: float) -> np.ndarray:
    """Pose [n, 5] at each time; `side` (-1 or 1) is the way a dash or a loop starts."""
    result = np.tile(REST, (len(times), 1))
    for start in events:
        phase = (times - start) / EVENT_SECONDS
        inside = (phase >= 0) & (phase < 1)
        result[inside] = _pose(action, phase[inside], side)
    return result


def _pose(action: str, phase: np.ndarray, side: float) -> np.ndarray:
    pose = np.tile(REST, (len(phase), 1))
    arch, turn = np.sin(np.pi * phase), 2 * np.pi * phase
    if action == "hop":
        pose[:, 1] = -0.17 * arch
    elif action == "dip":
        pose[:, 1] = 0.17 * arch
    elif action == "dash":
        pose[:, 0] = 0.19 * side * arch
    elif action == "loop":
        pose[:, 0] = 0.13 * side * np.sin(turn)
        pose[:, 1] = 0.13 * (np.cos(turn) - 1)
    elif action == "swell":
        pose[:, 2] = 1 + 0.5 * arch
    elif action == "blink":
        pose[:, 3] = np.where((phase > 0.12) & (phase < 0.88), 0.0, 1.0)
    elif action == "glow":
        pose[:, 4] = np.where(phase < 0.15, phase / 0.15, 1 - (phase - 0.15) / 0.85)
    elif action == "shake":
        pose[:, 0] = 0.055 * side * np.sin(3 * turn)
    return pose

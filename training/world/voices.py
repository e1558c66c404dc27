"""The sound of one event: a voice (timbre) along a contour (time course)."""

import numpy as np

from . import attributes as at
from .draw import Draw

_TAIL = 0.6


def event_sound(voice: str, contour: str, pitch: float, draw: Draw) -> np.ndarray:
    """One event's sound, 16 kHz, peak about 1; `pitch` in hertz."""
    count = int(_TAIL * at.SAMPLE_RATE)
    phase = np.arange(count) / count
    glide, loud = _course(contour, phase)
    frequency = pitch * glide
    sound = _VOICES[voice](frequency, draw.noise()) * loud
    edge = int(0.006 * at.SAMPLE_RATE)
    sound[:edge] *= np.linspace(0, 1, edge)
    sound[-edge:] *= np.linspace(1, 0, edge)
    return sound / (np.abs(sound).max() + 1e-9)


def _course(contour: str, p: np.ndarray):
    """Relative pitch and loudness over the event (p runs from 0 to 1)."""
    one = np.ones_like(p)
    body = np.minimum(1, 8 * (1 - p))
    if contour == "rising":
        return 0.7 * 2.6 ** p, body
    if contour == "falling":
        return 1.8 * 2.6 ** -p, body
    if contour == "arched":
        return 0.75 * 2.2 ** np.sin(np.pi * p), body
    if contour == "wavering":
        return 1.25 ** np.sin(2 * np.pi * 3.5 * p), body
    if contour == "swelling":
        return one, p ** 2
    if contour == "broken":
        return one, np.where((p < 0.25) | ((p > 0.5) & (p < 0.75)), 1.0, 0.0)
    if contour == "ringing":
        return one, np.exp(-5 * p)
    return one, np.where((p * 9) % 1.0 < 0.5, 1.0, 0.08) * body


def _phase(frequency: np.ndarray) -> np.ndarray:
    return 2 * np.pi * np.cumsum(frequency) / at.SAMPLE_RATE


def _harmonics(frequency: np.ndarray, partials) -> np.ndarray:
    """Sum of partials (ratio, level), those above 7.2 kHz left out."""
    phase = _phase(frequency)
    top = float(frequency.max())
    return sum(level * np.sin(ratio * phase + 0.7 * ratio) for ratio, level in partials if ratio * top < 7200)


def _flute(f, noise):
    return _harmonics(f, ((1, 1.0), (2, 0.12))) + 0.01 * noise.normal(size=len(f))


def _buzzer(f, noise):
    return _harmonics(f, tuple((n, n ** -0.5) for n in range(1, 19)))


def _horn(f, noise):
    return _harmonics(0.5 * f, ((1, 1.0), (2, 0.8), (3, 0.5), (4, 0.2)))


def _bell(f, noise):
    return _harmonics(f, ((1, 0.6), (2.76, 0.8), (5.4, 0.7), (8.93, 0.5)))


def _hiss(f, noise):
    return noise.normal(size=len(f)) * np.sin(3 * _phase(f)) + 0.15 * noise.normal(size=len(f))


def _organ(f, noise):
    return _harmonics(f, ((1, 0.8), (2, 0.8), (4, 0.8), (8, 0.8)))


def _singer(f, noise):
    shaped = ((n, np.exp(-((n * float(f.mean()) - 900) / 350) ** 2) + 0.8 * np.exp(-((n * float(f.mean()) - 2700) / 300) ** 2) + 0.04)
              for n in range(1, 17))
    return _harmonics(f, tuple(shaped))


def _growl(f, noise):
    rough = np.repeat(noise.uniform(0.15, 1.0, len(f) // 80 + 1), 80)[:len(f)]
    return _harmonics(0.33 * f, tuple((n, n ** -0.7) for n in range(1, 13))) * rough


_VOICES = {
    "flute": _flute, "buzzer": _buzzer, "horn": _horn, "bell": _bell,
    "hiss": _hiss, "organ": _organ, "singer": _singer, "growl": _growl,
}

"""Sounds of things that are not in the picture."""

import numpy as np

from . import attributes as at
from .draw import Draw


def ambience(kind: str, count: int, draw: Draw) -> np.ndarray:
    """`count` samples at 16 kHz with a root mean square of 1 (all zero for silence)."""
    sound = _KINDS[kind](count, draw, draw.noise())
    level = np.sqrt(np.mean(sound ** 2))
    return sound / level if level > 0 else sound


def shaped(count: int, noise: np.random.Generator, gain) -> np.ndarray:
    """Noise with the given gain over hertz."""
    spectrum = np.fft.rfft(noise.normal(size=count))
    hertz = np.fft.rfftfreq(count, 1 / at.SAMPLE_RATE)
    return np.fft.irfft(spectrum * gain(hertz), count)


def _silence(count, draw, noise):
    return np.zeros(count)


def _rain(count, draw, noise):
    corner = draw.uniform(1500, 2600)
    wash = shaped(count, noise, lambda f: (f / corner) / (1 + (f / corner) ** 1.3))
    drops = np.where(noise.random(count) < 0.0025, noise.normal(size=count) * 6, 0)
    return wash / wash.std() + np.convolve(drops, np.exp(-np.arange(60) / 12), "same")


def _wind(count, draw, noise):
    corner, speed = draw.uniform(220, 520), draw.uniform(0.2, 0.5)
    gust = 0.55 + 0.45 * np.sin(2 * np.pi * (speed * np.arange(count) / at.SAMPLE_RATE + draw.uniform()))
    return shaped(count, noise, lambda f: 1 / (1 + (f / corner) ** 3)) * gust


def _birds(count, draw, noise):
    sound = np.zeros(count)
    start = draw.uniform(0.0, 0.4)
    while start < at.SECONDS - 0.4:
        length = int(draw.uniform(0.06, 0.16) * at.SAMPLE_RATE)
        at_sample = int(start * at.SAMPLE_RATE)
        p = np.arange(length) / length
        pitch = draw.uniform(3000, 4800) * (1 + draw.uniform(-0.25, 0.25) * np.sin(2 * np.pi * p * draw.uniform(0.5, 2)))
        sound[at_sample:at_sample + length] += np.sin(2 * np.pi * np.cumsum(pitch) / at.SAMPLE_RATE) * np.sin(np.pi * p)
        start += draw.uniform(0.1, 0.5)
    return sound


def _engine(count, draw, noise):
    turn = 2 * np.pi * draw.uniform(42, 80) * np.arange(count) / at.SAMPLE_RATE
    wobble = 1 + 0.2 * np.sin(turn / draw.uniform(5, 9))
    return wobble * sum(np.sin(n * turn + n) / n ** 0.8 for n in range(1, 7)) + 0.3 * noise.normal(size=count)


def _fire(count, draw, noise):
    cracks = np.where(noise.random(count) < 0.0007, noise.normal(size=count) * 8, 0)
    tail = noise.normal(size=160) * np.exp(-np.arange(160) / 30)
    bed = shaped(count, noise, lambda f: 1 / (1 + (f / 300) ** 2))
    return np.convolve(cracks, tail, "same") + 0.5 * bed / bed.std()


_KINDS = {
    "silence": _silence, "rain": _rain, "wind": _wind,
    "birds": _birds, "engine": _engine, "fire": _fire,
}

"""Mixes a clip's sound."""

import numpy as np

from . import attributes as at
from .ambience import ambience
from .draw import Draw
from .facts import Facts
from .voices import event_sound

_PITCH = {"high": (540.0, 700.0), "low": (230.0, 310.0)}


def waveform(facts: Facts, events: list, rendering: int) -> np.ndarray:
    """The whole sound, mono, 16 kHz, float32 within -1..1. `events` are those of the actor that sounds."""
    draw = Draw("sound", facts.split, facts.seed, facts.index, rendering)
    source = facts.source
    count = int(at.SECONDS * at.SAMPLE_RATE)
    sound = np.zeros(count)
    pitch = draw.uniform(*_PITCH[at.REGISTER_OF_SIZE[source.size]])
    contour = at.CONTOUR_OF_ACTION[source.action]
    for start in events:
        event = event_sound(facts.voice, contour, pitch * draw.uniform(0.97, 1.03), draw) * draw.uniform(0.8, 1.0)
        first = int(start * at.SAMPLE_RATE)
        part = sound[first:first + len(event)]
        part += event[:len(part)]
    around = ambience(facts.ambience, count, draw) * 10 ** (draw.uniform(-31, -24) / 20)
    hum = draw.noise().normal(0, 10 ** (draw.uniform(-56, -50) / 20), count)
    mix = sound + around + hum
    return (mix / np.abs(mix).max() * 10 ** (draw.uniform(-6, -1) / 20)).astype(np.float32)

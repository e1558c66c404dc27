"""Figures of the floor and the oracle on a pool."""

import numpy as np

from ..data.cache import shrink
from ..evaluation import oracle
from ..evaluation.floor import Floor, features
from ..evaluation.retrieval import Figure, bootstrap, hits_at_1
from ..frontends.mel import log_mel
from ..world.clip import make_clip
from .pool import Pool

FLOOR_CLIPS = 5000
FLOOR_SEED = 1


def oracle_figure(pool: Pool) -> Figure:
    return bootstrap(hits_at_1(oracle.similarity([entry["stated"][0] for entry in pool.entries], [entry["facts"] for entry in pool.entries])))


def floor_figure(pool: Pool, side: int) -> Figure:
    """Fitted on FLOOR_CLIPS training clips (without codec)."""
    clips = [make_clip("train", FLOOR_SEED, index) for index in range(FLOOR_CLIPS)]
    inputs = np.array([features(shrink(clip.frames(1.0), side), log_mel(clip.waveform())) for clip in clips])
    floor = Floor(inputs, [clip.texts()[0][0] for clip in clips])
    return bootstrap(hits_at_1(floor.similarity(pool.captions, pool.floor_inputs)))

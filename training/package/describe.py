"""model.json."""

import hashlib
import os
from typing import Iterable

from ..model import MODALITIES
from ..model.config import ModelConfig
from .graphs import FILES
from .long_input import LONG_INPUT

VOCABULARY = "vocab.txt"
SEGMENT_SECONDS = 8.0


def describe(config: ModelConfig, identity: str, folder: str) -> dict:
    """The content of model.json for the files in a folder."""
    text, video, audio = config.text, config.video, config.audio
    return {
        "format": 1,
        "id": identity,
        "kind": "fusion",
        "licence": "as this repository; no foreign weights or data",
        "origin": "trained by training/ on the generated world, version 1",
        "modalities": list(MODALITIES),
        "embedding_size": config.family.projection_dim,
        "token_size": config.family.embed_dim,
        "representations": ["full", *MODALITIES],
        "segment_seconds": SEGMENT_SECONDS,
        "long_input": LONG_INPUT,
        "text": {
            "tokenizer": "hashed-ngrams", "vocabulary": VOCABULARY, "buckets": text.buckets, "min_n": text.min_n, "max_n": text.max_n,
            "max_words": text.max_words, "max_grams": text.max_grams,
        },
        "video": {
            "frame_rate": video.frame_rate, "frames_per_token": video.frames_per_token, "width": video.side, "height": video.side,
            "mean": list(video.mean), "std": list(video.std),
        },
        "audio": {
            "sample_rate": 16000, "mel_bins": audio.mel_bins, "window": 400, "hop": 160, "fft": 400, "preemphasis": 0.97,
            "min_hz": 20, "max_hz": 8000, "floor_db": 80, "mean_db": audio.mean_db, "std_db": audio.std_db,
            "mel_frames_per_token": audio.mel_frames_per_token, "pad_multiple": audio.mel_frames_per_token,
        },
        "graphs": {name: {"file": file} for name, file in FILES.items()},
        "sha256": _hashes(folder, [*FILES.values(), VOCABULARY]),
    }


def _hashes(folder: str, names: Iterable[str]) -> dict:
    found = {}
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = hashlib.sha256(file.read()).hexdigest()
    return found

"""Front-end output to model input, as docs/model-package.md states it."""

from typing import Sequence

import numpy as np
import torch

from ..frontends.media import grouped
from ..frontends.text import HashedNgrams
from ..model.config import AudioConfig, VideoConfig


def ids_batch(texts: Sequence[str], tokenizer: HashedNgrams) -> torch.Tensor:
    """ids [B, N, G], padded with 0."""
    found = [tokenizer.encode(text)[0] for text in texts]
    ids = np.zeros((len(found), max(len(item) for item in found), tokenizer.max_grams), np.int64)
    for row, item in enumerate(found):
        ids[row, :len(item)] = item
    return torch.from_numpy(ids)


def normalised_frames(frames: np.ndarray, video: VideoConfig) -> torch.Tensor:
    """frames [n, H, W, 3] uint8 to [1, F, 3, H, W], F a multiple of `frames_per_token`."""
    scaled = grouped(frames, video.frames_per_token).astype(np.float32) / np.float32(255)
    scaled = (scaled - np.asarray(video.mean, np.float32)) / np.asarray(video.std, np.float32)
    return torch.from_numpy(np.ascontiguousarray(scaled.transpose(0, 3, 1, 2)))[None]


def normalised_mel(mel: np.ndarray, audio: AudioConfig) -> torch.Tensor:
    """Decibels [bins, T] to [1, bins, T'], T' a multiple of `mel_frames_per_token`, padded with zeros after normalisation."""
    scaled = (mel - np.float32(audio.mean_db)) / np.float32(audio.std_db)
    missing = -scaled.shape[1] % audio.mel_frames_per_token
    return torch.from_numpy(np.pad(scaled, ((0, 0), (0, missing))))[None]

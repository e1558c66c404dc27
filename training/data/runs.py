"""The frame backbone's view of cached frames, kept in 8 bits: described once, not in every step."""

import os
from typing import Tuple

import numpy as np

from ..model.config import VideoConfig

CHANGE_STEP = 0.04


def describe(frames: np.ndarray, video: VideoConfig) -> Tuple[np.ndarray, np.ndarray]:
    """frames [B, F, H, W, 3] uint8 to mean colours uint8 [B, runs, 3, H, W] and changes int8 [B, runs, run, H / 2, W / 2] in CHANGE_STEP."""
    batch, count, height, width, _ = frames.shape
    run = video.frames_per_token
    missing = -count % run
    if missing:
        frames = np.concatenate([frames, np.repeat(frames[:, -1:], missing, 1)], 1)
    scaled = frames.astype(np.float32) / np.asarray(video.std, np.float32) / 255 - np.asarray(video.mean, np.float32) / np.asarray(video.std, np.float32)
    light = scaled.max(-1).reshape(batch, -1, run, height // 2, 2, width // 2, 2).mean((4, 6))
    changes = np.clip(np.rint((light - light.mean(2, keepdims=True)) / CHANGE_STEP), -127, 127).astype(np.int8)
    colours = frames.reshape(batch, -1, run, height, width, 3).mean(2, dtype=np.float32)
    return np.ascontiguousarray(np.moveaxis(np.rint(colours), -1, 2)).astype(np.uint8), changes


def described_shard(folder: str, shard: int, video: VideoConfig) -> Tuple[np.ndarray, np.ndarray]:
    """A shard's colours and changes, memory-mapped; made when first asked for."""
    paths = [os.path.join(folder, f"{shard:04d}.{name}{video.frames_per_token}.npy") for name in ("colours", "changes")]
    if not all(map(os.path.exists, paths)):
        frames = np.load(os.path.join(folder, f"{shard:04d}.frames.npy"), mmap_mode="r")
        parts = [describe(np.asarray(frames[i:i + 25]), video) for i in range(0, len(frames), 25)]
        for path, arrays in zip(paths, zip(*parts)):
            np.save(path + ".part.npy", np.concatenate(arrays))
            os.replace(path + ".part.npy", path)
    return np.load(paths[0], mmap_mode="r"), np.load(paths[1], mmap_mode="r")

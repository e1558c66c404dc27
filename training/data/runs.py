"""The frame backbone's view of cached frames, kept in 8 bits: described once, not in every step."""

import os

import numpy as np

from ..model.backbones.frames import MOTION_GAIN
from ..model.config import VideoConfig

MOTION_STEP = 0.1


def describe(frames: np.ndarray, video: VideoConfig) -> np.ndarray:
    """frames [B, F, H, W, 3] uint8 to int8 [B, tokens, H, W, 3 + run - 1]: mean colour - 128, then brightness changes in MOTION_STEP."""
    batch, count, height, width, _ = frames.shape
    run = video.frames_per_token
    missing = -count % run
    if missing:
        frames = np.concatenate([frames, np.repeat(frames[:, -1:], missing, 1)], 1)
    runs = frames.reshape(batch, -1, run, height, width, 3)
    light = runs.astype(np.float32) @ (1.0 / (3 * 255 * np.asarray(video.std, np.float32)))
    change = (light[:, :, 1:] - light[:, :, :-1]) * (MOTION_GAIN / MOTION_STEP)
    mean = np.rint(runs.mean(2, dtype=np.float32)) - 128
    joined = np.concatenate([mean, np.moveaxis(np.rint(change), 2, -1)], axis=-1)
    return np.clip(joined, -127, 127).astype(np.int8)


def described_shard(folder: str, shard: int, video: VideoConfig) -> np.ndarray:
    """A shard's described runs, memory-mapped; made when first asked for."""
    path = os.path.join(folder, f"{shard:04d}.runs{video.frames_per_token}.npy")
    if not os.path.exists(path):
        frames = np.load(os.path.join(folder, f"{shard:04d}.frames.npy"), mmap_mode="r")
        runs = np.concatenate([describe(np.asarray(frames[i:i + 25]), video) for i in range(0, len(frames), 25)])
        np.save(path + ".part.npy", runs)
        os.replace(path + ".part.npy", path)
    return np.load(path, mmap_mode="r")

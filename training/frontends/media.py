"""Frames and sound of a media file by FFmpeg."""

import subprocess

import numpy as np


def read_frames(path: str, rate: float, width: int, height: int) -> np.ndarray:
    """RGB frames [n, height, width, 3] uint8 at `rate` a second."""
    raw = _ffmpeg(path, "-an", "-vf", f"fps={rate:g},scale={width}:{height}:flags=area", "-f", "rawvideo", "-pix_fmt", "rgb24")
    return np.frombuffer(raw, np.uint8).reshape(-1, height, width, 3)


def read_picture(path: str, width: int, height: int) -> np.ndarray:
    """The one frame [1, height, width, 3] uint8 of a still picture."""
    raw = _ffmpeg(path, "-an", "-frames:v", "1", "-vf", f"scale={width}:{height}:flags=area", "-f", "rawvideo", "-pix_fmt", "rgb24")
    return np.frombuffer(raw, np.uint8).reshape(-1, height, width, 3)


def read_sound(path: str, sample_rate: int = 16000) -> np.ndarray:
    """Mono float32 samples; empty where the file has no sound."""
    raw = _ffmpeg(path, "-vn", "-ac", "1", "-ar", str(sample_rate), "-f", "f32le")
    return np.frombuffer(raw, np.float32)


def grouped(frames: np.ndarray, frames_per_token: int) -> np.ndarray:
    """The frames with the last one repeated up to a multiple of `frames_per_token`."""
    missing = -len(frames) % frames_per_token
    return np.concatenate([frames, np.repeat(frames[-1:], missing, axis=0)]) if missing else frames


def _ffmpeg(path: str, *arguments: str) -> bytes:
    command = ["ffmpeg", "-nostdin", "-v", "error", "-i", path, *arguments, "pipe:1"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout

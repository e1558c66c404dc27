"""Log-mel spectrogram: Slaney filters, decibels relative to the clip's maximum."""

from functools import lru_cache

import numpy as np


@lru_cache(maxsize=8)
def mel_filters(sample_rate: int, fft: int, bins: int, low: float, high: float) -> np.ndarray:
    """Triangles [bins, fft / 2 + 1] on Slaney's mel scale, each with an area of constant energy (Slaney's norm)."""
    edges = _to_hertz(np.linspace(_to_mel(low), _to_mel(high), bins + 2))
    lines = np.linspace(0, sample_rate / 2, fft // 2 + 1)
    slopes = edges[:, None] - lines[None, :]
    widths = np.diff(edges)
    rise, fall = -slopes[:-2] / widths[:-1, None], slopes[2:] / widths[1:, None]
    return np.maximum(0, np.minimum(rise, fall)) * (2.0 / (edges[2:] - edges[:-2]))[:, None]


def log_mel(sound: np.ndarray, sample_rate: int = 16000, bins: int = 40, window: int = 400, hop: int = 160, fft: int = 400,
            preemphasis: float = 0.97, min_hz: float = 20.0, max_hz: float = 8000.0, floor_db: float = 80.0) -> np.ndarray:
    """Mono sound to decibels [bins, 1 + len(sound) // hop] float32, from -floor_db to 0."""
    sound = np.asarray(sound, np.float64)
    sound = sound - sound.mean()
    sound = np.concatenate([sound[:1], sound[1:] - preemphasis * sound[:-1]])
    half = fft // 2
    padded = np.pad(sound, half, mode="reflect" if len(sound) > half else "symmetric")
    views = np.lib.stride_tricks.sliding_window_view(padded, fft)[::hop]
    taper = np.zeros(fft)
    taper[(fft - window) // 2:(fft - window) // 2 + window] = np.hamming(window)
    power = np.abs(np.fft.rfft(views * taper, axis=1)) ** 2
    mel = power @ mel_filters(sample_rate, fft, bins, min_hz, max_hz).T
    decibels = 10 * np.log10(np.maximum(mel, 1e-10))
    decibels -= 10 * np.log10(max(mel.max(), 1e-10))
    return np.ascontiguousarray(np.maximum(decibels, -floor_db).T, np.float32)


def _to_mel(hertz: float) -> float:
    if hertz < 1000:
        return hertz * 3 / 200
    return 15 + np.log(hertz / 1000) * 27 / np.log(6.4)


def _to_hertz(mel: np.ndarray) -> np.ndarray:
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((np.maximum(mel, 15) - 15) * np.log(6.4) / 27))

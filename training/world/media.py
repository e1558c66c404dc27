"""Writes clips, sounds and pictures."""

import os
import struct
import subprocess
import tempfile
import wave
import zlib
from typing import Optional

import numpy as np

from . import attributes as at
from .clip import Clip
from .draw import Draw
from .rhythm import EVENT_SECONDS

MEDIA = ("clip", "audio", "picture", "silent")
SUFFIX = {"clip": ".mp4", "audio": ".wav", "picture": ".png", "silent": ".silent.mp4"}


def write(clip: Clip, kind: str, path: str) -> None:
    """Writes the clip, its sound (WAV), a frame (PNG) or the clip without sound (`silent`) to a file."""
    if kind == "audio":
        write_wav(path, clip.waveform())
    elif kind == "picture":
        frames = clip.frames()
        write_png(path, frames[_frame_to_show(clip, len(frames))])
    else:
        _encode(clip, path, with_sound=kind == "clip")


def _frame_to_show(clip: Clip, count: int) -> int:
    """A frame in which nothing has blinked away, where there is one."""
    draw = Draw("frame", clip.facts.split, clip.facts.seed, clip.facts.index, clip.rendering)
    blinks = [start for actor, starts in zip(clip.facts.actors, clip.events) if actor.action == "blink" for start in starts]
    whole = [i for i in range(count) if all(not start <= i / at.FRAME_RATE < start + EVENT_SECONDS for start in blinks)]
    return draw.choice(whole or range(count))


def write_wav(path: str, sound: np.ndarray) -> None:
    """Mono, 16 bits."""
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(at.SAMPLE_RATE)
        file.writeframes(np.clip(sound * 32767, -32768, 32767).astype("<i2").tobytes())


def write_png(path: str, picture: np.ndarray) -> None:
    """RGB, 8 bits; picture [h, w, 3] uint8."""
    height, width, _ = picture.shape
    lines = np.concatenate([np.zeros((height, 1), np.uint8), picture.reshape(height, -1)], axis=1)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines.tobytes(), 6)) + chunk(b"IEND", b""))


def _encode(clip: Clip, path: str, with_sound: bool) -> None:
    draw = Draw("codec", clip.facts.split, clip.facts.seed, clip.facts.index, clip.rendering)
    encode(path, clip.frames(), clip.waveform() if with_sound else None, draw)


def encode(path: str, frames: np.ndarray, sound: Optional[np.ndarray], draw: Draw) -> None:
    """H.264 and AAC in mp4, frames [n, side, side, 3] piped raw into FFmpeg."""
    crf, bitrate = 21 + draw.bits() % 6, draw.choice((56, 64, 72))
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24",
               "-s", f"{at.SIDE}x{at.SIDE}", "-r", str(at.FRAME_RATE), "-i", "pipe:0"]
    sound_path = None
    try:
        if sound is not None:
            handle, sound_path = tempfile.mkstemp(suffix=".wav")
            os.close(handle)
            write_wav(sound_path, sound)
            command += ["-i", sound_path, "-c:a", "aac", "-b:a", f"{bitrate}k"]
        command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", str(crf), "-pix_fmt", "yuv420p", "-threads", "1",
                    "-g", "48", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart", path]
        subprocess.run(command, input=frames.tobytes(), check=True)
    finally:
        if sound_path is not None:
            os.unlink(sound_path)

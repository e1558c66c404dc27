"""Frames and sound of a file by an FFmpeg call of its own, cut into segments as docs/media.md states."""

import json
import subprocess
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

import numpy as np

SHORTEST_REST = 0.5
_HAIR = 1e-6
_FILES_ONLY = ("-protocol_whitelist", "file")  # A data set may hold what points to the network.
_PICTURES = ("png_pipe", "jpeg_pipe", "webp_pipe", "bmp_pipe", "gif_pipe", "image2")


class MediaError(Exception):
    """The file cannot be decoded."""


@dataclass(frozen=True)
class Segment:
    """Frames [n, H, W, 3] uint8 and mono samples float32; None where there are none."""

    frames: Optional[np.ndarray]
    sound: Optional[np.ndarray]


@dataclass(frozen=True)
class FrontEnd:
    """What a package's model.json says about media."""

    segment_seconds: float
    video: Optional[dict]
    audio: Optional[dict]


def read_segments(path: str, front_end: FrontEnd) -> List[Segment]:
    """All segments of a file, in the order of time."""
    info = _probe(path)
    start, length = _number(info["format"], "start_time"), _number(info["format"], "duration")
    video, audio = front_end.video and _stream(info, "video"), front_end.audio and _stream(info, "audio")
    if video is None and audio is None:
        raise MediaError("it has neither pictures nor sound")
    if video is not None and info["format"].get("format_name", "") in _PICTURES:
        return [Segment(_picture(path, front_end.video), None)]
    frames = None if video is None else _frames(path, front_end.video, video, start)
    sound = None if audio is None else _sound(path, front_end.audio, audio, start)
    return _cut(frames, sound, front_end, length)


def _cut(frames: Optional[Tuple[int, np.ndarray]], sound: Optional[Tuple[int, np.ndarray]], front_end: FrontEnd, announced: float) -> List[Segment]:
    rate, samples = front_end.video["frame_rate"] if front_end.video else 1.0, front_end.audio["sample_rate"] if front_end.audio else 1
    seconds = front_end.segment_seconds
    frames_end = (frames[0] + len(frames[1])) / rate if frames is not None and len(frames[1]) else 0.0
    if frames_end - 1 / rate < announced < frames_end:
        frames_end = announced
    end = max(frames_end, (sound[0] + len(sound[1])) / samples if sound is not None and len(sound[1]) else 0.0)
    found, index = [], 0
    while end > index * seconds:
        last = end < (index + 1) * seconds + min(SHORTEST_REST, seconds / 2)
        until = None if last else (index + 1) * seconds
        found.append(Segment(_frames_within(frames, index * seconds, until, rate), _sound_within(sound, index * seconds, until, samples)))
        if last:
            break
        index += 1
    if not found:
        raise MediaError("nothing of it could be decoded")
    return found


def _frames_within(frames: Optional[Tuple[int, np.ndarray]], start: float, until: Optional[float], rate: float) -> Optional[np.ndarray]:
    if frames is None:
        return None
    first, pixels = frames
    low = max(0, int(np.ceil(start * rate - _HAIR)) - first)
    high = len(pixels) if until is None else max(0, int(np.ceil(until * rate - _HAIR)) - first)
    return pixels[low:high] if len(pixels[low:high]) else None


def _sound_within(sound: Optional[Tuple[int, np.ndarray]], start: float, until: Optional[float], rate: int) -> Optional[np.ndarray]:
    """Silence stands before sound that begins within the segment."""
    if sound is None:
        return None
    first, samples = sound
    begin = round(start * rate)
    taken = samples[max(0, begin - first):len(samples) if until is None else max(0, round(until * rate) - first)]
    if not len(taken):
        return None
    return np.concatenate([np.zeros(max(0, first - begin), np.float32), taken])


def _frames(path: str, video: dict, stream: dict, start: float) -> Tuple[int, np.ndarray]:
    """The index of the first frame on the file's clock, and the frames from there."""
    filters = f"setpts=PTS-({start:.6f})/TB,fps={video['frame_rate']:g},{_scale(video)}"
    raw = _ffmpeg(path, "-an", "-map", f"0:{stream['index']}", "-vf", filters, "-vsync", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24")
    frames = np.frombuffer(raw, np.uint8).reshape(-1, video["height"], video["width"], 3)
    first = _index((_number(stream, "start_time", start) - start) * video["frame_rate"])
    return (0, frames[-first:]) if first < 0 else (first, frames)


def _sound(path: str, audio: dict, stream: dict, start: float) -> Tuple[int, np.ndarray]:
    filters = f"asetpts=PTS-({start:.6f})/TB,aformat=sample_fmts=fltp:channel_layouts=mono,aresample={audio['sample_rate']}:async=1,aformat=sample_fmts=flt"
    samples = np.frombuffer(_ffmpeg(path, "-vn", "-map", f"0:{stream['index']}", "-af", filters, "-c:a", "pcm_f32le", "-f", "f32le"), np.float32)
    first = _index((_number(stream, "start_time", start) - start) * audio["sample_rate"])
    return (0, samples[-first:]) if first < 0 else (first, samples)


def _picture(path: str, video: dict) -> np.ndarray:
    raw = _ffmpeg(path, "-an", "-frames:v", "1", "-vf", _scale(video), "-f", "rawvideo", "-pix_fmt", "rgb24")
    return np.frombuffer(raw, np.uint8).reshape(-1, video["height"], video["width"], 3)


def _scale(video: dict) -> str:
    return f"scale={video['width']}:{video['height']}:flags=area"


def _index(place: float) -> int:
    return int(np.floor(abs(place) + 0.5)) * (1 if place >= 0 else -1)


def _number(of: Dict[str, str], name: str, otherwise: float = 0.0) -> float:
    try:
        return float(of[name])
    except (KeyError, ValueError):
        return otherwise


def _stream(info: dict, kind: str) -> Optional[dict]:
    streams = [stream for stream in info["streams"] if stream.get("codec_type") == kind and not stream.get("disposition", {}).get("attached_pic")]
    return min(streams, key=lambda stream: (not stream.get("disposition", {}).get("default"), stream["index"]), default=None)


def _probe(path: str) -> dict:
    command = ["ffprobe", "-v", "error", *_FILES_ONLY, "-show_format", "-show_streams", "-of", "json", path]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if ended.returncode != 0:
        raise MediaError(_last_line(ended.stderr))
    return {"format": {}, "streams": [], **json.loads(ended.stdout)}


def _ffmpeg(path: str, *arguments: str) -> bytes:
    command = ["ffmpeg", "-nostdin", "-v", "error", "-copyts", *_FILES_ONLY, "-i", path, "-sn", "-dn", *arguments, "pipe:1"]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if ended.returncode != 0 and not ended.stdout:
        raise MediaError(_last_line(ended.stderr))
    return ended.stdout


def _last_line(errors: bytes) -> str:
    lines = errors.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "FFmpeg ended without a word"

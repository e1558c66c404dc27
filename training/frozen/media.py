"""Pictures and sounds with captions, and their pixels and samples by FFmpeg."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

import numpy as np

SIDE, RATE = 224, 16_000
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
_SOUNDS = (".ogg", ".wav", ".mp3", ".flac", ".m4a", ".opus")
_DRAWN = ("symbols/", "seasonal/", "town/")


class MediaProblem(ValueError):
    """A file or a set that cannot be read; the message names it and the remedy."""


@dataclass(frozen=True)
class Item:
    """A thing with a picture, a sound, or both, and what is said of it."""

    name: str
    picture: Optional[Path]
    sound: Optional[Path]
    captions: List[str]


def read(source: Path) -> List[Item]:
    """A folder of pictures and sounds with the caption in a .txt of the same name, as Tuxpaint keeps its stamps, or a manifest of lines
    {"picture": FILE, "sound": FILE, "captions": [TEXT]}, paths relative to it."""
    items = _folder(source) if source.is_dir() else _manifest(source)
    if not items:
        raise MediaProblem(f"{source} has no picture or sound with a caption. Name a folder such as cow.png, cow.ogg, cow.txt, or a manifest.jsonl")
    return items


def _folder(folder: Path) -> List[Item]:
    found = []
    for text in sorted(folder.rglob("*.txt")):
        name = text.relative_to(folder).with_suffix("").as_posix()
        if name.endswith("_desc") or "cartoon/" in name or name.startswith("symbols/"):
            continue
        with open(text, encoding="utf-8") as lines:
            caption = lines.readline().strip()
        picture, sound = (next((text.with_suffix(end) for end in ends if text.with_suffix(end).exists()), None) for ends in (_PICTURES, _SOUNDS))
        if name.startswith(_DRAWN):
            sound = None  # Of feasts and signs: jingles, and spoken words.
        if caption and (picture or sound):
            found.append(Item(name, picture, sound, [caption]))
    return found


def _manifest(path: Path) -> List[Item]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            media = [path.parent / entry[key] if entry.get(key) else None for key in ("picture", "sound")]
            captions = [str(text) for text in entry["captions"]]
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise MediaProblem(f"{path}, line {number}: {problem!r}. Write {{\"picture\": \"a.jpg\", \"sound\": \"a.wav\", \"captions\": [\"a cow\"]}}") from problem
        if captions and any(media):
            found.append(Item(str(entry.get("picture") or entry.get("sound")), *media, captions))
    return found


def pixels(path: Path) -> np.ndarray:
    """[3, 224, 224], RGB from -1 to 1, squashed; what is transparent becomes white."""
    raw = _decode(path, "-vf", f"format=rgba,scale={SIDE}:{SIDE}:flags=bicubic,format=rgba", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgba", "-")
    values = np.frombuffer(raw, np.uint8)
    if values.size != SIDE * SIDE * 4:
        raise MediaProblem(f"{path} is no picture that FFmpeg can read")
    picture = values.reshape(SIDE, SIDE, 4).astype(np.float32)
    share = picture[..., 3:] / 255
    return ((picture[..., :3] * share + 255 * (1 - share)).transpose(2, 0, 1) / 127.5) - 1


def samples(path: Path) -> np.ndarray:
    """Mono, 16 kHz, -1 to 1."""
    return np.frombuffer(_decode(path, "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"), "<f4")


def _decode(path: Path, *arguments: str) -> bytes:
    done = subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-i", str(path), *arguments], capture_output=True)
    if done.returncode != 0:
        raise MediaProblem(f"{path} cannot be decoded: {done.stderr.decode(errors='replace').strip()[-200:]}")
    return done.stdout

"""Renders training clips into memory-mapped shards: python3 -m training.data.cache --out DIR --shards N"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass

import numpy as np

from ..frontends.mel import log_mel
from ..world import attributes as at
from ..world.captions import captions
from ..world.clip import make_clip
from ..world.media import write_wav
from ..world.narration import narration

CLIPS = 250
WORDINGS = (1, 2, 3)


@dataclass(frozen=True)
class CacheSettings:
    """Front-end sizes of a cache; `side` must divide the world's frame side."""

    frame_rate: float = 6.0
    side: int = 48
    mel_frames: int = 776


def build_shard(out: str, shard: int, settings: CacheSettings) -> None:
    """Writes one shard (frames, log-mel, texts), whole or not at all; shard numbers are training seeds."""
    if os.path.exists(os.path.join(out, f"{shard:04d}.json")):
        return
    frames, sounds, texts = [], [], []
    for index in range(CLIPS):
        clip = make_clip("train", shard, index)
        phase = 0.0 if index % 2 == 0 else 1.0 / at.FRAME_RATE
        frames.append(shrink(clip.frames(settings.frame_rate, phase), settings.side))
        sounds.append(clip.waveform())
        texts.append({
            "captions": [text for rendering in WORDINGS for text, _ in captions(clip.facts, rendering)],
            "narrations": [narration(clip.facts, rendering) for rendering in WORDINGS],
        })
    longest = max(len(item) for item in frames)
    frames = np.stack([np.concatenate([item, np.repeat(item[-1:], longest - len(item), 0)]) for item in frames])
    sounds = through_aac(sounds, (None, 56, 64, 72)[shard % 4])
    mels = np.stack([log_mel(sound)[:, :settings.mel_frames] for sound in sounds]).astype(np.float16)
    for name, array in (("frames", frames), ("mel", mels)):
        np.save(os.path.join(out, f"{shard:04d}.{name}.part.npy"), array)
        os.replace(os.path.join(out, f"{shard:04d}.{name}.part.npy"), os.path.join(out, f"{shard:04d}.{name}.npy"))
    with open(os.path.join(out, f"{shard:04d}.json.part"), "w", encoding="utf-8") as file:
        json.dump({"settings": asdict(settings), "texts": texts}, file)
    os.replace(os.path.join(out, f"{shard:04d}.json.part"), os.path.join(out, f"{shard:04d}.json"))


def shrink(frames: np.ndarray, side: int) -> np.ndarray:
    """Mean over blocks: frames [n, s, s, 3] uint8 to [n, side, side, 3] uint8."""
    count, size = frames.shape[:2]
    block = size // side
    if block * side != size:
        raise ValueError(f"side {side} must divide {size}")
    rows = frames.reshape(count, side, block, size * 3).sum(2, dtype=np.uint16)
    total = rows.reshape(count, side, side, block, 3).sum(3, dtype=np.uint32)
    return ((total + block * block // 2) // (block * block)).astype(np.uint8)


def through_aac(sounds: list, kilobits) -> list:
    """The sounds as AAC leaves them: all in one stream, which costs one process instead of one a clip."""
    if kilobits is None:
        return sounds
    with tempfile.TemporaryDirectory() as folder:
        source, coded = os.path.join(folder, "a.wav"), os.path.join(folder, "a.mp4")
        write_wav(source, np.concatenate(sounds))
        base = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-i"]
        subprocess.run([*base, source, "-c:a", "aac", "-b:a", f"{kilobits}k", coded], check=True)
        raw = subprocess.run([*base, coded, "-ac", "1", "-ar", str(at.SAMPLE_RATE), "-f", "f32le", "pipe:1"],
                             check=True, stdout=subprocess.PIPE).stdout
    decoded = np.frombuffer(raw, np.float32)
    length = len(sounds[0])
    return [decoded[i * length:(i + 1) * length] for i in range(len(sounds))]


def _build(job: tuple) -> int:
    build_shard(*job)
    return job[1]


def main() -> int:
    parser = argparse.ArgumentParser(prog="training.data.cache", description=f"Renders training clips into shards of {CLIPS}.")
    parser.add_argument("--out", required=True)
    parser.add_argument("--shards", type=int, default=40)
    parser.add_argument("--first", type=int, default=0, help="number of the first shard, for clips that another cache does not have")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--side", type=int, default=CacheSettings.side)
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    settings = CacheSettings(side=arguments.side)
    jobs = [(arguments.out, shard, settings) for shard in range(arguments.first, arguments.first + arguments.shards)]
    with multiprocessing.Pool(arguments.jobs) as pool:
        for done, _ in enumerate(pool.imap_unordered(_build, jobs), 1):
            print(f"{done}/{len(jobs)} shards", file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

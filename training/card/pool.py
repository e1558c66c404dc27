"""The pool of a card: test clips as files, and what the baselines need of them."""

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Dict, List

import numpy as np

from ..evaluation.floor import features
from ..family.tokens import Tokens
from ..frontends.media import read_frames, read_sound
from ..frontends.mel import log_mel
from ..package.load import OfflinePackage
from ..package.media_vectors import all_masks, stacked
from ..world.clip import Clip, make_clip
from ..world.media import write

SECOND_RENDERING = 2


@dataclass(frozen=True)
class Pool:
    """Manifest entries, the queries, f(S) by mask with t a caption and with t the narration, and the floor's features."""

    entries: List[dict]
    captions: List[str]
    vectors: Dict[str, np.ndarray]
    narrated: Dict[str, np.ndarray]
    floor_inputs: np.ndarray


def render_pool(package: OfflinePackage, seed: int, count: int) -> Pool:
    """Renders real mp4 files, decodes and embeds them; the query of a clip is its first caption."""
    video, captioned, narrated, floor = package.config.video, [], [], []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "training.world", "--seed", str(seed), "--count", str(count), "--out", folder], check=True)
        with open(os.path.join(folder, "manifest.jsonl"), encoding="utf-8") as file:
            entries = [json.loads(line) for line in file]
        for done, entry in enumerate(entries, 1):
            path = os.path.join(folder, entry["file"])
            frames, mel = read_frames(path, video.frame_rate, video.side, video.side), log_mel(read_sound(path))
            media = {"v": package.frame_tokens(frames), "a": package.mel_tokens(mel)}
            captioned.append(all_masks(package, {"t": package.text_tokens([entry["captions"][0]]), **media}))
            narrated.append(all_masks(package, {"t": package.text_tokens([entry["narration"]]), **media}))
            floor.append(features(frames, mel))
            _progress(f"{done}/{count} clips")
    return Pool(entries, [entry["captions"][0] for entry in entries], stacked(captioned), stacked(narrated), np.array(floor))


def second_rendering(package: OfflinePackage, seed: int, count: int) -> Dict[str, np.ndarray]:
    """f(S) by mask of the same facts rendered anew: other places, times, noise, codec settings and words."""
    rows = []
    for index in range(count):
        clip = make_clip("test", seed, index, SECOND_RENDERING)
        rows.append(all_masks(package, {"t": package.text_tokens([clip.texts()[0][0]]), **_file_tokens(package, clip)}))
        _progress(f"{index + 1}/{count} clips rendered anew")
    return stacked(rows)


def twins(package: OfflinePackage, seed: int, count: int) -> Dict[str, np.ndarray]:
    """f(S) by mask of clips in which the other one of the two things sounds; all else, the voice too, is as in the pool."""
    rows = []
    for index in range(count):
        clip = make_clip("test", seed, index)
        other = Clip(dataclasses.replace(clip.facts, sounding=1 - clip.facts.sounding), clip.rendering, clip.events)
        tokens = _file_tokens(package, other)
        rows.append({mask: package.embed(tokens, mask)[0] for mask in ("v", "a", "va")})
        _progress(f"{index + 1}/{count} twins")
    return {mask: np.stack([row[mask] for row in rows]) for mask in rows[0]}


def _file_tokens(package: OfflinePackage, clip: Clip) -> Dict[str, Tokens]:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "clip.mp4")
        write(clip, "clip", path)
        return package.file_tokens(path)


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text} ", end="", file=sys.stderr, flush=True)

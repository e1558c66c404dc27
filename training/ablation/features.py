"""Features of a package's frozen backbones, cached: python3 -m training.ablation.features --package DIR --cache CACHE --out FEATURES"""

import argparse
import os
import sys
from typing import Dict, List, Sequence

import numpy as np
import torch

from ..data.batches import read_texts
from ..data.cache import shrink
from ..data.texts import tokenizer_of
from ..evaluation.inputs import ids_batch, normalised_frames, normalised_mel
from ..frontends.mel import log_mel
from ..model.triad import TriadModel
from ..package.load import OfflinePackage
from ..world.clip import make_clip
from .variants import AUDIO_TOKENS, TEXT_TOKENS, VIDEO_TOKENS

CAPTIONS = 3
TEST_SEED = 555_000
LENGTHS = {"text": TEXT_TOKENS, "video": VIDEO_TOKENS, "audio": AUDIO_TOKENS}


def text_features(model: TriadModel, vocabulary: List[str], texts: Sequence[str]) -> Dict[str, np.ndarray]:
    ids = ids_batch(texts, tokenizer_of(model.config.text, vocabulary))[:, :TEXT_TOKENS]
    with torch.no_grad():
        return _padded("text", model.words(ids), (ids > 0).any(-1))


def media_features(model: TriadModel, frames: np.ndarray, mel: np.ndarray) -> Dict[str, np.ndarray]:
    """Of frames [n, H, W, 3] uint8 and decibels [bins, T]."""
    with torch.no_grad():
        seen = model.frames(normalised_frames(frames, model.config.video))
        heard = model.family.davenet(normalised_mel(mel, model.config.audio))
    return {**_padded("video", seen, torch.ones(seen.shape[:2])), **_padded("audio", heard, torch.ones(heard.shape[:2]))}


def _padded(name: str, features: torch.Tensor, mask: torch.Tensor) -> Dict[str, np.ndarray]:
    length = LENGTHS[name]
    values = np.zeros((len(features), length, features.shape[2]), np.float16)
    kept = np.zeros((len(features), length), np.float16)
    values[:, :features.shape[1]] = features[:, :length].numpy()
    kept[:, :mask.shape[1]] = mask[:, :length].numpy()
    return {name: values, f"{name}_mask": kept}


def _train(package: OfflinePackage, cache: str) -> Dict[str, np.ndarray]:
    found: List[Dict[str, np.ndarray]] = []
    texts = read_texts(cache)
    shards = sorted(name[:4] for name in os.listdir(cache) if name.endswith(".json"))
    for shard in shards:
        frames, mels = (np.load(os.path.join(cache, f"{shard}.{name}.npy"), mmap_mode="r") for name in ("frames", "mel"))
        for item in range(len(frames)):
            captions = text_features(package.model, package.vocabulary, [c for c in texts[len(found)]["captions"]][:CAPTIONS])
            media = media_features(package.model, np.asarray(frames[item]), np.asarray(mels[item], np.float32))
            found.append({**{key: value[None] for key, value in captions.items()}, **media})
        print(f"\r{len(found)} training clips ", end="", file=sys.stderr, flush=True)
    return {key: np.concatenate([row[key] for row in found]) for key in found[0]}


def _test(package: OfflinePackage, count: int) -> Dict[str, np.ndarray]:
    found, video = [], package.config.video
    for index in range(count):
        clip = make_clip("test", TEST_SEED, index)
        text = text_features(package.model, package.vocabulary, [clip.texts()[0][0]])
        found.append({**text, **media_features(package.model, shrink(clip.frames(video.frame_rate), video.side), log_mel(clip.waveform()))})
    return {key: np.concatenate([row[key] for row in found]) for key in found[0]}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m training.ablation.features", description="Caches the features that all ablations are trained on.")
    parser.add_argument("--package", required=True)
    parser.add_argument("--cache", required=True, help="training.data.cache of clips that the package was not trained on (--first)")
    parser.add_argument("--out", required=True, help="folder for train.npz and test.npz")
    parser.add_argument("--count", type=int, default=1000, help="test clips")
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    torch.set_num_threads(1)
    package = OfflinePackage(arguments.package)
    for name, arrays in (("train", _train(package, arguments.cache)), ("test", _test(package, arguments.count))):
        np.savez(os.path.join(arguments.out, f"{name}.npz"), **arrays)
        print(f"\n{name}: {len(arrays['video'])} clips", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Reference numbers for tests of the platform: python3 -m training.package.fixtures --package DIR --out tests/Data/triad-mini"""

import argparse
import json
import os
import sys

import numpy as np

from ..frontends.media import read_frames, read_sound
from ..frontends.mel import log_mel
from ..frontends.text import words_of
from ..world.clip import make_clip
from ..world.media import write
from .load import OfflinePackage
from .media_vectors import MASKS, all_masks

_SEED = 4242
_TEXTS = (
    "a big red star hops slowly", "Rings, BARS & moons: they don't stop!", "\uff32\uff45\uff44 \ufb01re \u2013 caf\u00e9 na\u00efve \u00c5ngstr\u00f6m",
    "\u03a3\u03b1\u03c2 \u0394\u0399\u03a3\u039a\u039f\u03a3 \u0130stanbul \u6771\u4eac\u30bf\u30ef\u30fc \U0001f600 \u0928\u092e\u0938\u094d\u0924\u0947 x\u00b2", "zyzzyva o'clock rock'n'roll 'quoted' dogs\u2019 it\u2019s 3.14",
    "pneumonoultramicroscopicsilicovolcanoconiosis", "...", "word " * 70,
)
# Frames, mel frames and text of a case: lengths that are no multiple of a token's, and very short ones.
_CASES = ((13, 301, 0), (3, 40, 1), (24, 776, 2))


def tokenizer_cases(package: OfflinePackage) -> list:
    found = []
    for text in _TEXTS:
        ids, unknown = package.tokenizer.encode(text)
        rows = [[int(i) for i in row if i] for row in ids]
        found.append({"text": text, "words": words_of(text), "ids": rows, "unknown": unknown})
    return found


def write_cases(package: OfflinePackage, out: str) -> None:
    """Per case: frames (uint8), mel (decibels), ids in; tokens and f(S) of the seven masks, in the order of cases.json, out."""
    described = []
    for number, (frame_count, mel_count, caption) in enumerate(_CASES):
        clip = make_clip("test", _SEED, number)
        text = clip.texts()[caption][0]
        side = package.config.video.side
        frames = _small(clip.frames(package.config.video.frame_rate)[:frame_count], side)
        mel = log_mel(clip.waveform())[:, :mel_count]
        tokens = {"t": package.text_tokens([text]), "v": package.frame_tokens(frames), "a": package.mel_tokens(mel)}
        vectors = all_masks(package, tokens)
        arrays = {"frames": frames, "mel": mel, "ids": package.tokenizer.encode(text)[0], "vectors": np.stack([vectors[mask] for mask in MASKS]),
                  **{f"tokens-{m}": tokens[m].values[0].numpy() for m in "tva"}}
        for name, array in arrays.items():
            np.save(os.path.join(out, f"case{number}.{name}.npy"), np.ascontiguousarray(array))
        described.append({"case": number, "text": text, "masks": list(MASKS)})
    with open(os.path.join(out, "cases.json"), "w", encoding="utf-8") as file:
        file.write(json.dumps(described, indent=1) + "\n")


def write_media_case(package: OfflinePackage, out: str) -> None:
    """A clip and its f(v), f(a), f(va) as this machine's FFmpeg decodes it."""
    path = os.path.join(out, "clip.mp4")
    write(make_clip("test", _SEED, 9), "clip", path)
    video = package.config.video
    tokens = {"v": package.frame_tokens(read_frames(path, video.frame_rate, video.side, video.side)), "a": package.mel_tokens(log_mel(read_sound(path)))}
    np.save(os.path.join(out, "clip.vectors.npy"), np.stack([package.embed(tokens, mask)[0] for mask in ("v", "a", "va")]))


def _small(frames: np.ndarray, side: int) -> np.ndarray:
    block = frames.shape[1] // side
    return frames.reshape(len(frames), side, block, side, block, 3).mean((2, 4)).round().astype(np.uint8)


def main() -> int:
    parser = argparse.ArgumentParser(prog="training.package.fixtures", description="Writes what the platform must compute with a package.")
    parser.add_argument("--package", required=True)
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    package = OfflinePackage(arguments.package)
    with open(os.path.join(arguments.out, "tokenizer.json"), "w", encoding="utf-8") as file:
        file.write(json.dumps(tokenizer_cases(package), indent=1) + "\n")
    write_cases(package, arguments.out)
    write_media_case(package, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())

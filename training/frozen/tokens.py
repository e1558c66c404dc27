"""Writes frozen tokens of captioned media: python3 -m training.frozen.tokens --media DIR|FILE --text PACKAGE --picture G --sound G --out FILE.npz"""

import argparse
import sys
from pathlib import Path
from typing import Dict, List, Optional

import numpy as np
import torch

from ..offline.graphs import Graph, GraphProblem
from . import concepts, media
from .words import Words

_MOST_WORDS, _MOST_WINDOWS, _WINDOW, _HOP = 32, 16, 15_600, 7_680


class Backbones:
    """The three frozen models. A token of a picture or of a sound is the backbone's vector with its concept vector behind it."""

    def __init__(self, text: Path, picture: Path, picture_labels: Path, sound: Path, sound_labels: Path):
        self.words = Words(text)
        self._picture, self._sound = Graph(str(picture)), Graph(str(sound))
        self._things = concepts.vectors(self.words, concepts.picture_labels(picture_labels))
        self._noises = concepts.vectors(self.words, concepts.sound_labels(sound_labels))

    def look(self, path: Path) -> Dict[str, np.ndarray]:
        vector, logits = self._picture.run_all(image=media.pixels(path)[None])
        concept = concepts.mean(concepts.softmax(logits[0]), self._things)
        return {"tokens": np.concatenate([vector[0], concept])[None], "concept": concept}

    def hear(self, path: Path) -> Dict[str, np.ndarray]:
        heard = media.samples(path)
        starts = range(0, max(1, len(heard) - _WINDOW + _HOP), _HOP)
        windows = np.zeros((min(len(starts), _MOST_WINDOWS), _WINDOW), np.float32)
        for row, start in zip(windows, starts):
            part = heard[start:start + _WINDOW]
            row[:len(part)] = part
        vector, scores = self._sound.run_all(waveform=windows)
        each = np.stack([concepts.mean(row, self._noises) for row in scores])
        return {"tokens": np.concatenate([vector, each], 1), "concept": concepts.mean(scores.mean(0), self._noises)}


def collect(items: List[media.Item], backbones: Backbones) -> Dict[str, np.ndarray]:
    """Arrays by name, rows are items; what an item lacks is zeros with a mask of zeros."""
    rows: List[Dict[str, Optional[dict]]] = []
    for number, item in enumerate(items, 1):
        rows.append({"video": backbones.look(item.picture) if item.picture else None, "sound": backbones.hear(item.sound) if item.sound else None})
        print(f"\r{number}/{len(items)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    texts = [[backbones.words.embed(caption) for caption in item.captions] for item in items]
    captions = max(map(len, texts))
    size = texts[0][0][1].size
    text, text_mask = np.zeros((len(items), captions, _MOST_WORDS, size), np.float32), np.zeros((len(items), captions, _MOST_WORDS), np.float32)
    sentence = np.zeros((len(items), captions, size), np.float32)
    for row, own in enumerate(texts):
        for column in range(captions):
            tokens, whole = own[column % len(own)]  # An item with fewer captions has them again.
            count = min(len(tokens), _MOST_WORDS)
            text[row, column, :count], text_mask[row, column, :count], sentence[row, column] = tokens[:count], 1, whole
    found = {"names": np.array([item.name for item in items]), "text": text, "text_mask": text_mask, "text_concept": sentence}
    for name in ("video", "sound"):
        there = [row[name] for row in rows if row[name] is not None]
        if not there:
            continue
        most, width = max(len(one["tokens"]) for one in there), there[0]["tokens"].shape[1]
        found[name], found[f"{name}_mask"] = np.zeros((len(items), most, width), np.float32), np.zeros((len(items), most), np.float32)
        found[f"{name}_concept"] = np.zeros((len(items), size), np.float32)
        for index, row in enumerate(rows):
            if row[name] is not None:
                count = len(row[name]["tokens"])
                found[name][index, :count], found[f"{name}_mask"][index, :count], found[f"{name}_concept"][index] = row[name]["tokens"], 1, row[name]["concept"]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m training.frozen.tokens", description="Frozen tokens of captioned pictures and sounds.")
    parser.add_argument("--media", type=Path, required=True, help="a folder (cow.png, cow.ogg, cow.txt), or a manifest of picture, sound, captions")
    parser.add_argument("--text", type=Path, required=True, help="MiniLM's package, or its folder of the hub")
    parser.add_argument("--classifiers", type=Path, required=True,
                        help="folder of mobilenetv2.onnx, imagenet_classes_wordnet.json, yamnet.onnx and yamnet_class_map.csv")
    parser.add_argument("--only", choices=("pictures", "triples"), help="only items with a picture, or with picture and sound")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="of PyTorch")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    try:
        wanted = {None: lambda item: True, "pictures": lambda item: item.picture, "triples": lambda item: item.picture and item.sound}[given.only]
        items = [item for item in media.read(given.media) if wanted(item)]
        folder = given.classifiers
        backbones = Backbones(given.text, folder / "mobilenetv2.onnx", folder / "imagenet_classes_wordnet.json", folder / "yamnet.onnx", folder / "yamnet_class_map.csv")
        np.savez_compressed(given.out, **collect(items, backbones))
    except (media.MediaProblem, GraphProblem, OSError, StopIteration) as problem:
        print(f"training.frozen.tokens: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Concept vectors as ConSE has them (Norouzi et al. 2014): the mean of the label vectors, weighted by class probability."""

import csv
import json
from pathlib import Path
from typing import List, Sequence

import numpy as np

from .words import Words, unit


def picture_labels(path: Path) -> List[str]:
    """What each of ImageNet's classes is called: name, kinds that it belongs to, and WordNet's gloss."""
    classes = json.loads(path.read_text(encoding="utf-8"))["c"]
    return [f"{name}. {', '.join(kinds)}. {', '.join(lemmas)}: {gloss}" for name, lemmas, gloss, kinds in classes]


def sound_labels(path: Path) -> List[str]:
    """AudioSet's names, in the order of the scores."""
    with open(path, encoding="utf-8", newline="") as lines:
        return [row["display_name"] for row in csv.DictReader(lines)]


def vectors(words: Words, labels: Sequence[str]) -> np.ndarray:
    return np.stack([whole for _, whole in words.embed_all(labels)])


def mean(scores: np.ndarray, labels: np.ndarray, top: int = 100) -> np.ndarray:
    """The mean of the most probable labels, at unit length."""
    kept = np.argsort(-scores)[:top]
    return unit(scores[kept] @ labels[kept])


def softmax(logits: np.ndarray, temperature: float = 2.0) -> np.ndarray:
    raised = np.exp((logits - logits.max()) / temperature)
    return raised / raised.sum()

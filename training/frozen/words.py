"""MiniLM in PyTorch: vectors of a text's tokens, and of the whole."""

import json
import unicodedata
from pathlib import Path
from typing import List, Sequence, Tuple

import numpy as np

from ..offline.graphs import Graph

_LONGEST_WORD, _BATCH = 100, 64


class Words:
    """A sentence encoder with a WordPiece vocabulary, from a package or a folder of the hub."""

    def __init__(self, folder: Path):
        graph = next(path for path in (folder / "model.onnx", folder / "onnx" / "model.onnx") if path.exists())
        self._graph = Graph(str(graph))
        self._ids = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]

    def embed(self, text: str) -> Tuple[np.ndarray, np.ndarray]:
        """The vectors of its tokens [N, D], without the ends, and the direction of the mean over all [D]."""
        return self.embed_all([text])[0]

    def embed_all(self, texts: Sequence[str], longest: int = 64) -> List[Tuple[np.ndarray, np.ndarray]]:
        """The same of many texts."""
        ids = [[self._ids["[CLS]"], *self._tokens(text)[:longest - 2], self._ids["[SEP]"]] for text in texts]
        found: List[Tuple[np.ndarray, np.ndarray]] = []
        for start in range(0, len(ids), _BATCH):
            batch = ids[start:start + _BATCH]
            rows, mask = np.zeros((len(batch), max(map(len, batch))), np.int64), np.zeros((len(batch), max(map(len, batch))), np.int64)
            for row, own in enumerate(batch):
                rows[row, :len(own)], mask[row, :len(own)] = own, 1
            hidden = self._graph.run(input_ids=rows, attention_mask=mask, token_type_ids=np.zeros_like(rows))
            found += [(values[1:len(own) - 1] if len(own) > 2 else values[:1], unit(values[:len(own)].mean(0))) for values, own in zip(hidden, batch)]
        return found

    def _tokens(self, text: str) -> List[int]:
        plain = "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(letter) != "Mn")
        spaced = "".join(f" {letter} " if _stands_alone(letter) else letter for letter in plain)
        return [piece for word in spaced.split() for piece in self._pieces(word)]

    def _pieces(self, word: str) -> List[int]:
        found, start = [], 0
        while start < len(word) <= _LONGEST_WORD:
            end = next((end for end in range(len(word), start, -1) if ("##" if start else "") + word[start:end] in self._ids), None)
            if end is None:
                break
            found.append(self._ids[("##" if start else "") + word[start:end]])
            start = end
        return found if found and start == len(word) else [self._ids["[UNK]"]]


def _stands_alone(letter: str) -> bool:
    return unicodedata.category(letter).startswith(("P", "S")) and ord(letter) > 32 or 0x4E00 <= ord(letter) <= 0x9FFF


def unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)

"""Features as a file, `.npz`: arrays by modality, rows are samples.

`text` [n, N, D] or, with several captions a sample, [n, captions, N, D]; `video` and further modalities [n, N, D]; `audio` [n, bins, T], log-mel as the
model takes it. `NAME_mask` of the same shape without D (of sound [n, T]) is 1 where there is something and is all 1 where it is left out; a sample without a
modality has zeros in the whole row. A modality without an array is missing everywhere.
"""

from pathlib import Path
from typing import Dict

import numpy as np
import torch

from ..family.config import FamilyConfig


class FeatureError(ValueError):
    """A file of features that a model cannot be trained on; the message names the array, the shape found and the shape expected."""


class Features:
    """Samples of one file, checked against the model that is to take them."""

    def __init__(self, path: Path, config: FamilyConfig):
        widths = {"text": config.text_embed_dim, "video": config.video_embed_dim, "audio": config.davenet.feat_dim, **dict(config.extra_modalities)}
        try:
            with np.load(path, allow_pickle=False) as arrays:
                found = {key: arrays[key] for key in arrays.files}
        except (OSError, ValueError) as problem:
            raise FeatureError(f"{path} cannot be read as .npz: {problem}") from problem
        strangers = sorted(set(found) - {*widths, *(f"{name}_mask" for name in widths)})
        if strangers:
            raise FeatureError(f"{path} has the arrays {', '.join(strangers)}; the configuration knows {', '.join(widths)}, each with NAME_mask")
        self.names = [name for name in widths if name in found]
        if len(self.names) < 2:
            raise FeatureError(f"{path} has {', '.join(self.names) or 'no modality'}; a loss compares at least two of {', '.join(widths)}")
        self._path, self._count = path, len(found[self.names[0]])
        self._values = {name: self._checked(name, found[name], widths[name]) for name in self.names}
        self._masks = {name: self._mask(name, found.get(f"{name}_mask")) for name in self.names}

    def __len__(self) -> int:
        return self._count

    def draw(self, size: int, random: np.random.Generator) -> Dict[str, torch.Tensor]:
        """A batch of different samples, each with a caption of its own at random."""
        rows = random.choice(self._count, min(size, self._count), replace=False)
        return self._batch(rows, random)

    def at(self, rows: slice) -> Dict[str, torch.Tensor]:
        """The samples of a range, each with its first caption."""
        return self._batch(np.arange(self._count)[rows], None)

    def _batch(self, rows: np.ndarray, random: np.random.Generator) -> Dict[str, torch.Tensor]:
        batch = {}
        for name in self.names:
            at = rows
            if self._masks[name].ndim == 3:
                captions = self._masks[name].shape[1]
                at = (rows, np.zeros(len(rows), int) if random is None else random.integers(captions, size=len(rows)))
            batch[name] = torch.from_numpy(self._values[name][at].astype(np.float32))
            batch[f"{name}_mask"] = torch.from_numpy(self._masks[name][at].astype(np.float32))
        return batch

    def _checked(self, name: str, values: np.ndarray, width: int) -> np.ndarray:
        axis, wanted = (1, f"[{self._count}, {width}, T]") if name == "audio" else (values.ndim - 1, f"[{self._count}, N, {width}]")
        dimensions = (3, 4) if name == "text" else (3,)
        if values.ndim not in dimensions or values.shape[axis] != width or len(values) != self._count or values.dtype.kind != "f":
            raise FeatureError(f"{name} in {self._path} is {values.dtype} of the shape {list(values.shape)}; it must be floating-point of the shape {wanted}")
        if not np.isfinite(values).all():
            raise FeatureError(f"{name} in {self._path} has values that are not finite, the first in row {int(np.argwhere(~np.isfinite(values))[0][0])}")
        return values

    def _mask(self, name: str, mask: np.ndarray) -> np.ndarray:
        shape = self._values[name].shape
        wanted = (shape[0], shape[2]) if name == "audio" else shape[:-1]
        if mask is None:
            return np.ones(wanted, np.float32)
        if mask.shape != wanted:
            raise FeatureError(f"{name}_mask in {self._path} has the shape {list(mask.shape)}; it must have {list(wanted)}")
        return mask

"""Reads a PyTorch checkpoint (a zip with `data.pkl`) without PyTorch's loader: nothing is imported by name and nothing in the file is called."""

import collections
import pickle
import zipfile
from pathlib import Path
from typing import Any, Dict, Tuple

import numpy as np

MAX_PICKLE_BYTES = 64 << 20

_DTYPES = {"FloatStorage": "<f4", "DoubleStorage": "<f8", "HalfStorage": "<f2", "LongStorage": "<i8", "IntStorage": "<i4",
           "ShortStorage": "<i2", "CharStorage": "<i1", "ByteStorage": "<u1", "BoolStorage": "?"}


class CheckpointError(ValueError):
    """A file that weights cannot be read from; the message says what is wrong with which part of it."""


class _StorageType:
    def __init__(self, name: str):
        self.dtype = np.dtype(_DTYPES[name])


def _rebuild_tensor(storage: np.ndarray, offset: int, size: Tuple[int, ...], stride: Tuple[int, ...], *_: Any) -> np.ndarray:
    if not isinstance(storage, np.ndarray) or len(size) != len(stride):
        raise CheckpointError("a tensor has no storage, or as many sizes as it has not strides")
    if any(not isinstance(value, int) or value < 0 for value in (offset, *size, *stride)):
        raise CheckpointError(f"a tensor of size {size} and stride {stride} at {offset} is malformed")
    last = offset + sum((count - 1) * step for count, step in zip(size, stride)) if all(size) else offset - 1
    if last >= storage.size:
        raise CheckpointError(f"a tensor of size {size} reaches beyond its storage of {storage.size} values")
    strides = tuple(step * storage.itemsize for step in stride)
    return np.lib.stride_tricks.as_strided(storage[offset:], size, strides).copy() if all(size) else np.zeros(size, storage.dtype)


def _rebuild_parameter(data: np.ndarray, *_: Any) -> np.ndarray:
    return data


class _TensorUnpickler(pickle.Unpickler):
    """Knows the few names that a state dict needs, each bound to a function of this file; every other name is refused before anything is made."""

    _NAMES = {("torch._utils", "_rebuild_tensor_v2"): _rebuild_tensor, ("torch._utils", "_rebuild_parameter"): _rebuild_parameter,
              ("collections", "OrderedDict"): collections.OrderedDict, ("torch", "Size"): tuple,
              **{("torch", name): _StorageType(name) for name in _DTYPES}}

    def __init__(self, archive: zipfile.ZipFile, root: str):
        super().__init__(archive.open(f"{root}/data.pkl"))
        self._archive, self._root = archive, root
        self._storages: Dict[str, np.ndarray] = {}

    def find_class(self, module: str, name: str) -> Any:
        known = self._NAMES.get((module, name))
        if known is None:
            raise CheckpointError(f"the checkpoint names {module}.{name}, which no tensor needs: save the model's state_dict alone")
        return known

    def persistent_load(self, pid: Any) -> np.ndarray:
        if not (isinstance(pid, tuple) and len(pid) >= 5 and pid[0] == "storage" and isinstance(pid[1], _StorageType)):
            raise CheckpointError(f"the checkpoint refers to {pid!r}, which is no storage")
        key, count = str(pid[2]), pid[4]
        if key not in self._storages:
            name = f"{self._root}/data/{key}"
            if not key.isdigit() or name not in self._archive.namelist():
                raise CheckpointError(f"the storage {key!r} is not in the file")
            raw = self._archive.read(name)
            if not isinstance(count, int) or len(raw) != count * pid[1].dtype.itemsize:
                raise CheckpointError(f"the storage {key!r} has {len(raw)} bytes, not {count} values of {pid[1].dtype}")
            self._storages[key] = np.frombuffer(raw, pid[1].dtype)
        return self._storages[key]


def read(path: Path) -> Any:
    """What the checkpoint holds, tensors as arrays."""
    if not zipfile.is_zipfile(path):
        raise CheckpointError(f"{path} is no zip: checkpoints of before PyTorch 1.6 are not read. Load and save it with a current PyTorch")
    with zipfile.ZipFile(path) as archive:
        pickles = [name for name in archive.namelist() if name.endswith("/data.pkl") and name.count("/") == 1]
        if len(pickles) != 1:
            raise CheckpointError(f"{path} has {len(pickles)} files data.pkl, not one")
        if archive.getinfo(pickles[0]).file_size > MAX_PICKLE_BYTES:
            raise CheckpointError(f"data.pkl of {path} is larger than {MAX_PICKLE_BYTES} bytes")
        root = pickles[0].split("/")[0]
        order = f"{root}/byteorder"
        if order in archive.namelist() and archive.read(order) != b"little":
            raise CheckpointError(f"{path} is not in little-endian order")
        try:
            return _TensorUnpickler(archive, root).load()
        except CheckpointError:
            raise
        except Exception as problem:  # A pickle is a program: whatever it does wrong is wrong with the file.
            raise CheckpointError(f"data.pkl of {path} cannot be read: {problem}") from problem

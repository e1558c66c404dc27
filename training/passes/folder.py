"""A package read from its folder, and written to another one with its graphs changed."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Dict, Iterable, Optional

from .graph import GraphError, GraphFile

# Weights above this lie in a file beside the graph: an ONNX file may have 2 GiB at most, and the platform maps what lies beside it.
EXTERNAL_ABOVE = 256 << 20
_CHUNK = 1 << 22


class Package:
    """What model.json says, and where its files are."""

    def __init__(self, folder: Path):
        self.folder = folder
        try:
            self.description = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self.files: Dict[str, str] = {name: entry["file"] for name, entry in self.description["graphs"].items()}
            hashes = dict(self.description["sha256"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise GraphError(f"--package {folder} is no model package: {problem!r}. Name a folder with a model.json") from problem
        for name, stated in hashes.items():
            if not (folder / name).is_file():
                raise GraphError(f"{folder / name} is missing. Copy the package anew, with all its files")
            if sha256(folder / name) != stated:
                raise GraphError(f"{folder / name} has the SHA-256 {sha256(folder / name)}, and model.json states {stated}. Copy the package anew")

    @property
    def bytes(self) -> int:
        return sum((self.folder / name).stat().st_size for name in self.description["sha256"])

    def graph(self, name: str) -> GraphFile:
        return GraphFile(self.folder / self.files[name])

    def write(self, out: Path, changed: Dict[str, GraphFile], origin: str, external_above: int = EXTERNAL_ABOVE,
              fields: Optional[dict] = None, files: Optional[Dict[str, bytes]] = None) -> "Package":
        """A package with some graphs and fields changed and files added; the rest is copied. Weights that PyTorch reads are left behind."""
        identity = identity_of(out)
        out.mkdir(parents=True, exist_ok=True)
        replaced = {file for name, graph in changed.items() for file in (self.files[name], *graph.external_files)}
        kept = [name for name in self.description["sha256"] if name not in replaced]
        for name in kept:
            shutil.copyfile(self.folder / name, out / name)
        written = [file for name, graph in changed.items() for file in graph.save(out / self.files[name], external_above)]
        for name, content in (files or {}).items():
            (out / name).write_bytes(content)
        described = {**self.description, "id": identity, "origin": f"{self.description['origin']}; {origin}", **(fields or {})}
        described["sha256"] = hashes_of(out, dict.fromkeys([*kept, *written, *(files or {})]))
        (out / "model.json").write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")
        return Package(out)


def identity_of(out: Path) -> str:
    identity = out.resolve().name
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", identity):
        raise GraphError(f"--out is {identity!r}; the folder's name is the package's id: 1 to 64 of a-z, 0-9, dot, underscore and hyphen")
    return identity


def hashes_of(folder: Path, names: Iterable[str]) -> Dict[str, str]:
    return {name: sha256(folder / name) for name in names}


def sha256(path: Path) -> str:
    found = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()

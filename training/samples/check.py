"""Asks the queries offline: python3 -m training.samples.check --package DIR --samples DIR"""

import argparse
import json
import os
import sys
from typing import Dict, List

import numpy as np
import torch

from ..family.tokens import Tokens
from ..package.load import OfflinePackage


def _read(path: str) -> List[dict]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _tokens(package: OfflinePackage, folder: str, part: dict) -> Dict[str, Tokens]:
    if "text" in part:
        return {"t": package.text_tokens([part["text"]])}
    if "image" in part:
        return {"v": package.picture_tokens(os.path.join(folder, part["image"]))}
    if "audio" in part:
        return package.file_tokens(os.path.join(folder, part["audio"]), "a")
    return package.file_tokens(os.path.join(folder, part["video"] if "video" in part else part["stored"]))


def _query_vector(package: OfflinePackage, folder: str, parts: List[dict]) -> np.ndarray:
    """Positive parts in one pass over all their tokens, then minus the negative ones (FUSED)."""
    joined: Dict[str, Tokens] = {}
    for tokens in (_tokens(package, folder, part) for part in parts if part.get("weight", 1) > 0):
        for name, own in tokens.items():
            old = joined.get(name)
            joined[name] = own if old is None else Tokens(
                torch.cat([old.values, own.values], 1), torch.cat([old.mask, own.mask], 1), old.present | own.present)
    vector = package.embed(joined)[0]
    for part in parts:
        if part.get("weight", 1) < 0:
            vector = vector + part["weight"] * package.embed(_tokens(package, folder, part))[0]
    return vector / np.linalg.norm(vector)


def ranks(package: OfflinePackage, folder: str) -> List[dict]:
    """The place of each query's expected sample among the `va` vectors of all samples."""
    files = [entry["file"] for entry in _read(os.path.join(folder, "manifest.jsonl"))]
    stored = np.stack([package.embed(package.file_tokens(os.path.join(folder, name)))[0] for name in files])
    with open(os.path.join(folder, "queries.json"), encoding="utf-8") as file:
        queries = json.load(file)["queries"]
    found = []
    for query in queries:
        scores = stored @ _query_vector(package, folder, query["parts"])
        for part in query["parts"]:
            if "stored" in part:
                scores[files.index(part["stored"])] = -np.inf
        own = scores[files.index(query["expected"])]
        found.append({"id": query["id"], "kind": query["kind"], "rank": int((scores > own).sum()) + 1, "score": float(own)})
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="training.samples.check", description="Asks the sample queries of a package, without the platform.")
    parser.add_argument("--package", required=True)
    parser.add_argument("--samples", default="samples")
    arguments = parser.parse_args()
    found = ranks(OfflinePackage(arguments.package), arguments.samples)
    for query in found:
        print(f"{query['id']}  {query['kind']:<18} rank {query['rank']:>2}  score {query['score']:.3f}")
    first = np.mean([query["rank"] == 1 for query in found])
    last = max(query["rank"] for query in found)
    print(f"first {first:.0%}, worst rank {last}")
    return 0 if first >= 0.9 and last <= 3 else 1


if __name__ == "__main__":
    sys.exit(main())

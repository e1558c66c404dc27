"""python3 -m training.pca --package P --out P2 --dimensions N: a package of shorter vectors, and the R@k that they cost."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List, Optional

import numpy as np

from .evaluation import pca
from .evaluation.retrieval import ranks
from .passes.folder import Package, identity_of
from .passes.graph import GraphError

# What is stored and what is asked with.
FITTED = ("t", "v", "a", "va", "tva")
DIRECTIONS = (("t", "va"), ("va", "t"), ("t", "v"), ("v", "t"), ("t", "a"), ("a", "t"), ("v", "a"), ("a", "v"))
WEIGHTS = "weights.pt"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 -m training.pca", description="Writes a package whose vectors are the principal components of its embeddings, fitted on clips of the world.")
    parser.add_argument("--package", type=Path, required=True, help="the package to start from, with its weights.pt")
    parser.add_argument("--out", type=Path, required=True, help="folder of the new package; its name is the package's id")
    parser.add_argument("--dimensions", type=int, required=True, help="numbers in a vector")
    parser.add_argument("--seed", type=int, default=77101, help="of the clips; those to fit are of the training split, those to measure of the test split")
    parser.add_argument("--fit", type=int, default=300, metavar="CLIPS", help="clips to fit on (default 300)")
    parser.add_argument("--count", type=int, default=200, metavar="CLIPS", help="clips to measure on (default 200)")
    parser.add_argument("--fit-world", type=Path, metavar="DIR", help="clips that are rendered already, to fit on")
    parser.add_argument("--world", type=Path, metavar="DIR", help="clips that are rendered already, to measure on")
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    arguments = parser.parse_args()
    try:
        report = convert(arguments)
    except (GraphError, ValueError, OSError) as problem:
        print(json.dumps({"error": str(problem)}) if arguments.json else f"pca: {problem}", file=sys.stdout if arguments.json else sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(report))
        return 0
    print(f"{report['package']}: {report['dimensions']} of {report['embedding_size']} numbers keep {report['variance']:.4f} of the variance")
    print("| direction | R@1 | R@5 | R@10 | R@1 with PCA | R@5 | R@10 | R@1 lost |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, row in report["directions"].items():
        before, after = row["before"], row["after"]
        print(f"| {name} | {before[0]:.3f} | {before[1]:.3f} | {before[2]:.3f} | {after[0]:.3f} | {after[1]:.3f} | {after[2]:.3f} | {before[0] - after[0]:+.3f} |")
    return 0


def convert(arguments: argparse.Namespace) -> dict:
    source = Package(arguments.package)
    identity_of(arguments.out)
    if "pca" in source.description:
        raise GraphError(f"--package {arguments.package} has principal components already. Start from the package that it was made of")
    if not (arguments.package / WEIGHTS).is_file():
        raise GraphError(f"--package {arguments.package} has no {WEIGHTS}, which the clips are embedded with. Name a package that training.export wrote")
    from .package.load import OfflinePackage
    offline = OfflinePackage(str(arguments.package))
    fitted = embedded(offline, arguments.fit_world, arguments.seed, arguments.fit, "train")
    found = pca.fit(np.concatenate([fitted[mask] for mask in FITTED]), arguments.dimensions)
    fresh = embedded(offline, arguments.world, arguments.seed + 1, arguments.count, "test")
    section = {"file": pca.FILE, "dimensions": arguments.dimensions}
    source.write(arguments.out, {}, f"{arguments.dimensions} principal components of {source.description['id']}", fields={"pca": section}, files={pca.FILE: found.to_bytes()})
    shutil.copyfile(arguments.package / WEIGHTS, arguments.out / WEIGHTS)
    short = {mask: found.project(rows) for mask, rows in fresh.items()}
    return {"package": str(arguments.out), "embedding_size": fresh["t"].shape[1], "dimensions": arguments.dimensions, "variance": found.kept, "clips": len(fresh["t"]),
            "directions": {f"{query}->{target}": {"before": recall(fresh[query], fresh[target]), "after": recall(short[query], short[target])} for query, target in DIRECTIONS}}


def embedded(package: object, world: Optional[Path], seed: int, count: int, split: str) -> Dict[str, np.ndarray]:
    """f(S) of clips of a folder, or of clips that are rendered for this, by mask; t is the first caption."""
    if world is not None:
        return vectors(package, world)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "training.world", "--seed", str(seed), "--count", str(count), "--split", split, "--out", folder], check=True,
                       stdout=subprocess.DEVNULL)
        return vectors(package, Path(folder))


def vectors(package: object, world: Path) -> Dict[str, np.ndarray]:
    """f(S) of the clips of a manifest, by mask."""
    rows: Dict[str, List[np.ndarray]] = {mask: [] for mask in FITTED}
    entries = [json.loads(line) for line in (world / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    for done, entry in enumerate(entries, 1):
        tokens = {"t": package.text_tokens([entry["captions"][0]]), **package.file_tokens(str(world / entry["file"]))}
        for mask in FITTED:
            rows[mask].append(package.embed(tokens, mask)[0])
        if sys.stderr.isatty():
            print(f"\r{done}/{len(entries)} clips", end="", file=sys.stderr, flush=True)
    return {mask: np.stack(found) for mask, found in rows.items()}


def recall(queries: np.ndarray, targets: np.ndarray) -> List[float]:
    """R@1, R@5 and R@10."""
    places = ranks(queries @ targets.T)
    return [float((places < k + 1).mean()) if k > 1 else float((places == 1).mean()) for k in (1, 5, 10)]


if __name__ == "__main__":
    sys.exit(main())

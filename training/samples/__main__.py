"""Renders samples and queries of a seed: python3 -m training.samples --seed N --out DIR"""

import argparse
import json
import os
import shutil
import sys

from ..world.clip import make_clip
from ..world.media import write
from . import queries
from .choose import twin_of, varied

_STORED = 2
_STORED_RENDERING = 3


def build(seed: int, out: str) -> list:
    """Clips, manifest.jsonl, queries/ and queries.json. The clips are rendering 1, queries rendering 2, second stored ones rendering 3."""
    shutil.rmtree(os.path.join(out, "queries"), ignore_errors=True)
    os.makedirs(os.path.join(out, "queries"))
    chosen = varied(seed, queries.target_count() + _STORED + 1)
    plain, pairs, wanted = chosen[:queries.target_count()], chosen[-1 - _STORED:-1], chosen[-1]
    twin = twin_of(seed, wanted, chosen)
    renderings = [(index, 1) for index in chosen] + [(index, _STORED_RENDERING) for index in pairs] + ([(twin[0], 1)] if twin else [])
    files = {}
    with open(os.path.join(out, "manifest.jsonl"), "w", encoding="utf-8") as manifest:
        for number, (index, rendering) in enumerate(renderings):
            clip, name = make_clip("test", seed, index, rendering), f"sample-{number:02d}.mp4"
            write(clip, "clip", os.path.join(out, name))
            manifest.write(json.dumps(clip.entry(name)) + "\n")
            files[index, rendering] = name
    first = {index: name for (index, rendering), name in files.items() if rendering == 1}
    found = queries.plain(out, seed, first, plain)
    found += [queries.stored(first[index], files[index, _STORED_RENDERING]) for index in pairs]
    if twin:
        found.append(queries.negative(out, seed, wanted, twin[0], twin[1], first))
    found = [{"id": f"q{number:02d}", **query} for number, query in enumerate(found, 1)]
    with open(os.path.join(out, "queries.json"), "w", encoding="utf-8") as file:
        file.write(json.dumps({"seed": seed, "world": 1, "queries": found}, indent=1) + "\n")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="training.samples", description="Renders sample clips and the demo's queries (samples/README.md).")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", required=True, help="folder; made if missing, its samples are replaced")
    arguments = parser.parse_args()
    found = build(arguments.seed, arguments.out)
    print(f"{arguments.out}: {len(found)} queries of seed {arguments.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

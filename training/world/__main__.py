"""Renders clips of the world: python3 -m training.world --seed N --count K --out DIR"""

import argparse
import json
import multiprocessing
import os
import sys

from .clip import make_clip
from .facts import SPLITS
from .media import MEDIA, SUFFIX, write


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="training.world", description="Renders clips of the generated world, version 1, with manifest.jsonl.")
    parser.add_argument("--seed", type=int, required=True, help="any whole number; the same seed gives the same clips")
    parser.add_argument("--count", type=int, required=True, help="how many clips")
    parser.add_argument("--out", required=True, help="folder for the files, made if missing")
    parser.add_argument("--start", type=int, default=0, help="index of the first clip (default 0)")
    parser.add_argument("--split", choices=SPLITS, default="test", help="test (default): all combinations; train: only those of training")
    parser.add_argument("--rendering", type=int, default=1, help="another number renders the same facts anew (default 1)")
    parser.add_argument("--media", choices=MEDIA, action="append", help="what to write; may be repeated (default clip)")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes")
    return parser.parse_args()


def _render(job: tuple) -> dict:
    split, seed, index, rendering, media, out = job
    clip = make_clip(split, seed, index, rendering)
    files = {kind: f"{index:05d}{SUFFIX[kind]}" for kind in media}
    for kind, name in files.items():
        write(clip, kind, os.path.join(out, name))
    entry = clip.entry(files.get("clip", next(iter(files.values()))))
    if len(files) > 1:
        entry["files"] = files
    return entry


def main() -> int:
    arguments = _arguments()
    if arguments.count < 1 or arguments.jobs < 1 or arguments.start < 0:
        print("training.world: --count and --jobs must be at least 1, --start at least 0", file=sys.stderr)
        return 2
    media = tuple(dict.fromkeys(arguments.media or ["clip"]))
    os.makedirs(arguments.out, exist_ok=True)
    jobs = [(arguments.split, arguments.seed, arguments.start + i, arguments.rendering, media, arguments.out) for i in range(arguments.count)]
    with multiprocessing.Pool(min(arguments.jobs, len(jobs))) as pool, open(os.path.join(arguments.out, "manifest.jsonl"), "w", encoding="utf-8") as manifest:
        for done, entry in enumerate(pool.imap(_render, jobs), 1):
            manifest.write(json.dumps(entry) + "\n")
            if sys.stderr.isatty():
                print(f"\r{done}/{len(jobs)}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Renders long videos of the world: python3 -m training.world.long --seed N --count K --clips 8 --out DIR"""

import argparse
import json
import multiprocessing
import os
import sys

from .facts import SPLITS
from .story import MOST_CLIPS, make_story


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="training.world.long", description="Renders long videos, each the clips of several fact sheets of one story, with manifest.jsonl.")
    parser.add_argument("--seed", type=int, required=True, help="any whole number; the same seed gives the same videos")
    parser.add_argument("--count", type=int, required=True, help="how many videos")
    parser.add_argument("--clips", type=int, default=8, help=f"clips of eight seconds in each, 1 to {MOST_CLIPS} (default 8)")
    parser.add_argument("--out", required=True, help="folder for the files, made if missing")
    parser.add_argument("--split", choices=SPLITS, default="test", help="test (default): all combinations; train: only those of training")
    parser.add_argument("--rendering", type=int, default=1, help="another number renders the same facts anew (default 1)")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes")
    return parser.parse_args()


def _render(job: tuple) -> dict:
    split, seed, index, clips, rendering, out = job
    story = make_story(split, seed, index, clips, rendering)
    file = f"long-{index:05d}.mp4"
    story.write(os.path.join(out, file))
    return story.entry(file)


def main() -> int:
    arguments = _arguments()
    if arguments.count < 1 or arguments.jobs < 1 or not 1 <= arguments.clips <= MOST_CLIPS:
        print(f"training.world.long: --count and --jobs must be at least 1, --clips 1 to {MOST_CLIPS}", file=sys.stderr)
        return 2
    os.makedirs(arguments.out, exist_ok=True)
    jobs = [(arguments.split, arguments.seed, i, arguments.clips, arguments.rendering, arguments.out) for i in range(arguments.count)]
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

"""python3 -m training.quantize --package P --out P2: a package with int8 weights (docs/model-package.md, "int8 and fp16")."""

import argparse
import json
import sys
from pathlib import Path

from .passes.folder import EXTERNAL_ABOVE, Package, identity_of
from .passes.graph import GraphError
from .passes.int8 import Options, quantise


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 -m training.quantize", description="Writes a package whose weights are int8 with a scale a channel, quantised dynamically.",
        epilog="Whether it pays on a machine is what './triad bench packages --package P2 --against P' tells.")
    parser.add_argument("--package", type=Path, required=True, help="the package to start from")
    parser.add_argument("--out", type=Path, required=True, help="folder of the new package; its name is the package's id")
    parser.add_argument("--graphs", default="text,video,audio,fusion", help="graphs to quantise; the others are copied (default: all)")
    parser.add_argument("--least", type=int, default=Options.least, help=f"weights of fewer numbers stay float32 (default {Options.least})")
    parser.add_argument("--narrow", type=int, default=Options.narrow, help=f"so do weights with an axis below this (default {Options.narrow})")
    parser.add_argument("--per-tensor", action="store_true", help="one scale for all rows of a batch: faster, and results depend on the batch")
    parser.add_argument("--convolutions", action="store_true", help="convolutions too")
    parser.add_argument("--external-above", type=int, default=EXTERNAL_ABOVE, metavar="BYTES", help="weights above this lie beside the graph")
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    arguments = parser.parse_args()
    try:
        report = convert(arguments)
    except (GraphError, OSError) as problem:
        print(json.dumps({"error": str(problem)}) if arguments.json else f"quantize: {problem}", file=sys.stdout if arguments.json else sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(report))
        return 0
    for name, counts in report["graphs"].items():
        print(f"{name}: {counts['quantised']} weights are int8, {counts['kept']} stay float32; {counts['bytes_before']:,} bytes, now {counts['bytes']:,}")
    print(f"{report['package']}: {report['bytes_before'] / 1e6:.1f} MB, now {report['bytes'] / 1e6:.1f} MB")
    return 0


def convert(arguments: argparse.Namespace) -> dict:
    source = Package(arguments.package)
    identity_of(arguments.out)
    wanted = [name for name in arguments.graphs.split(",") if name]
    unknown = [name for name in wanted if name not in source.files]
    if unknown or not wanted:
        raise GraphError(f"--graphs is {arguments.graphs!r}; the package has {', '.join(source.files)}")
    options = Options(least=arguments.least, narrow=arguments.narrow, per_tensor=arguments.per_tensor, convolutions=arguments.convolutions)
    changed, counts = {}, {}
    for name in wanted:
        graph = source.graph(name)
        outcome = quantise(graph, options)
        counts[name] = {"quantised": len(outcome.quantised), "kept": len(outcome.kept),
                        "bytes_before": sum((source.folder / file).stat().st_size for file in (source.files[name], *graph.external_files))}
        changed[name] = graph
    way = "one scale a tensor" if options.per_tensor else "a scale a row"
    written = source.write(arguments.out, changed, f"int8 ({way}) of {source.description['id']}", arguments.external_above)
    for name, graph in changed.items():
        counts[name]["bytes"] = sum((written.folder / file).stat().st_size for file in (written.files[name], *written.graph(name).external_files))
    return {"package": str(arguments.out), "bytes_before": source.bytes, "bytes": written.bytes, "graphs": counts}


if __name__ == "__main__":
    sys.exit(main())

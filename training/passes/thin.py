"""The fusion graph without the final projections that a row does not need.

Of a batch whose rows have different masks, each modality's part of the graph runs on the rows that have the modality alone: its inputs are gathered by
the rows whose `pool` is not all zero, its result is scattered into zeros. Rows, and not a branch: a batch mixes masks, and a matrix of no rows costs nothing.
"""

from typing import Dict, List, Set

import numpy as np
from onnx import NodeProto, TensorProto, helper

from .graph import GraphFile, attribute

MODALITIES = 3


def thin(graph: GraphFile, embedding_size: int) -> bool:
    """Changes a fusion graph. False, and nothing changed, where it does not end in one part a modality (as with a [cls] token)."""
    nodes, types = graph.nodes, graph.types()
    producers = {name: node for node in nodes for name in node.output}
    join = producers.get(graph.model.graph.output[0].name)
    if join is None or join.op_type != "Concat" or attribute(join, "axis") != 1 or len(join.input) != MODALITIES:
        return False
    inputs = graph.inputs
    cones = [_cone(name, producers) for name in join.input]
    shared = {name for i, cone in enumerate(cones) for name in cone if any(name in other for j, other in enumerate(cones) if j != i)}
    # Numbers of a shape are computed anew from the fewer rows; what is shared beyond them comes in.
    borders = [_border(name, producers, inputs, {name for name in shared if types.get(name) == TensorProto.FLOAT}) for name in join.input]
    if any(types.get(name) != TensorProto.FLOAT for border in borders for name in border) or not all(borders):
        return False
    added: List[NodeProto] = []
    for m, name in enumerate(list(join.input)):
        part, renamed = _part(graph, m, nodes, producers, name, borders[m])
        added += part
        join.input[m] = _scattered(graph, added, m, renamed[name], embedding_size)
    private = {name for m, cone in enumerate(cones) for name in cone if name not in shared}
    kept = [node for node in nodes if node is not join and not (set(node.output) & private)]
    graph.set_nodes(_needed([*kept, *added, join], {join.output[0]}))
    return True


def _cone(name: str, producers: Dict[str, NodeProto]) -> Set[str]:
    """All tensors that nodes make on the way to one."""
    found, waiting = set(), [name]
    while waiting:
        name = waiting.pop()
        if name in producers and name not in found:
            found.add(name)
            waiting += producers[name].input
    return found


def _border(name: str, producers: Dict[str, NodeProto], inputs: Set[str], shared: Set[str]) -> Set[str]:
    """What comes into a modality's part from outside of it: inputs of the graph, and tensors that other modalities need too."""
    found, seen, waiting = set(), set(), [name]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        # Constants of a node are no rows.
        if name in inputs or (name in shared and _cone(name, producers) and _reads(name, producers, inputs)):
            found.add(name)
        elif name in producers:
            waiting += producers[name].input
    return found


def _reads(name: str, producers: Dict[str, NodeProto], inputs: Set[str]) -> bool:
    cone = _cone(name, producers)
    return any(item in inputs for made in cone for item in producers[made].input)


def _part(graph: GraphFile, m: int, nodes: List[NodeProto], producers: Dict[str, NodeProto], last: str, border: Set[str]) -> tuple:
    """A modality's nodes over the rows that have it, and the new names of what they make."""
    own, waiting = set(), [last]
    while waiting:
        name = waiting.pop()
        if name in producers and name not in border and name not in own:
            own.add(name)
            waiting += producers[name].input
    added = _rows(graph, m)
    renamed: Dict[str, str] = {}
    for name in sorted(border):
        taken = graph.node("Gather", [name, f"triad/rows_{m}"], f"{m}_taken", axis=0)
        added.append(taken)
        renamed[name] = taken.output[0]
    for node in nodes:
        if not set(node.output) & own:
            continue
        copy = NodeProto()
        copy.CopyFrom(node)
        renamed.update({name: f"triad/{m}/{name}" for name in node.output})
        copy.name = f"triad/{m}/{node.name}"
        copy.input[:] = [renamed.get(name, name) for name in node.input]
        copy.output[:] = [renamed[name] for name in node.output]
        added.append(copy)
    return added, renamed


def _rows(graph: GraphFile, m: int) -> List[NodeProto]:
    """The rows whose pooling weights of a modality are not all zero: `triad/rows_m` [k]."""
    index = graph.put(f"triad/index_{m}", np.array(m, np.int64))
    none, flat = graph.put("triad/none", np.array(0, np.float32)), graph.put("triad/flat", np.array([-1], np.int64))
    weights = graph.node("Gather", ["pool", index], f"{m}_weights", axis=1)
    sizes = graph.node("Abs", weights.output, f"{m}_sizes")
    most = graph.node("ReduceMax", sizes.output, f"{m}_most", axes=[1], keepdims=0)
    has = graph.node("Greater", [most.output[0], none], f"{m}_has")
    places = graph.node("NonZero", has.output, f"{m}_places")
    rows = helper.make_node("Reshape", [places.output[0], flat], [f"triad/rows_{m}"], name=f"triad/rows_{m}")
    return [weights, sizes, most, has, places, rows]


def _scattered(graph: GraphFile, added: List[NodeProto], m: int, part: str, embedding_size: int) -> str:
    """The part's rows [k, 1, E] among rows of zeros [B, 1, E]."""
    first, last = graph.put("triad/first", np.array([0], np.int64)), graph.put("triad/last", np.array([1], np.int64))
    row = graph.put("triad/row", np.array([1, embedding_size], np.int64))
    shape = graph.node("Shape", ["pool"], f"{m}_shape")
    count = graph.node("Gather", [shape.output[0], first], f"{m}_count", axis=0)
    whole = graph.node("Concat", [count.output[0], row], f"{m}_whole", axis=0)
    zeros = graph.node("ConstantOfShape", whole.output, f"{m}_zeros", value=helper.make_tensor("value", TensorProto.FLOAT, [1], [0.0]))
    places = graph.node("Unsqueeze", [f"triad/rows_{m}", last], f"{m}_at")
    result = graph.node("ScatterND", [zeros.output[0], places.output[0], part], f"{m}_projected")
    added += [shape, count, whole, zeros, places, result]
    return result.output[0]


def _needed(nodes: List[NodeProto], wanted: Set[str]) -> List[NodeProto]:
    """Without nodes whose results nobody reads."""
    kept = []
    for node in reversed(nodes):
        if set(node.output) & wanted:
            kept.append(node)
            wanted = wanted | set(node.input)
    return kept[::-1]

"""Half precision: weights and what is computed with them become float16, what goes in and comes out stays float32, and so do the operators that lose by it."""

from typing import Dict, List

import numpy as np
from onnx import AttributeProto, NodeProto, TensorProto, numpy_helper

from .graph import GraphError, GraphFile

# Sums of squares, exponentials and roots: float16 has 11 bits and ends at 65504.
KEPT = frozenset(("LayerNormalization", "InstanceNormalization", "BatchNormalization", "Softmax", "LogSoftmax", "ReduceMean", "ReduceSum", "ReduceSumSquare",
                  "ReduceL1", "ReduceL2", "Pow", "Sqrt", "Reciprocal", "Exp", "Log", "Erf", "CumSum", "Resize", "GlobalAveragePool"))
LARGEST = 65504.0


def cast(graph: GraphFile) -> Dict[str, int]:
    """Changes a graph in place; how many weights became float16 and how many operators stayed float32."""
    return _Pass(graph).run()


class _Pass:
    def __init__(self, graph: GraphFile):
        self.graph = graph
        self.types = graph.types()
        self.nodes: List[NodeProto] = []
        self.half: Dict[str, str] = {}
        self.full: Dict[str, str] = {}
        self.kept = 0
        self.weights = 0

    def run(self) -> Dict[str, int]:
        graph = self.graph.model.graph
        for node in graph.node:
            if any(item.type in (AttributeProto.GRAPH, AttributeProto.GRAPHS) for item in node.attribute):
                raise GraphError(f"{self.graph.path}: {node.name} has a graph inside ({node.op_type}), which this pass does not cast. Export without branches")
        outputs = {item.name for item in graph.output}
        for item in graph.input:
            if item.type.tensor_type.elem_type == TensorProto.FLOAT:
                self.full[item.name] = item.name
        for node in self.graph.nodes:
            self._kept(node) if node.op_type in KEPT else self._cast(node)
        for item in graph.output:
            if item.name in outputs and item.type.tensor_type.elem_type == TensorProto.FLOAT:
                self._end(item.name)
        self.graph.set_nodes(self.nodes)
        return {"weights": self.weights, "kept": self.kept}

    def _is_float(self, name: str) -> bool:
        if self.graph.is_weight(name):
            return self.graph.is_float(name)
        if name and name not in self.types:
            raise GraphError(f"{self.graph.path}: the type of {name} cannot be told. Export the graph anew, with static shapes of weights")
        return bool(name) and self.types[name] == TensorProto.FLOAT

    def _kept(self, node: NodeProto) -> None:
        self.kept += 1
        node.input[:] = [self._as_full(name) if self._is_float(name) else name for name in node.input]
        self.nodes.append(node)
        for name in node.output:
            if self._is_float(name):
                self.full[name] = name

    def _cast(self, node: NodeProto) -> None:
        node.input[:] = [self._as_half(name) if self._is_float(name) else name for name in node.input]
        for item in node.attribute:
            if item.name == "to" and item.i == TensorProto.FLOAT:
                item.i = TensorProto.FLOAT16
            if item.type == AttributeProto.TENSOR and item.t.data_type == TensorProto.FLOAT:
                item.t.CopyFrom(numpy_helper.from_array(_halves(numpy_helper.to_array(item.t)), item.t.name))
        self.nodes.append(node)
        for i, name in enumerate(node.output):
            if self._is_float(name):
                node.output[i] = self.half[name] = f"triad/half/{name}"

    def _as_half(self, name: str) -> str:
        if name not in self.half:
            if self.graph.is_weight(name):
                self.weights += 1
                self.half[name] = self.graph.put(f"triad/half/{name}", _halves(self.graph.array(name)))
            else:
                self.half[name] = self._node(name, TensorProto.FLOAT16, f"triad/half/{name}")
        return self.half[name]

    def _as_full(self, name: str) -> str:
        if self.graph.is_weight(name):
            return name
        if name not in self.full:
            self.full[name] = self._node(self.half[name], TensorProto.FLOAT, f"triad/full/{name}")
        return self.full[name]

    def _end(self, name: str) -> None:
        """The output keeps its name, and is float32."""
        if name not in self.full:
            self._node(self.half[name], TensorProto.FLOAT, name)

    def _node(self, source: str, kind: int, name: str) -> str:
        node = self.graph.node("Cast", [source], "cast", to=kind)
        node.output[0] = name
        self.nodes.append(node)
        return name


def _halves(array: np.ndarray) -> np.ndarray:
    """Numbers beyond float16's, such as what masks logits, become its largest, not infinite."""
    return np.clip(array, -LARGEST, LARGEST).astype(np.float16)

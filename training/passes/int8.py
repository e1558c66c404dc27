"""Dynamic quantisation: weights as int8 with a scale a channel, what flows through the graph as uint8 with a scale of its own at each run.

Of a matrix product the rows (tokens) have a scale each, so that a row's result does not depend on what shares its batch, as docs/embedding.md promises.
`per_tensor` takes one scale for all (DynamicQuantizeLinear, which ONNX Runtime fuses): less work, and results that depend on the batch.
"""

from dataclasses import dataclass, field
from typing import Dict, List, Optional, Tuple

import numpy as np
from onnx import NodeProto, TensorProto

from .graph import GraphFile, attribute

# uint8 stands for -127 to 127: the middle is no value of its own, and zero is exact.
MIDDLE = 128
MOST = 127
TINY = 1e-12


@dataclass(frozen=True)
class Options:
    """`least`: weights of fewer numbers stay float32, as do those of fewer than `narrow` rows or columns, whose products cost less than the casts around them."""

    least: int = 1 << 16
    narrow: int = 128
    per_tensor: bool = False
    convolutions: bool = False
    tables: bool = True


@dataclass
class Outcome:
    """What became of the weights, by name."""

    quantised: List[str] = field(default_factory=list)
    kept: List[str] = field(default_factory=list)


def quantise(graph: GraphFile, options: Options) -> Outcome:
    """Changes a graph's products, and its tables of embeddings, in place."""
    return _Pass(graph, options).run()


class _Pass:
    def __init__(self, graph: GraphFile, options: Options):
        self.graph, self.options, self.outcome = graph, options, Outcome()
        self.types = graph.types()
        self.added: List[NodeProto] = []
        self.activations: Dict[Tuple[str, str], Tuple[str, str, str]] = {}
        self.weights: Dict[Tuple[str, str], Tuple[str, str]] = {}

    def run(self) -> Outcome:
        for node in self.graph.nodes:
            change = {"MatMul": self._product, "Gemm": self._gemm, "Conv": self._convolution, "Gather": self._table}.get(node.op_type)
            if change is None or not change(node):
                self.added.append(node)
        self.graph.set_nodes(self.added)
        return self.outcome

    def _weight(self, name: str, wanted: bool) -> bool:
        """Whether a tensor is a weight to be quantised; notes what is kept."""
        if not self.graph.is_weight(name) or not self.graph.is_float(name):
            return False
        shape = self.graph.shape(name)
        size = int(np.prod(shape))
        if size < 2 or len(shape) < 2:
            return False
        pays = wanted and size >= self.options.least and min(shape[0], int(np.prod(shape[1:]))) >= self.options.narrow
        (self.outcome.quantised if pays else self.outcome.kept).append(name)
        return pays

    def _product(self, node: NodeProto) -> bool:
        left, right = node.input
        if len(self.graph.shape(right) if self.graph.is_weight(right) else ()) != 2 or not self._weight(right, True):
            return False
        self._multiply(left, right, False, node.output[0], None)
        return True

    def _gemm(self, node: NodeProto) -> bool:
        plain = attribute(node, "alpha", 1.0) == 1.0 and attribute(node, "beta", 1.0) == 1.0 and not attribute(node, "transA", 0)
        if not plain or not self._weight(node.input[1], True):
            return False
        bias = node.input[2] if len(node.input) > 2 else None
        self._multiply(node.input[0], node.input[1], bool(attribute(node, "transB", 0)), node.output[0], bias)
        return True

    def _multiply(self, left: str, right: str, turned: bool, output: str, bias: Optional[str]) -> None:
        values, scale, zero = self._activation(left, "tensor" if self.options.per_tensor else "rows")
        weights, channels = self._channels(right, "columns", turned)
        whole = self._add("MatMulInteger", [values, weights, zero], "product")
        self._scaled(whole, scale, channels, output, bias)

    def _scaled(self, whole: str, scale: str, channels: str, output: str, bias: Optional[str]) -> None:
        as_float = self._add("Cast", [whole], "whole", to=TensorProto.FLOAT)
        # One scale is multiplied into the channels' first, which are few; scales of rows come last.
        if self.options.per_tensor:
            scaled = self._add("Mul", [as_float, self._add("Mul", [scale, channels], "scale")], "scaled")
        else:
            scaled = self._add("Mul", [self._add("Mul", [as_float, channels], "by_channel"), scale], "scaled")
        last = self.added[-1] if bias is None else None
        if last is None:
            self._add("Add", [scaled, bias], "biased")
            last = self.added[-1]
        last.output[0] = output

    def _convolution(self, node: NodeProto) -> bool:
        grouped = attribute(node, "group", 1) != 1
        if not self._weight(node.input[1], self.options.convolutions and not grouped):
            return False
        values, scale, zero = self._activation(node.input[0], "tensor" if self.options.per_tensor else "samples", len(self.graph.shape(node.input[1])))
        weights, channels = self._channels(node.input[1], "outputs", False)
        keep = {item.name: attribute(node, item.name) for item in node.attribute}
        middle = self.graph.put("triad/middle", np.array(MIDDLE, np.uint8))
        whole = self._add("ConvInteger", [values, weights, zero, middle], "convolved", **keep)
        bias = None
        if len(node.input) > 2:
            shape = (1, -1) + (1,) * (len(self.graph.shape(node.input[1])) - 2)
            bias = self.graph.put(self.graph.fresh("bias"), self.graph.array(node.input[2]).reshape(shape))
        self._scaled(whole, scale, channels, node.output[0], bias)
        return True

    def _table(self, node: NodeProto) -> bool:
        """Rows of a table: int8 with a scale a row, brought back as they are looked up."""
        table, rows = node.input
        if attribute(node, "axis", 0) != 0 or not self.graph.is_weight(table) or len(self.graph.shape(table)) != 2 or not self._weight(table, self.options.tables):
            return False
        array = self.graph.array(table)
        scale = _scales(np.abs(array).max(1, keepdims=True))
        stored = self.graph.put(self.graph.fresh("table"), np.rint(array / scale).astype(np.int8))
        scales = self.graph.put(self.graph.fresh("table_scale"), scale)
        values = self._add("Cast", [self._add("Gather", [stored, rows], "row", axis=0)], "row_float", to=TensorProto.FLOAT)
        self._add("Mul", [values, self._add("Gather", [scales, rows], "row_scale", axis=0)], "row_scaled")
        self.added[-1].output[0] = node.output[0]
        return True

    def _activation(self, name: str, by: str, axes: int = 0) -> Tuple[str, str, str]:
        """uint8 values, their scale and what stands for zero; once for all that reads the tensor."""
        if (name, by) in self.activations:
            return self.activations[name, by]
        if by == "tensor":
            node = self.graph.node("DynamicQuantizeLinear", [name], "values")
            node.output.extend([self.graph.fresh("values_scale"), self.graph.fresh("values_zero")])
            self.added.append(node)
            found = tuple(node.output)
        else:
            most = self._add("ReduceMax", [self._add("Abs", [name], "size")], "most", keepdims=1, axes=[-1] if by == "rows" else list(range(1, axes)))
            if by == "rows":
                # Of no rows at all (thin.py) ONNX Runtime's ReduceMax keeps the last axis as it is; of any others this changes nothing.
                most = self._add("Gather", [most, self.graph.put("triad/first", np.array([0], np.int64))], "one", axis=-1)
            share, tiny = self.graph.put("triad/share", np.array(1 / MOST, np.float32)), self.graph.put("triad/tiny", np.array(TINY, np.float32))
            scale = self._add("Max", [self._add("Mul", [most, share], "share"), tiny], "scale")
            around = self._add("Round", [self._add("Div", [name, scale], "steps")], "rounded")
            moved = self._add("Add", [around, self.graph.put("triad/middle_float", np.array(MIDDLE, np.float32))], "moved")
            found = (self._add("Cast", [moved], "values", to=TensorProto.UINT8), scale, self.graph.put("triad/middle", np.array(MIDDLE, np.uint8)))
        self.activations[name, by] = found
        return found

    def _channels(self, name: str, by: str, turned: bool) -> Tuple[str, str]:
        """int8 weights (uint8 of a convolution, which ONNX Runtime asks for) and the scales of their output channels."""
        key = (name, f"{by}/{turned}")
        if key in self.weights:
            return self.weights[key]
        array = np.asarray(self.graph.array(name))
        if by == "columns":
            array = array.T if turned else array
            scale = _scales(np.abs(array).max(0))
            stored = np.rint(array / scale).astype(np.int8)
        else:
            flat = (-1,) + (1,) * (array.ndim - 1)
            scale = _scales(np.abs(array).reshape(len(array), -1).max(1))
            stored = (np.rint(array / scale.reshape(flat)) + MIDDLE).astype(np.uint8)
            scale = scale.reshape((1,) + flat[:1] + flat[2:] if array.ndim > 2 else flat)
        self.weights[key] = (self.graph.put(self.graph.fresh("weights"), np.ascontiguousarray(stored)), self.graph.put(self.graph.fresh("weights_scale"), scale))
        return self.weights[key]

    def _add(self, kind: str, inputs: List[str], stem: str, **attributes: object) -> str:
        node = self.graph.node(kind, inputs, stem, **attributes)
        self.added.append(node)
        return node.output[0]


def _scales(most: np.ndarray) -> np.ndarray:
    return np.where(most > 0, most / MOST, 1).astype(np.float32)

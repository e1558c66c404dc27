"""One ONNX graph whose weights are read and written one at a time, from inside the file or from files beside it."""

import os
from pathlib import Path
from typing import Dict, Iterable, List, Optional, Set

import numpy as np
import onnx
from onnx import AttributeProto, NodeProto, TensorProto, helper, numpy_helper

# Weights of small tensors stay in the file, where shape inference finds the constants that it needs.
SMALL_BYTES = 1024
# Large weights begin at a page, so that they can be mapped as they are.
PAGE, LARGE_BYTES, ALIGNMENT = 4096, 1 << 20, 64


class GraphError(ValueError):
    """A graph that a pass cannot work on; the message names the file, what was found and the remedy."""


class GraphFile:
    """A graph that is read without its external weights. Passes change `model`, and weights by `put`."""

    def __init__(self, path: Path):
        self.path = path
        try:
            self.model = onnx.load(str(path), load_external_data=False)
        except Exception as problem:  # protobuf raises what it likes
            raise GraphError(f"{path} is no ONNX model: {problem}. Export it anew") from problem
        self.tensors: Dict[str, TensorProto] = {tensor.name: tensor for tensor in self.model.graph.initializer}
        self._new: Dict[str, np.ndarray] = {}
        self._made = 0

    @property
    def nodes(self) -> List[NodeProto]:
        return list(self.model.graph.node)

    @property
    def inputs(self) -> Set[str]:
        """Names of what goes in, weights left out."""
        return {item.name for item in self.model.graph.input if not self.is_weight(item.name)}

    @property
    def external_files(self) -> Set[str]:
        return {_external(tensor)["location"] for tensor in self.tensors.values() if tensor.data_location == TensorProto.EXTERNAL}

    def is_weight(self, name: str) -> bool:
        return name in self._new or name in self.tensors

    def shape(self, name: str) -> tuple:
        return self._new[name].shape if name in self._new else tuple(self.tensors[name].dims)

    def is_float(self, name: str) -> bool:
        return self._new[name].dtype == np.float32 if name in self._new else self.tensors[name].data_type == TensorProto.FLOAT

    def array(self, name: str) -> np.ndarray:
        """A weight. One in an external file is mapped, not read."""
        if name in self._new:
            return self._new[name]
        tensor = self.tensors[name]
        if tensor.data_location != TensorProto.EXTERNAL:
            return numpy_helper.to_array(tensor)
        where = _external(tensor)
        dtype = helper.mapping.TENSOR_TYPE_TO_NP_TYPE[tensor.data_type]
        path = self.path.parent / where["location"]
        if path.parent != self.path.parent or not path.is_file():
            raise GraphError(f"{self.path}: {name} lies in {where['location']!r}, which is no file beside the graph. Copy the package anew")
        return np.memmap(path, dtype, "r", int(where.get("offset", 0)), tuple(tensor.dims))

    def put(self, name: str, array: np.ndarray) -> str:
        """Sets a weight; its name."""
        self._new[name] = array
        return name

    def fresh(self, stem: str) -> str:
        """A name that the graph does not have."""
        self._made += 1
        return f"triad/{stem}_{self._made}"

    def node(self, kind: str, inputs: Iterable[str], stem: str, **attributes: object) -> NodeProto:
        """A node of one output with a fresh name; the caller places it."""
        name = self.fresh(stem)
        return helper.make_node(kind, list(inputs), [name], name=name, **attributes)

    def set_nodes(self, nodes: Iterable[NodeProto]) -> None:
        kept = list(nodes)
        del self.model.graph.node[:]
        self.model.graph.node.extend(kept)

    def types(self) -> Dict[str, int]:
        """Element types by tensor name."""
        inferred = onnx.shape_inference.infer_shapes(self.model)
        found = {value.name: value.type.tensor_type.elem_type for part in (inferred.graph.value_info, inferred.graph.input, inferred.graph.output) for value in part}
        found.update({name: tensor.data_type for name, tensor in self.tensors.items()})
        found.update({name: helper.mapping.NP_TYPE_TO_TENSOR_TYPE[array.dtype] for name, array in self._new.items()})
        return found

    def save(self, path: Path, external_above: int) -> List[str]:
        """Writes the graph, its weights into a file beside it where they have more bytes than `external_above`. The names of the files."""
        graph = self.model.graph
        used = {name for node in _all_nodes(graph) for name in node.input} | {output.name for output in graph.output}
        names = [name for name in {**self.tensors, **self._new} if name in used]
        outside = sum(self._bytes(name) for name in names) > external_above
        data_path = path.with_name(path.name + ".data")
        # Under another name until it is whole: weights may be mapped from the very file that it replaces.
        beside = data_path.with_name(data_path.name + ".new")
        data = open(beside, "wb") if outside else None
        kept = []
        try:
            for name in names:
                kept.append(self._written(name, data, data_path.name))
        finally:
            if data is not None:
                data.close()
        if outside:
            os.replace(beside, data_path)
        inputs = [item for item in graph.input if not self.is_weight(item.name)]
        del graph.input[:]
        graph.input.extend(inputs)
        del graph.initializer[:]
        graph.initializer.extend(kept)
        del graph.value_info[:]
        path.write_bytes(self.model.SerializeToString())
        return [path.name, data_path.name] if outside else [path.name]

    def _bytes(self, name: str) -> int:
        if name in self._new:
            return self._new[name].nbytes
        return int(np.prod(self.tensors[name].dims, dtype=np.int64)) * np.dtype(helper.mapping.TENSOR_TYPE_TO_NP_TYPE[self.tensors[name].data_type]).itemsize

    def _written(self, name: str, data: Optional[object], location: str) -> TensorProto:
        if data is None or self._bytes(name) < SMALL_BYTES:
            return numpy_helper.from_array(np.asarray(self.array(name), order="C"), name)
        array = self.array(name)
        data.write(b"\0" * (-data.tell() % (PAGE if array.nbytes >= LARGE_BYTES else ALIGNMENT)))
        offset = data.tell()
        np.asarray(array, order="C").tofile(data)
        tensor = TensorProto(name=name, data_type=helper.mapping.NP_TYPE_TO_TENSOR_TYPE[array.dtype], dims=array.shape, data_location=TensorProto.EXTERNAL)
        for key, value in (("location", location), ("offset", offset), ("length", array.nbytes)):
            tensor.external_data.add(key=key, value=str(value))
        return tensor


def attribute(node: NodeProto, name: str, default: object = None) -> object:
    found = next((item for item in node.attribute if item.name == name), None)
    return default if found is None else helper.get_attribute_value(found)


def _external(tensor: TensorProto) -> Dict[str, str]:
    return {entry.key: entry.value for entry in tensor.external_data}


def _all_nodes(graph: onnx.GraphProto) -> Iterable[NodeProto]:
    for node in graph.node:
        yield node
        for item in node.attribute:
            if item.type == AttributeProto.GRAPH:
                yield from _all_nodes(item.g)

"""What is to be measured, as `triad eval` writes it."""

import json
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

MASKS = ("t", "v", "a", "tv", "ta", "va", "tva")
_FIELDS = ("package", "items", "directions")


class PlanError(Exception):
    """The plan, or the package that it names, cannot be measured here; the message names field, value and remedy."""


@dataclass(frozen=True)
class Item:
    """A media file (none where it is missing) and the captions that belong to it."""

    file: str
    captions: Tuple[str, ...]


@dataclass(frozen=True)
class Classes:
    """A label set: prompts by label, the right labels by item (none: the item is not asked about), and the mask that is looked at."""

    prompts: Tuple[Tuple[str, ...], ...]
    truth: Tuple[Tuple[int, ...], ...]
    mask: str


@dataclass(frozen=True)
class Plan:
    package: str
    items: Tuple[Item, ...]
    directions: Tuple[Tuple[str, str], ...]
    classes: Optional[Classes]

    @staticmethod
    def read(path: str) -> "Plan":
        with open(path, encoding="utf-8") as file:
            try:
                content = json.load(file)
            except ValueError as problem:
                raise PlanError(f"{path} is not JSON: {problem}. Let triad eval write it.") from problem
        missing = [name for name in _FIELDS if name not in content] if isinstance(content, dict) else list(_FIELDS)
        if missing:
            raise PlanError(f"{path} lacks {missing[0]}. Let triad eval write it.")
        items = tuple(Item(item.get("file") or "", tuple(item["captions"])) for item in content["items"])
        classes = content.get("classes")
        return Plan(content["package"], items, tuple(_direction(name) for name in content["directions"]), None if classes is None else _classes(classes))

    def masks(self) -> Tuple[str, ...]:
        """The masks of items that have to be computed, text apart: that belongs to captions."""
        wanted: Dict[str, None] = {}
        for query, target in self.directions:
            wanted.update(dict.fromkeys(mask for mask in (query, target) if mask != "t"))
        if self.classes is not None:
            wanted[self.classes.mask] = None
        return tuple(mask for mask in MASKS if mask in wanted)

    def texts(self) -> List[str]:
        """Every caption, in the order of the items."""
        return [caption for item in self.items for caption in item.captions]


def _direction(name: str) -> Tuple[str, str]:
    query, arrow, target = name.partition("->")
    if not arrow or query not in MASKS or target not in MASKS or set(query) & set(target):
        raise PlanError(f"directions: '{name}' is none. Give two masks of t, v and a without a common letter, as t->va.")
    return query, target


def _classes(content: dict) -> Classes:
    mask = content["mask"]
    if mask not in ("v", "a", "va"):
        raise PlanError(f"classes.mask: '{mask}' cannot be classified. Give v, a or va.")
    return Classes(tuple(tuple(item) for item in content["prompts"]), tuple(tuple(item) for item in content["truth"]), mask)

"""What a member of the family is: read from a `case.json` or from the authors' YAML, and refused by field where it is malformed."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Dict, Optional, Tuple


class ConfigError(ValueError):
    """A configuration that no model can be made of; the message names the field, the value and what is possible."""


@dataclass(frozen=True)
class DavenetConfig:
    """ResDAVEnet: `layers` blocks a stage, each stage halves time; `layer_widths` has one width more, the first convolution's."""

    feat_dim: int = 40
    layers: Tuple[int, ...] = (2, 2, 1, 1, 1, 1)
    convsize: int = 9
    layer_widths: Tuple[int, ...] = (128, 128, 256, 512, 1024, 2048, 4096)

    @property
    def reduction(self) -> int:
        """Log-mel frames a token."""
        return 2 ** len(self.layers)


DAVENET_V1 = DavenetConfig(layers=(2, 2, 2, 2), layer_widths=(128, 128, 256, 512, 1024))
DAVENET_V2 = DavenetConfig()

PROJECTIONS = ("gated", "minimal", "")


@dataclass(frozen=True)
class FamilyConfig:
    """Sizes and variants; the names are those of the authors' configuration."""

    video_embed_dim: int = 4096
    text_embed_dim: int = 300
    embed_dim: int = 4096
    depth: int = 1
    num_heads: int = 64
    mlp_ratio: float = 1.0
    projection_dim: int = 6144
    token_projection: str = "gated"
    projection: str = "gated"
    individual_projections: bool = True
    cross_modal: bool = True
    use_cls_token: bool = False
    use_positional_emb: bool = False
    transformer_per_modality: bool = False
    video_max_tokens: Optional[int] = None
    text_max_tokens: Optional[int] = None
    audio_max_num_STFT_frames: Optional[int] = None
    davenet: DavenetConfig = field(default_factory=DavenetConfig)
    # Further modalities that come as features, such as (("faces", 512),). Packages have no place for them yet: they can be trained, not served.
    extra_modalities: Tuple[Tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        for name in ("video_embed_dim", "text_embed_dim", "embed_dim", "num_heads", "projection_dim"):
            _require(_is_whole(getattr(self, name)) and getattr(self, name) > 0, name, getattr(self, name), "a whole number above 0")
        _require(_is_whole(self.depth) and self.depth >= 0, "depth", self.depth, "a whole number, 0 for no transformer")
        _require(isinstance(self.mlp_ratio, (int, float)) and self.mlp_ratio > 0, "mlp_ratio", self.mlp_ratio, "a number above 0")
        _require(self.embed_dim % self.num_heads == 0, "num_heads", self.num_heads, f"a divisor of embed_dim, {self.embed_dim}")
        for name in ("token_projection", "projection"):
            _require(getattr(self, name) in PROJECTIONS, name, getattr(self, name), "one of 'gated', 'minimal', ''")
        _require(not (self.use_cls_token and self.individual_projections), "individual_projections", True, "false where use_cls_token is true")
        _require(not (self.use_cls_token and self.transformer_per_modality), "use_cls_token", True, "false where each modality has its own transformer")
        _require(len(self.davenet.layer_widths) == len(self.davenet.layers) + 1, "davenet.layer_widths", self.davenet.layer_widths,
                 f"{len(self.davenet.layers) + 1} widths, one more than davenet.layers has")
        letters = "tva" + "".join(name[:1] for name, _ in self.extra_modalities)
        _require(len(set(letters)) == len(letters) and all(name.isidentifier() for name, _ in self.extra_modalities), "extra_modalities",
                 self.extra_modalities, "names with initials of their own, not t, v or a")
        _require(not self.extra_modalities or not (self.transformer_per_modality or self.use_positional_emb), "extra_modalities", self.extra_modalities,
                 "empty where each modality has its own transformer or tokens have positions")
        _require(len(self.davenet.layers) in (4, 6), "davenet.layers", self.davenet.layers, "4 or 6 stages")

    @property
    def audio_max_tokens(self) -> Optional[int]:
        frames = self.audio_max_num_STFT_frames
        return None if frames is None else frames // self.davenet.reduction

    @property
    def letters(self) -> Dict[str, str]:
        """Modalities by initial."""
        return {name[0]: name for name in ("text", "video", "audio", *(name for name, _ in self.extra_modalities))}

    def to_dict(self) -> Dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_case(case: Dict[str, Any]) -> "FamilyConfig":
        """The `config` of a case.json."""
        values = dict(_mapping(case.get("config"), "config"))
        values.pop("davenet_v2", None)  # Its `davenet` says it all.
        return _build(values, "config")

    @staticmethod
    def from_yaml(document: Dict[str, Any]) -> "FamilyConfig":
        """`arch` of the authors' YAML."""
        arch = _mapping(document.get("arch"), "arch")
        kinds = {"EverythingAtOnceModel": {}, "EverythingAtOnceModel_TV_Only": {"cross_modal": False},
                 "TransformerPerModalityModel": {"transformer_per_modality": True, "cross_modal": False}}
        kind = arch.get("type")
        _require(kind in kinds, "arch.type", kind, f"one of {', '.join(kinds)}")
        values = {**_mapping(arch.get("args"), "arch.args"), **kinds[kind]}
        values.update(_mapping(values.pop("fusion_params", None), "arch.args.fusion_params"))
        values["davenet"] = asdict(DAVENET_V2 if values.pop("davenet_v2", True) else DAVENET_V1)
        pooling = values.pop("strategy_audio_pooling", "none")
        _require(pooling in ("none", "clip", "nearest", "max_pool", "avg_pool"), "arch.args.strategy_audio_pooling", pooling,
                 "one of none, clip, nearest, max_pool, avg_pool")
        for unused in ("qkv_bias", "drop_rate", "attn_drop_rate", "drop_path_rate"):
            values.pop(unused, None)
        return _build(values, "arch.args")


def _build(values: Dict[str, Any], where: str) -> FamilyConfig:
    davenet = dict(_mapping(values.pop("davenet", {}), f"{where}.davenet"))
    for name, known in ((where, FamilyConfig), (f"{where}.davenet", DavenetConfig)):
        given = values if known is FamilyConfig else davenet
        names = {item.name for item in fields(known)}
        for key in given:
            _require(key in names, f"{name}.{key}", given[key], f"a known field: {', '.join(sorted(names))}")
    values["extra_modalities"] = tuple((name, width) for name, width in values.get("extra_modalities", ()))
    for key, value in davenet.items():
        davenet[key] = tuple(value) if isinstance(value, (list, tuple)) else value
    return FamilyConfig(**values, davenet=DavenetConfig(**davenet))


def _mapping(value: Any, name: str) -> Dict[str, Any]:
    _require(isinstance(value, dict), name, value, "a mapping")
    return value


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _require(holds: bool, name: str, value: Any, wanted: str) -> None:
    if not holds:
        raise ConfigError(f"{name} is {value!r}; it must be {wanted}")

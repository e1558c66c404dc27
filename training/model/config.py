"""Settings of a model; a checkpoint and a package carry them."""

from dataclasses import asdict, dataclass, field

from ..family.config import DavenetConfig, FamilyConfig


@dataclass(frozen=True)
class TextConfig:
    buckets: int = 8192
    min_n: int = 3
    max_n: int = 5
    max_words: int = 64
    max_grams: int = 24
    vocabulary_size: int = 0
    width: int = 128


@dataclass(frozen=True)
class VideoConfig:
    frame_rate: float = 6.0
    frames_per_token: int = 8
    side: int = 48
    mean: tuple = (0.485, 0.456, 0.406)
    std: tuple = (0.229, 0.224, 0.225)
    width: int = 32

    @property
    def size(self) -> int:
        """Features of a run of frames."""
        return 12 * self.width


@dataclass(frozen=True)
class AudioConfig:
    """How log-mel is scaled; the network that reads it is the family's."""

    mel_bins: int = 40
    mean_db: float = -45.0
    std_db: float = 20.0
    mel_frames_per_token: int = 64


# ResDAVEnet's second variant, one block a stage, narrow: 64 log-mel frames a token.
MINI_DAVENET = DavenetConfig(layers=(1, 1, 1, 1, 1, 1), layer_widths=(32, 32, 48, 64, 96, 128, 192))

MINI = FamilyConfig(video_embed_dim=VideoConfig().size, text_embed_dim=TextConfig.width, embed_dim=128, depth=2, num_heads=4, mlp_ratio=2.0,
                    projection_dim=256, davenet=MINI_DAVENET)


@dataclass(frozen=True)
class ModelConfig:
    """A member of the family and the backbones whose features it takes. `dropout` is of those features, in training."""

    dropout: float = 0.1
    text: TextConfig = field(default_factory=TextConfig)
    video: VideoConfig = field(default_factory=VideoConfig)
    audio: AudioConfig = field(default_factory=AudioConfig)
    family: FamilyConfig = MINI

    def __post_init__(self) -> None:
        for name, here, there in (("text.width", self.text.width, self.family.text_embed_dim), ("video.width x 12", self.video.size, self.family.video_embed_dim),
                                  ("audio.mel_bins", self.audio.mel_bins, self.family.davenet.feat_dim),
                                  ("audio.mel_frames_per_token", self.audio.mel_frames_per_token, self.family.davenet.reduction)):
            if here != there:
                raise ValueError(f"{name} is {here}, and the family takes {there}")

    def to_dict(self) -> dict:
        return asdict(self)

    @staticmethod
    def from_dict(values: dict) -> "ModelConfig":
        parts = {"text": TextConfig, "video": VideoConfig, "audio": AudioConfig}
        built = {name: cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in values[name].items()}) for name, cls in parts.items()}
        return ModelConfig(dropout=values["dropout"], family=FamilyConfig.from_case({"config": values["family"]}), **built)

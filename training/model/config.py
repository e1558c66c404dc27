"""Settings of a model; a checkpoint and a package carry them."""

from dataclasses import asdict, dataclass, field


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


@dataclass(frozen=True)
class AudioConfig:
    mel_bins: int = 40
    mean_db: float = -45.0
    std_db: float = 20.0
    mel_frames_per_token: int = 64
    width: int = 16


@dataclass(frozen=True)
class ModelConfig:
    """`token_size` is D and `embedding_size` E of docs/model-package.md."""

    token_size: int = 128
    embedding_size: int = 256
    depth: int = 2
    heads: int = 4
    mlp_ratio: float = 2.0
    dropout: float = 0.1
    text: TextConfig = field(default_factory=TextConfig)
    video: VideoConfig = field(default_factory=VideoConfig)
    audio: AudioConfig = field(default_factory=AudioConfig)

    def to_dict(self) -> dict:
        return asdict(self)

    @staticmethod
    def from_dict(values: dict) -> "ModelConfig":
        parts = {"text": TextConfig, "video": VideoConfig, "audio": AudioConfig}
        built = {name: cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in values[name].items()}) for name, cls in parts.items()}
        return ModelConfig(**{**values, **built})

"""What is compared: members of the family that differ from triad-mini's in one choice, each with the pairs that it is trained on."""

from dataclasses import dataclass, replace
from typing import Dict, Tuple

from ..family.config import FamilyConfig
from ..family.loss import PAIRS
from ..model.config import MINI

SINGLE = ("tv", "ta", "va")
ALL = PAIRS
TEXT_TOKENS = 24
VIDEO_TOKENS = 8
AUDIO_TOKENS = 16


@dataclass(frozen=True)
class Variant:
    """`tables` says which of the paper's tables it stands in; `pairs` weigh the same in the loss."""

    name: str
    tables: Tuple[str, ...]
    config: FamilyConfig
    pairs: Tuple[str, ...] = ALL

    @property
    def fuses(self) -> bool:
        """Whether one transformer may see several modalities at once."""
        return not self.config.transformer_per_modality


def _all() -> Tuple[Variant, ...]:
    positions = replace(MINI, use_positional_emb=True, text_max_tokens=TEXT_TOKENS, video_max_tokens=VIDEO_TOKENS,
                        audio_max_num_STFT_frames=AUDIO_TOKENS * MINI.davenet.reduction)
    return (
        Variant("no transformer", ("4",), replace(MINI, depth=0, cross_modal=False), SINGLE),
        Variant("one transformer a modality", ("4",), replace(MINI, transformer_per_modality=True, cross_modal=False), SINGLE),
        Variant("fusion, single pairs", ("4",), replace(MINI, cross_modal=False), SINGLE),
        Variant("fusion, combinatorial", ("4", "5", "positions"), MINI),
        Variant("fusion, shared projection", ("5",), replace(MINI, individual_projections=False)),
        Variant("fusion, [cls] token", ("5",), replace(MINI, individual_projections=False, use_cls_token=True)),
        Variant("fusion, learned positions", ("positions",), positions),
    )


VARIANTS: Dict[str, Variant] = {variant.name: variant for variant in _all()}

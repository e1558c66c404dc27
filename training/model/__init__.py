"""A member of the family (training/family) together with the small backbones whose features it takes."""

MODALITIES = ("t", "v", "a")

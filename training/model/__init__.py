"""The model family of "Everything at Once" (CVPR 2022): one fusion transformer over tokens of text, video and audio."""

MODALITIES = ("t", "v", "a")

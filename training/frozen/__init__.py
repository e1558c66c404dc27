"""The family over frozen backbones of real footage: tokens of pictures, sound and words, and the concept vector as a residual."""

"""Small backbones that are trained with the fusion model."""

"""Retrieval metrics and the figures of a model card."""

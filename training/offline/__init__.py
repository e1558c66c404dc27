"""Retrieval and classification measured without the platform: media files in, figures out (docs/evaluation.md)."""

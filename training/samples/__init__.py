"""Sample clips and demo queries (samples/README.md)."""

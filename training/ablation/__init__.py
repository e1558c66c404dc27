"""The paper's ablations on one cached set of frozen features: docs/model.md has the protocol and the tables."""

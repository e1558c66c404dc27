"""World version 1: a generated audiovisual world with known facts. Frozen; a change of any rendered fact is a new version."""

VERSION = 1

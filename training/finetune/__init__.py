"""Trains any member of the family on features that others have computed, from new weights or from the authors'."""

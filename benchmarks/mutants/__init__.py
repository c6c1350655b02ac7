"""Mutants of schemas/: one small fault each, and whether a test notices it."""

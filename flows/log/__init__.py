"""The quality log: what is written to it, and what is read of it."""

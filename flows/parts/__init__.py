"""A run that is done in parts, each by a worker: what they are handed, and what they hand in."""

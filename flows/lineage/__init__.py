"""OpenLineage events, which are off by default."""

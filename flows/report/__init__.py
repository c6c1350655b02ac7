"""The HTML report of a run, written from the quality log alone."""

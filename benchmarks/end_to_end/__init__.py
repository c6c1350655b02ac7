"""A data package of ten million figures: how long from its files to the quality log."""

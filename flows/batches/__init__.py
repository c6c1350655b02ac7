"""Figures by the million: kept in files, and confronted batch by batch."""

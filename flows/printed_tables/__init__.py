"""Bulletins' tables, read as they were printed with a mapping beside them."""

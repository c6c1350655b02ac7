"""A quality log in DuckLake, which many machines write."""

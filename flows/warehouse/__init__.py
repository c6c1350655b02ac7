"""The warehouse: DuckDB's file or a lake, its tables, and whoever reads and writes them."""

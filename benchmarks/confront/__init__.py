"""Ten checks of a DuckDB table, by this program, by hand and by other tools, side by side."""

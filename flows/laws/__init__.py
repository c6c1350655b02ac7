"""Laws in DuckDB: their queries, the tables that they join, and their rounds."""

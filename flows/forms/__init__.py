"""Tables in whatever form they lie in a data package: CSV, workbooks, Parquet, JSON, SDMX."""

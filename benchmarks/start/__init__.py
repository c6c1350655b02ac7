"""How long a small check takes, against the imports and the Prefect runs it cannot do without."""

"""What makes an older log of a new one, without the steps that brought what it lacks."""

# It recorded no steps, has the tables of figures where there are views now, and tells no relations
# apart.
OLDER = (
    "DROP TABLE migrations",
    "DROP TABLE shared_figures",
    "DROP VIEW figures",
    "DROP VIEW implied_figures",
    "ALTER TABLE own_figures RENAME TO figures",
    "ALTER TABLE own_implied_figures RENAME TO implied_figures",
    "ALTER TABLE quality_log DROP COLUMN relation_id",
    "DROP TABLE sources",
)

"""What must hold of published figures: readings, laws, outcomes. Pure: no files, clock or connection."""

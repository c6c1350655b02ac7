"""What must hold of published figures. Pure: no files, no clock, no connection."""

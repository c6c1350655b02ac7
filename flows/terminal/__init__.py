"""What people read on a terminal, in eighty columns."""

"""What grows in a log of a thousand runs."""

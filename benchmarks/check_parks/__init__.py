"""A package checked in parts by one worker, two and four: how long, against one process."""

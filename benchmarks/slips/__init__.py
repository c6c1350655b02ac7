"""How well known slips are found, explained and put right: one slip in each copy of a release."""

"""Each contestant as a module with one function: from a file to the failed rows of each check.

A module runs in an environment of its own, so it imports nothing but the contestant.
"""

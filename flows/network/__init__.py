"""All relations of a run together: what they narrow, contradict, and whom they suspect."""

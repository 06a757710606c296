"""The benchmarks: what the program costs, each figure beside that of a baseline in the same run."""

"""The project file: one SQLite database, its record of steps, and what keeps it safe."""

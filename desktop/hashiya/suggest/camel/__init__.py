"""CAMeL NER: a neural model that runs in a process of its own, where somebody has installed it."""

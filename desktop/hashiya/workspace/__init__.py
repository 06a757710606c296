"""What a person can do with a project, without a screen: every change and all news of it go through here."""

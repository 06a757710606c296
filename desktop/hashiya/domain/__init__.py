"""What the program is about: frozen values and the rules that hold between them. Standard library only."""

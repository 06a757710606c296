"""`python -m hashiya`: the program."""

from hashiya.cli import main

if __name__ == "__main__":
    raise SystemExit(main())

"""Code that is never run: mypy, pyright, ty and pyrefly read it."""

"""Tests with packages that people combine with Pydantic. They need the group `packages`, and are run by their path."""

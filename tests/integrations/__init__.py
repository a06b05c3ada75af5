"""Tests with packages that people combine with Pydantic. They need the dependency group `integrations`."""

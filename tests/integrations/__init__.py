"""Tests with other packages that people use alongside Pydantic. They need the dependency group `integrations`."""

"""Tests of the examples, each as its user would run it."""

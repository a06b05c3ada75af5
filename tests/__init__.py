"""The tests. `HEX` is what follows the prefix where a test needs no more than one SID."""

HEX = "0123456789abcdefABCDEF0123456789"

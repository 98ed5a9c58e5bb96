"""Measurements: speed, memory and quality, as ratios against peers in the same run. `make bench` runs them all."""

"""The sample edition: papers written by us, served by a built-in upstream that speaks the real wire formats.

It shows a newcomer without network what AcademicHub does, through the very path that real papers take: the upstream
of `upstream.py` answers on loopback, and the ordinary sources fetch and read it. Everything in it is invented.
"""

from academichub.sample.edition import SAMPLE_TODAY, SampleEdition, load_sample
from academichub.sample.upstream import sample_settings, serve_sample

__all__ = ["SAMPLE_TODAY", "SampleEdition", "load_sample", "sample_settings", "serve_sample"]

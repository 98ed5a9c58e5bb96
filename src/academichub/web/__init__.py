"""The pages: today's edition, a paper, the state of the sources. Thin: read the query, ask, fill a template."""

from __future__ import annotations

from academichub.web.app import LOCAL_HOSTS, create_app

__all__ = ["LOCAL_HOSTS", "create_app"]

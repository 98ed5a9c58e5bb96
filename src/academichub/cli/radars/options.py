"""The options that `radar add` and `radar edit` share: what a radar can wish for, each with its help, written once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["with_wishes"]

Values = list[str] | None
Include = Annotated[Values, typer.Option(metavar="W", help="Must say one of these words or phrases; repeatable.")]
Exclude = Annotated[Values, typer.Option(metavar="W", help="Must say none of these; repeatable.")]
Boost = Annotated[Values, typer.Option(metavar="W", help="Raises a paper that says it; repeatable.")]
Author = Annotated[
    Values, typer.Option(metavar="PERSON", help="“Wei Li <ORCID>”, or “Wei Li with Jane Doe, Bob Ray”; repeatable.")
]
Category = Annotated[Values, typer.Option(metavar="CATEGORY", help="In one of these: cs.LG, or cs; repeatable.")]
Source = Annotated[Values, typer.Option(metavar="SOURCE", help="Announced by one of these; repeatable.")]
WrittenIn = Annotated[Values, typer.Option("--written-in", metavar="LANGUAGE", help="In en, zh, …; repeatable.")]
ExamplePaper = Annotated[Values, typer.Option("--example", metavar="PAPER", help="More like this one; repeatable.")]
From = Annotated[
    list[Path] | None,
    typer.Option("--from", metavar="FILE", help="Examples: BibTeX, RIS, Zotero's exports, a list of DOIs; repeatable."),
]
Orcid = Annotated[str | None, typer.Option(metavar="ID", help="Examples: the works of this ORCID iD.")]
ArxivAuthor = Annotated[
    str | None, typer.Option("--arxiv-author", metavar="NAME", help="Examples: by warner_s_1, an ORCID iD or a name.")
]
Zotero = Annotated[
    str | None,
    typer.Option(metavar="LIBRARY", help="Examples: users/NUMBER or groups/NUMBER (ZOTERO_API_KEY)."),
]
Quota = Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many papers a day.")]
Share = Annotated[int | None, typer.Option(metavar="N", min=1, help="Its part of the page, beside other radars.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what it would show, and save nothing.")]


def with_wishes(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the shared options behind its own. Their values stand in the context's `params`, by name."""
    own, shared = signature(command, eval_str=True), signature(_wishes, eval_str=True)

    @wraps(command)
    def run(**given: Any) -> None:
        command(**{name: given[name] for name in own.parameters})

    both = {**own.parameters, **shared.parameters}
    del run.__wrapped__  # its signature is that of the command alone
    run.__signature__ = own.replace(parameters=tuple(both.values()))  # type: ignore[attr-defined]
    run.__annotations__ = {name: parameter.annotation for name, parameter in both.items()}
    return run


def _wishes(
    include: Include = None,
    exclude: Exclude = None,
    boost: Boost = None,
    author: Author = None,
    category: Category = None,
    source: Source = None,
    written_in: WrittenIn = None,
    example: ExamplePaper = None,
    from_: From = None,
    orcid: Orcid = None,
    arxiv_author: ArxivAuthor = None,
    zotero: Zotero = None,
    quota: Quota = None,
    share: Share = None,
    dry_run: DryRun = False,
) -> None:
    """Nothing is done here: typer reads names, kinds and help of the options."""

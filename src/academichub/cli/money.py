"""Money as the command line shows it: in the owner's own currency, which has no sign here."""

from __future__ import annotations

__all__ = ["amount", "format_cost"]


def amount(micros: int) -> float:
    """Millionths as a plain number."""
    return micros / 1_000_000


def format_cost(micros: int) -> str:
    """Two decimals from one unit on, else four significant places: 12.30, 0.0512."""
    value = amount(micros)
    return f"{value:,.2f}" if value >= 1 else f"{value:.4f}"

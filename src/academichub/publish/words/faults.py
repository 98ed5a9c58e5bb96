"""Words of what a reader got wrong in a radar or a saved search; the page and the command line say the same."""

from __future__ import annotations

__all__ = ["FAULTS"]

FAULTS: dict[str, tuple[str, str]] = {
    "fault.radar.changed": (
        "“{name}” was changed elsewhere meanwhile, so nothing was saved; look at it and try again",
        "“{name}”刚刚在别处修改过，因此没有保存；请查看后重试",
    ),
}

"""Words of lists of feeds in OPML, and of feeds that have moved."""

from __future__ import annotations

__all__ = ["OPML"]

OPML: dict[str, tuple[str, str]] = {
    "opml.added": ("Followed from now on: {id} · {name}", "已开始关注：{id} · {name}"),
    "opml.known": ("Followed already, as {id}: {address}", "已在关注（{id}）：{address}"),
    "opml.refused": ("Not followed: {address} {reason}", "未能关注：{address}（原因为英文：{reason}）"),
    "opml.done": (
        "{added} added to hub.toml, {known} followed already, {refused} refused",
        "已加入 hub.toml {added} 个，已在关注 {known} 个，未能关注 {refused} 个",
    ),
    "opml.next": ("Run academichub update to fetch them.", "请运行 academichub update 获取其内容。"),
    "update.moved": (
        "its address has moved for good to {address}; put it into hub.toml as url, beside the id",
        "订阅地址已永久迁移至 {address}；请在 hub.toml 中该 id 旁以 url 填写新地址",
    ),
    "opml.wrote": ("Wrote {n} feed to {path}|Wrote {n} feeds to {path}", "已将 {n} 个订阅源写入 {path}"),
    "opml.private": (
        "An address in it may hold a key: the file is readable for you alone, and is not to be passed on as it is.",
        "其中有地址可能含密钥：该文件仅您本人可读，请勿直接转交他人。",
    ),
}

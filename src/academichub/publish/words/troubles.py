"""Why something did not work, as the rooms that act say it in English, and the Chinese of it.

A place in braces stands for whatever is there; a reason that stands not here is shown as it is.
"""

from __future__ import annotations

__all__ = ["TROUBLES"]

TROUBLES: tuple[tuple[str, str], ...] = (
    # the network
    ("its name could not be looked up within {n} s", "{n} 秒内未能解析域名"),
    ("its name could not be looked up", "无法解析域名"),
    ("no connection could be made within {n} s", "{n} 秒内未能建立连接"),
    ("no connection could be made", "无法建立连接"),
    ("the connection broke before it answered", "连接在应答前中断"),
    ("the connection broke in the middle of its answer", "连接在应答途中中断"),
    ("it did not answer within {n} s", "{n} 秒内没有应答"),
    ("its answer was not whole within {n} s", "{n} 秒内应答不完整"),
    ("its TLS certificate is not to be trusted", "TLS 证书不可信"),
    ("no TLS connection could be made", "无法建立 TLS 连接"),
    ("its answer is not valid HTTP", "应答不符合 HTTP"),
    ("Connection refused", "连接被拒绝"),
    ("Network is unreachable", "网络不可达"),
    ("No route to host", "无法到达主机"),
    ("Name or service not known", "域名不存在"),
    ("Temporary failure in name resolution", "域名解析暂时失败"),
    # an answer
    (
        "{address} answered {status}: {meaning}; it asks us to wait {wait}",
        "{address} 应答 {status}：{meaning}；要求等待 {wait}",
    ),
    ("{address} answered {status} with nothing in it", "{address} 应答 {status}，内容为空"),
    ("{address} answered {status}: {meaning}", "{address} 应答 {status}：{meaning}"),
    ("it does not understand the question", "不理解该请求"),
    ("it wants a login", "需要登录"),
    ("it does not let us in", "拒绝访问"),
    ("there is nothing at this address", "该网址没有内容"),
    ("a proxy wants a login", "代理需要登录"),
    ("it is gone for good", "已永久移除"),
    (
        "it has gone, and is asked once a week from now on: give its new address in hub.toml, or take it out",
        "来源已不存在，今后每周访问一次；请在 hub.toml 中填写新网址，或将其删去",
    ),
    ("too many requests", "请求过多"),
    ("it is withheld for legal reasons", "因法律原因不予提供"),
    ("it is overloaded, or down for maintenance", "服务器过载或正在维护"),
    ("it refuses the question", "拒绝该请求"),
    ("it failed", "服务器出错"),
    ("the answer is not XML", "应答不是 XML"),
    ("the answer is not a feed", "应答不是订阅源"),
    ("the answer is empty", "应答为空"),
    ("an HTML page came instead", "返回的是网页"),
    ("an HTML page came instead: {title}", "返回的是网页：{title}"),
    # what a feed told of a day
    ("the feed still holds the announcements of {day}", "订阅源仍是 {day} 公布的内容"),
    ("a part of the feed still held the announcements of {days}", "订阅源的一部分仍是 {days} 公布的内容"),
    ("the feed dated these announcements {day}", "订阅源给这些公布标的日期是 {day}"),
    # what is not stored
    ("no such paper is stored", "没有收录这篇论文"),
    ("nothing is stored under that name", "没有收录此名称的内容"),
    (
        "no such merge is stored; academichub works merges lists them",
        "没有这次合并；运行 academichub works merges 可查看",
    ),
    ("no search is saved under this name", "没有以此名称保存的搜索"),
    (
        "there is no such radar; academichub radar list names those there are",
        "没有这个雷达；运行 academichub radar list 可查看已有的雷达",
    ),
    (
        "no such briefing is stored; academichub brief list names those there are",
        "没有这份简报；运行 academichub brief list 可查看已有的简报",
    ),
    (
        "there is no edition of this day; academichub status --json lists those there are",
        "这一天没有出刊；运行 academichub status --json 可查看已有的各期",
    ),
    ("there is no edition since this day", "这一天以来没有出刊"),
    ("no followed source has this id (followed: none)", "没有关注任何来源，也就没有这个来源"),
    ("no followed source has this id (followed: {names})", "关注的来源中没有此标识（现有：{names}）"),
    (
        "no language model is configured; add [llm] with base_url and model to hub.toml",
        "尚未配置语言模型；请在 hub.toml 中添加 [llm]，填写 base_url 和 model",
    ),
    # files
    ("there is no such file", "没有这个文件"),
    ("cannot be read to its end: No such file or directory", "没有这个文件"),
    ("cannot be read to its end: {why}", "无法读完：{why}"),
    ("cannot be written: {why}", "无法写入：{why}"),
    ("No such file or directory", "文件夹不存在，或不能在其中建立文件"),
    ("Permission denied", "没有权限"),
    ("Read-only file system", "文件系统只读"),
    ("Is a directory", "这是文件夹"),
    ("Not a directory", "上级不是文件夹"),
    ("No space left on device", "磁盘已满"),
    ("File name too long", "文件名过长"),
)

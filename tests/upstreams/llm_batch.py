"""The batch interface of the fake endpoint: files, batches, and answers after so many questions how far it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any

from tests.upstreams.server import Reply, Seen

__all__ = ["Batches"]


@dataclass
class _Batch:
    id: str
    lines: list[dict[str, Any]]
    metadata: dict[str, str] | None = None
    n_polls: int = 0
    files: dict[str, str] = field(default_factory=dict)


@dataclass
class Batches:
    """`n_polls` questions are answered with "in_progress" before the end comes. `complete` answers one request."""

    complete: Callable[[Mapping[str, Any]], dict[str, Any]]
    n_polls: int = 1
    end: str = "completed"  # or expired, cancelled, failed
    errors: dict[str, tuple[int, str]] = field(default_factory=dict)  # custom_id -> status and words
    unasked: set[str] = field(default_factory=set)  # never answered, as when a batch expires
    garbage: list[bytes] = field(default_factory=list)  # lines put before the answers
    is_offered: bool = True
    is_listed: bool = True  # else the list of the batches is not known
    takes_metadata: bool = True
    n_a_page: int = 100  # of that list, at the most
    files: dict[str, bytes] = field(default_factory=dict)
    _batches: dict[str, _Batch] = field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        """Of the batches that were accepted, the oldest first."""
        return list(self._batches)

    def reply(self, seen: Seen) -> Reply | None:
        if not self.is_offered:
            return None
        match seen.method, seen.path.removeprefix("/v1/").split("/"):
            case "POST", ["files"]:
                return self._upload(seen)
            case "POST", ["batches"]:
                return self._begin(json.loads(seen.body))
            case "GET", ["batches"] if self.is_listed:
                return self._list(seen.query)
            case "GET", ["batches", name] if name in self._batches:
                return self._tell(self._batches[name])
            case "GET", ["files", name, "content"] if name in self.files:
                return Reply(self.files[name], content_type="application/jsonl", etag="")
        return None

    def _upload(self, seen: Seen) -> Reply:
        parts = _parts(seen)
        if parts.get("purpose") != b"batch" or "file" not in parts:
            return _json({"error": {"message": "'purpose' and 'file' are required"}}, 400)
        return _json({"id": self._keep(parts["file"]), "object": "file", "purpose": "batch"})

    def _keep(self, body: bytes) -> str:
        name = f"file-{len(self.files) + 1}"
        self.files[name] = body
        return name

    def _begin(self, order: Mapping[str, Any]) -> Reply:
        wanted = {"endpoint": "/v1/chat/completions", "completion_window": "24h"}
        if any(order.get(name) != value for name, value in wanted.items()) or order["input_file_id"] not in self.files:
            return _json({"error": {"message": f"Invalid batch: {dict(order)}"}}, 400)
        if not self.takes_metadata and "metadata" in order:
            return _json({"detail": [{"loc": ["body", "metadata"], "msg": "Extra inputs are not permitted"}]}, 422)
        lines = [json.loads(line) for line in self.files[order["input_file_id"]].splitlines()]
        assert all(line["method"] == "POST" and line["url"] == wanted["endpoint"] for line in lines)
        batch = _Batch(f"batch_{len(self._batches) + 1}", lines, order.get("metadata"))
        self._batches[batch.id] = batch
        return _json({"id": batch.id, "object": "batch", "status": "validating"})

    def _list(self, query: Mapping[str, str]) -> Reply:
        """Newest first, as the real ones do."""
        newest = list(reversed(self._batches.values()))
        ids = [batch.id for batch in newest]
        begin = ids.index(query["after"]) + 1 if "after" in query else 0
        end = begin + min(int(query.get("limit", 20)), self.n_a_page)
        data = [
            {"id": batch.id, "object": "batch", "status": "in_progress", "metadata": batch.metadata}
            for batch in newest[begin:end]
        ]
        return _json({"object": "list", "data": data, "has_more": end < len(newest)})

    def _tell(self, batch: _Batch) -> Reply:
        batch.n_polls += 1
        if batch.n_polls <= self.n_polls:
            return _json({"id": batch.id, "status": "in_progress", "output_file_id": None})
        if self.end == "failed":
            data = [{"code": "invalid_json_line", "message": "This line is not parseable as valid JSON.", "line": 1}]
            return _json({"id": batch.id, "status": "failed", "errors": {"object": "list", "data": data}})
        if not batch.files:
            self._finish(batch)
        return _json({"id": batch.id, "status": self.end, **batch.files})

    def _finish(self, batch: _Batch) -> None:
        answers, failures = list(self.garbage), []
        for line in batch.lines:
            key = line["custom_id"]
            if key in self.unasked:
                error = {"code": "batch_expired", "message": "This request could not be executed in time."}
                failures.append(_line(key, response=None, error=error))
            elif key in self.errors:
                status, words = self.errors[key]
                response = {"status_code": status, "body": {"error": {"message": words}}}
                failures.append(_line(key, response=response, error=None))
            else:
                response = {"status_code": 200, "request_id": "r", "body": self.complete(line["body"])}
                answers.append(_line(key, response=response, error=None))
        if answers:
            batch.files["output_file_id"] = self._keep(b"\n".join(answers) + b"\n")
        if failures:
            batch.files["error_file_id"] = self._keep(b"\n".join(failures) + b"\n")


def _line(key: str, **fields: object) -> bytes:
    return json.dumps({"id": "batch_req_1", "custom_id": key, **fields}).encode()


def _json(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status, "application/json", etag="")


def _parts(seen: Seen) -> dict[str, bytes]:
    """The fields of a multipart form."""
    head = f"Content-Type: {seen.headers['content-type']}\r\n\r\n".encode()
    message = message_from_bytes(head + seen.body)
    found: dict[str, bytes] = {}
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
        content = part.get_payload(decode=True)  # type: ignore[union-attr]
        assert isinstance(name, str)
        assert isinstance(content, bytes)
        found[name] = content
    return found

"""The body of a chat request in a dialect. Pure.

Source: https://platform.openai.com/docs/api-reference/chat/create; for the schema beside json_object, the README of
llama.cpp's server.
"""

from __future__ import annotations

from academichub.model import ChatRequest, Dialect, ReplyMode

__all__ = ["render_body"]


def render_body(model: str, request: ChatRequest, dialect: Dialect) -> dict[str, object]:
    """What is sent as JSON. The messages come before all that changes, as prefix caches want it."""
    body: dict[str, object] = {
        "model": model,
        "messages": [{"role": message.role, "content": message.text} for message in request.messages],
        dialect.limit_name: request.max_tokens,
    }
    if dialect.takes_temperature:
        body["temperature"] = 0
    return body | _form(request, dialect.mode)


def _form(request: ChatRequest, mode: ReplyMode) -> dict[str, object]:
    """What makes the endpoint answer in JSON."""
    schema = dict(request.schema)
    match mode:
        case ReplyMode.JSON_SCHEMA:
            strict = {"name": request.schema_name, "strict": True, "schema": schema}
            return {"response_format": {"type": "json_schema", "json_schema": strict}}
        case ReplyMode.JSON_OBJECT_SCHEMA:
            return {"response_format": {"type": "json_object", "schema": schema}}
        case ReplyMode.JSON_OBJECT:
            return {"response_format": {"type": "json_object"}}
        case ReplyMode.TOOL:
            function = {"name": request.schema_name, "parameters": schema}
            return {
                "tools": [{"type": "function", "function": function}],
                "tool_choice": {"type": "function", "function": {"name": request.schema_name}},
            }
        case ReplyMode.PROMPT:
            return {}

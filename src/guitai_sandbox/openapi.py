"""The phone API's OpenAPI document, made from the table of its calls."""

import re
from typing import Any

from pydantic import TypeAdapter

from guitai_sandbox.phone.calls import Call

REFERENCE = "#/components/schemas/{model}"
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        }
    },
}
FORM = {
    "type": "object",
    "required": ["type", "file"],
    "properties": {
        "type": {"enum": ["image", "voice", "video", "shortvideo", "file"]},
        "file": {"type": "string", "contentMediaType": "application/octet-stream"},
        "recognition": {"type": "string", "description": "what WeChat is to have understood of a voice"},
    },
}

Json = dict[str, Any]


def document(calls: list[Call]) -> Json:
    """OpenAPI 3.1, naming every call."""
    schemas: Json = {"Error": ERROR}
    paths: Json = {}
    for call in calls:
        paths.setdefault(call.path, {})[call.method.lower()] = _operation(call, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Guitai sandbox: the phone API",
            "version": "1",
            "description": "What a person could do with a phone, and what a tester needs beside it.",
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(call: Call, schemas: Json) -> Json:
    responses = {str(status): _content("Error", REFERENCE.format(model="Error")) for status in call.errors}
    responses[str(call.status)] = _success(call, schemas)
    operation: Json = {
        "summary": call.summary,
        "operationId": call.endpoint.__module__.rpartition(".")[2] + "_" + call.endpoint.__name__,
        "parameters": _parameters(call),
        "responses": responses,
    }
    if call.body is not None:
        content = {"application/json": {"schema": _schema(call.body, schemas)}}
        if call.form:
            content["multipart/form-data"] = {"schema": FORM}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _success(call: Call, schemas: Json) -> Json:
    if call.media_type != "application/json":
        return {"description": "As described", "content": {call.media_type: {}}}
    if call.answer is None:
        return {"description": "Done"}
    content = {"application/json": {"schema": _schema(call.answer, schemas)}}
    return {"description": "Done", "content": content}


def _content(description: str, reference: str) -> Json:
    return {"description": description, "content": {"application/json": {"schema": {"$ref": reference}}}}


def _parameters(call: Call) -> list[Json]:
    named = re.findall(r"{(\w+)}", call.path)
    in_path = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in named]
    return in_path + [
        {"name": name, "in": "query", "required": required, "schema": {"type": kind}}
        for name, kind, required in call.query
    ]


def _schema(shape: Any, schemas: Json) -> Json:
    """The shape's schema, its parts among the components."""
    schema = TypeAdapter(shape).json_schema(ref_template=REFERENCE)
    schemas.update(schema.pop("$defs", {}))
    return schema

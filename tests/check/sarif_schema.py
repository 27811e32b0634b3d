"""What SARIF 2.1.0 says of the parts that are written, as a JSON Schema; § are sections of the standard."""

from __future__ import annotations

MESSAGE = {  # §3.11: a message has text, or the id of one
    "type": "object",
    "properties": {"text": {"type": "string", "minLength": 1}},
    "required": ["text"],
    "additionalProperties": False,
}
MULTIFORMAT = MESSAGE  # §3.12
REGION = {  # §3.30: lines and columns count from 1; endColumn is behind the last character
    "type": "object",
    "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
        "endColumn": {"type": "integer", "minimum": 1},
        "snippet": {  # §3.30.13, an artifactContent
            "type": "object",
            "properties": {"text": {"type": "string"}},
            "required": ["text"],
            "additionalProperties": False,
        },
    },
    "required": ["startLine"],
    "dependentRequired": {"endColumn": ["startColumn"]},
    "additionalProperties": False,
}
LOCATION = {  # §3.28, §3.29, §3.4: uri is a URI reference, uriBaseId names one of originalUriBaseIds
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "properties": {
                        "uri": {"type": "string", "pattern": r"^(?!/)([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$"},
                        "uriBaseId": {"const": "SRCROOT"},
                    },
                    "required": ["uri"],
                    "additionalProperties": False,
                },
                "region": REGION,
            },
            "required": ["artifactLocation"],
            "additionalProperties": False,
        }
    },
    "required": ["physicalLocation"],
    "additionalProperties": False,
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}  # §3.27.10
RESULT = {  # §3.27
    "type": "object",
    "properties": {
        "ruleId": {"type": "string", "minLength": 1},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION},
        "partialFingerprints": {  # §3.27.17, §3.5.4.2: names may end in a version
            "type": "object",
            "patternProperties": {r"^[A-Za-z]+(/v[1-9][0-9]*)?$": {"type": "string", "minLength": 1}},
            "additionalProperties": False,
        },
    },
    "required": ["message"],
    "dependentRequired": {"ruleIndex": ["ruleId"]},
    "additionalProperties": False,
}
RULE = {  # §3.49, a reportingDescriptor
    "type": "object",
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "shortDescription": MULTIFORMAT,
        "fullDescription": MULTIFORMAT,
        "help": MULTIFORMAT,
        "defaultConfiguration": {  # §3.50
            "type": "object",
            "properties": {"level": LEVEL},
            "additionalProperties": False,
        },
    },
    "required": ["id"],
    "additionalProperties": False,
}
SARIF = {  # §3.13
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "$schema": {"type": "string", "pattern": r"/sarif-schema-2\.1\.0\.json$"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {  # §3.14
                "type": "object",
                "properties": {
                    "tool": {  # §3.18, §3.19
                        "type": "object",
                        "properties": {
                            "driver": {
                                "type": "object",
                                "properties": {
                                    "name": {"type": "string", "minLength": 1},
                                    "version": {"type": "string", "minLength": 1},
                                    "rules": {"type": "array", "items": RULE, "uniqueItems": True},
                                },
                                "required": ["name"],
                                "additionalProperties": False,
                            }
                        },
                        "required": ["driver"],
                        "additionalProperties": False,
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},  # §3.14.17
                    "originalUriBaseIds": {  # §3.14.14: an artifactLocation each
                        "type": "object",
                        "additionalProperties": {
                            "type": "object",
                            "properties": {"description": MESSAGE},
                            "additionalProperties": False,
                        },
                    },
                    "results": {"type": "array", "items": RESULT},
                },
                "required": ["tool"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["version", "runs"],
    "additionalProperties": False,
}

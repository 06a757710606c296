"""The scheme as a code book: a code for each layer, and below it its labels with their guideline."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid5

from hashiya.domain.annotation import Layer
from hashiya.domain.ids import HASHIYA_NAMESPACE
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Writer
from hashiya.exchange.xml_in import escaped
from hashiya.resources.messages import LANGUAGES, Messages


class CodebookWriter(Writer):
    """Writes one file; the option `language=en` names the codes in English."""

    def add(self, line: CorpusArticle) -> None:
        """Articles have no place in a code book; the format's table says it."""

    def finish(self) -> None:
        language = self.setting.more.get("language", "ar")
        language = language if language in LANGUAGES else "ar"
        codes = "".join(self._layer(layer, language) for layer in Layer)
        self.out.open().write(
            (
                '<?xml version="1.0" encoding="utf-8"?>\n'
                f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="{escaped(self.setting.program)}">\n'
                f"  <Codes>\n{codes}  </Codes>\n</CodeBook>\n"
            ).encode()
        )

    def _layer(self, layer: Layer, language: str) -> str:
        inner = "".join(self._labels(layer, language))
        if not inner:
            return ""
        name = escaped(Messages(language, isolate=False).text(f"format.loses.{layer.value}"))
        return f'    <Code guid="{_guid(layer.value)}" name="{name}" isCodable="false">\n{inner}    </Code>\n'

    def _labels(self, layer: Layer, language: str) -> Iterator[str]:
        for label in self.setting.scheme.layer(layer).labels:
            name = escaped(label.name.in_language(language) or label.key)
            colour = f' color="{escaped(label.colour.light)}"' if label.colour else ""
            head = f'      <Code guid="{_guid(f"{layer.value}:{label.key}")}" name="{name}" isCodable="true"{colour}'
            guideline = label.guideline.in_language(language)
            if guideline:
                yield f"{head}>\n        <Description>{escaped(guideline)}</Description>\n      </Code>\n"
            else:
                yield f"{head}/>\n"


def _guid(name: str) -> str:
    return str(uuid5(HASHIYA_NAMESPACE, f"refi:{name}"))

"""CAMeL NER for Hashiya, run by the interpreter that has camel-tools and torch: JSON lines in, JSON lines out.

First it says {"ready": true, "model": folder} or {"failed": code, "detail": words}; then, for each
{"sentences": [[word, …], …]}, a line {"labels": …} with as many labels as words. A label is a tag and how sure the
model is of it: "B-PERS 0.93". It never asks the network.
"""

import json
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

EMPTY_CATALOGUE = {"version": "1.6.0", "packages": {}, "components": {}}
STUMBLES = (ArithmeticError, AttributeError, ImportError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What libraries raise that find something else than they expect."""


class Missing(Exception):
    """What is missing, as a code, and in words."""


def model_folder():
    """The folder that was named, else where camel-tools keeps the model."""
    data = os.environ.get("CAMELTOOLS_DATA")
    home = Path.home() / ("AppData/Roaming/camel_tools" if os.name == "nt" else ".camel_tools")
    place = Path(data) if data else home
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else place / "data" / "ner" / "arabert"
    # A path that is not there would be taken for a name to download.
    if not (folder / "config.json").is_file():
        raise Missing("no_model", str(folder))
    if not (place / "catalogue.json").is_file():
        # Without a catalogue the library asks the network for one while it is imported.
        stub = Path(tempfile.mkdtemp(prefix="hashiya-camel-"))
        (stub / "catalogue.json").write_text(json.dumps(EMPTY_CATALOGUE), "utf-8")
        os.environ["CAMELTOOLS_DATA"] = str(stub)
    return folder


def library():
    """The class of recognizers; which package is missing is told apart, the library itself first."""
    if find_spec("camel_tools") is None:
        raise Missing("no_library", sys.executable)
    folder = model_folder()
    try:
        from camel_tools.ner import NERecognizer
    except ImportError as error:
        raise Missing("no_torch", str(error)) from error
    return NERecognizer, folder


class Tagger:
    """A recognizer that says how sure it is, and labels words of which its tokenizer leaves nothing as outside."""

    def __init__(self, make, folder):
        self.recognizer = make(str(folder), use_gpu=False)
        self.sureness = []
        align = getattr(self.recognizer, "_align_predictions", None)
        if align is not None:
            self.recognizer._align_predictions = lambda *given: self.note(*given) or align(*given)

    def note(self, predictions, label_ids, sent_ids):
        """Keep the share of the best label of each word's first piece, sentence after sentence."""
        import numpy as np

        powers = np.exp(predictions - predictions.max(axis=2, keepdims=True))
        shares = powers.max(axis=2) / powers.sum(axis=2)
        self.sureness = [[] for _ in {int(one) for one in sent_ids}]
        for row, sentence in enumerate(sent_ids):
            # -100 marks padding and the further pieces of a word.
            self.sureness[int(sentence)] += [float(one) for one in shares[row][label_ids[row] != -100]]

    def label(self, sentences):
        """A label for every word."""
        tokenize = getattr(getattr(self.recognizer, "tokenizer", None), "tokenize", None) or str.split
        # The library drops words of which the tokenizer leaves nothing, and every later label would shift.
        kept = [[n for n, word in enumerate(words) if tokenize(word)] for words in sentences]
        asked = [[words[n] for n in places] for words, places in zip(sentences, kept, strict=True) if places]
        self.sureness = []
        told = iter(self.recognizer.predict(asked)) if asked else iter(())
        scores = iter(self.sureness)
        labels = []
        for words, places in zip(sentences, kept, strict=True):
            row = ["O"] * len(words)
            if places:
                tags, shares = next(told), next(scores, None)
                if len(tags) == len(places):
                    for number, place in enumerate(places):
                        sure = f" {shares[number]:.3f}" if shares and len(shares) == len(tags) else ""
                        row[place] = tags[number] + sure if tags[number] != "O" else "O"
            labels.append(row)
        return labels


def load():
    """The tagger and its folder; Missing when there is none."""
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    make, folder = library()
    try:
        return Tagger(make, folder), folder
    except STUMBLES as error:
        raise Missing("broken_model", f"{folder}: {type(error).__name__}: {error}") from error


def main():
    """Answer until nobody asks any more."""
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")
    told = sys.stdout
    # Libraries write what they like on standard output; only answers may stand there.
    sys.stdout = sys.stderr
    try:
        tagger, folder = load()
    except Missing as missing:
        code, words = missing.args
        print(json.dumps({"failed": code, "detail": words[:500]}), file=told, flush=True)
        return
    except STUMBLES as error:
        words = f"{type(error).__name__}: {error}"
        print(json.dumps({"failed": "broken_library", "detail": words[:500]}), file=told, flush=True)
        return
    print(json.dumps({"ready": True, "model": str(folder)}), file=told, flush=True)
    for line in sys.stdin:
        print(json.dumps({"labels": tagger.label(json.loads(line)["sentences"])}), file=told, flush=True)


main()

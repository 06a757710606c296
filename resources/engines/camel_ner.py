"""CAMeL NER for Hashiya, run by the interpreter that has camel-tools and torch: JSON lines in, JSON lines out.

First it says {"ready": true} or {"failed": "why"}; then for each {"sentences": [[word, …], …]} a line {"labels": …}
with as many labels as words. It never asks the network.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

EMPTY_CATALOGUE = {"version": "1.6.0", "packages": {}, "components": {}}


def model_folder():
    """The folder that was named, else where camel-tools keeps the model; OSError when it is not there."""
    data = os.environ.get("CAMELTOOLS_DATA")
    home = Path.home() / ("AppData/Roaming/camel_tools" if os.name == "nt" else ".camel_tools")
    place = Path(data) if data else home
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else place / "data" / "ner" / "arabert"
    # A path that is not there would be taken for a name to download.
    if not (folder / "config.json").is_file():
        raise OSError(f"no model in {folder}")
    if not (place / "catalogue.json").is_file():
        # Without a catalogue the library asks the network for one while it is imported.
        stub = Path(tempfile.mkdtemp(prefix="hashiya-camel-"))
        (stub / "catalogue.json").write_text(json.dumps(EMPTY_CATALOGUE), "utf-8")
        os.environ["CAMELTOOLS_DATA"] = str(stub)
    return folder


def load():
    """The recognizer."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    folder = model_folder()
    from camel_tools.ner import NERecognizer

    return NERecognizer(str(folder), use_gpu=False)


def main():
    """Answer until nobody asks any more."""
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")
    told = sys.stdout
    # Libraries write what they like on standard output; only answers may stand there.
    sys.stdout = sys.stderr
    try:
        recognizer = load()
    except (OSError, ImportError, LookupError, RuntimeError, TypeError, ValueError) as error:
        print(json.dumps({"failed": f"{type(error).__name__}: {error}"}), file=told, flush=True)
        return
    print(json.dumps({"ready": True}), file=told, flush=True)
    for line in sys.stdin:
        labels = [recognizer.predict_sentence(words) if words else [] for words in json.loads(line)["sentences"]]
        print(json.dumps({"labels": labels}), file=told, flush=True)


main()

"""Runs, normalises, checks and renders notebooks; called by environment/render and by its check.

Outputs are written in a form that is the same whenever and wherever the notebook ran: no execution
times, no version of the language, streams as they look at the end of the cell, and a digest of the
code in the metadata, by which stale outputs are found.
"""

import argparse
import hashlib
import os
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

KERNELSPEC = {"name": "java", "display_name": "Java", "language": "java"}
DIGEST = "shelfcast_source_digest"
LINES = 20
IDENTITY = re.compile(r"\b[\w.$]+(?:\$\$Lambda[\w/$]*)?@[0-9a-f]{5,8}\b")
UUID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
ABSOLUTE = re.compile(r"(?<![\w.<:/])/(?:home|root|tmp|work|usr|var|Users|opt|private|mnt)/\w|\b[A-Z]:\\\w")


def read(path):
    return nbformat.read(path, as_version=4)


def digest(notebook):
    """Of all that outputs depend on in the notebook: the code, in its order."""
    code = [c.source for c in notebook.cells if c.cell_type == "code"]
    return hashlib.sha256("\0".join(code).encode()).hexdigest()


def execute(path):
    """Runs all cells in a fresh kernel, in the notebook's own folder; raises on the first error."""
    notebook = read(path)
    notebook.metadata.kernelspec = dict(KERNELSPEC)
    client = NotebookClient(
        notebook, timeout=3600, startup_timeout=600, kernel_name=KERNELSPEC["name"],
        resources={"metadata": {"path": str(Path(path).resolve().parent)}},
    )
    began = time.monotonic()
    with open(os.environ.get("SHELFCAST_KERNEL_LOG", os.devnull), "ab") as log:
        client.execute(stdout=log, stderr=log)  # the kernel's own, not the cells'
    return notebook, time.monotonic() - began


def on_screen(text):
    """Text as a terminal shows it: what a carriage return goes over is gone."""
    lines = []
    for line in text.split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part):]
        lines.append(shown.rstrip())
    return "\n".join(lines)


def normalise(notebook):
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number + 1:02d}"
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = [output for output in outputs(cell) if keeps(output)]
    numbered = 0
    for cell in notebook.cells:
        if cell.cell_type == "code":
            numbered += 1
            cell.execution_count = numbered
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = numbered
    notebook.metadata = {"kernelspec": dict(KERNELSPEC), "language_info": {
        "name": "java", "file_extension": ".jshell", "mimetype": "text/x-java-source",
        "pygments_lexer": "java", "codemirror_mode": "java"}, DIGEST: digest(notebook)}
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def outputs(cell):
    merged = []
    for output in cell.outputs:
        if output.output_type == "stream" and merged and merged[-1].get("name") == output.name:
            merged[-1].text += output.text
        else:
            merged.append(output)
        if output.output_type in ("execute_result", "display_data"):
            data = output.data
            if any(kind.startswith("image/") for kind in data) and IDENTITY.search(data.get("text/plain", "")):
                data["text/plain"] = "figure"
            output.data = nbformat.NotebookNode({kind: data[kind] for kind in sorted(data)})
    for output in merged:
        if output.output_type == "stream":
            output.text = on_screen(output.text)
    return merged


def keeps(output):
    return output.output_type != "stream" or output.text.strip() != ""


def write(notebook, path):
    """Whole or not at all."""
    nbformat.validate(notebook)
    beside = Path(str(path) + ".part")
    nbformat.write(notebook, beside)
    os.replace(beside, path)


def lint(path, needs_outputs=True):
    """What is wrong with a notebook, a line each."""
    notebook = read(path)
    wrong = []

    def say(cell, what):
        wrong.append(f"{Path(path).name}, cell {cell}: {what}" if cell else f"{Path(path).name}: {what}")

    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        say(0, f"nbformat {notebook.nbformat}.{notebook.nbformat_minor}; it must be 4.5")
    if dict(notebook.metadata.get("kernelspec", {})) != KERNELSPEC:
        say(0, f"kernelspec is not {KERNELSPEC}")
    if needs_outputs and notebook.metadata.get(DIGEST) != digest(notebook):
        say(0, "outputs are stale: its code has changed since they were written; run environment/render")
    if not notebook.cells or notebook.cells[0].cell_type != "markdown":
        say(1, "the first cell must be text")
    before = None
    counts = 0
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            counts += 1
            lint_code(cell, before, number, counts, needs_outputs, say)
        elif re.search(r"<script|<iframe", cell.source):
            say(number, "scripts do not run on code-hosting sites")
        before = cell
    return wrong


def lint_code(cell, before, number, counts, needs_outputs, say):
    lines = cell.source.count("\n") + 1
    if lines > LINES:
        say(number, f"{lines} lines; at most {LINES}, the rest belongs into the library")
    if before is None or before.cell_type != "markdown" or not before.source.strip():
        say(number, "code without text before it")
    if re.search(r"^\s*(public |final |abstract |static )*(class|interface|enum|record) \w", cell.source, re.M):
        say(number, "defines a type, which belongs into the library")
    if ABSOLUTE.search(cell.source):
        say(number, "an absolute path in its code")
    if not needs_outputs:
        return
    if cell.execution_count != counts:
        say(number, "was not run, or not in its order")
    if not cell.outputs and not silent(cell.source):
        say(number, "has no output")
    for output in cell.outputs:
        lint_output(output, number, say)


def silent(source):
    """Cells that only import or define show nothing."""
    code = [line for line in source.split("\n") if line.strip() and not line.strip().startswith("//")]
    last = code[-1].strip() if code else ""
    return last.startswith(("import ", "%")) or re.match(r"^(var|final|[A-Z][\w<>\[\], .]*) \w+ =", last) is not None \
        or last.startswith("assert ") or len(code) > 0 and re.match(r"^(var|[A-Z][\w<>]*) \w+ =", code[-1]) is not None \
        or starts_definition(code)


def starts_definition(code):
    """A definition that goes over several lines up to the end."""
    start = len(code) - 1
    while start > 0 and code[start][:1].isspace():
        start -= 1
    return bool(code) and re.match(r"^(var|[A-Z][\w<>]*) \w+ =", code[start]) is not None


def lint_output(output, number, say):
    if output.output_type == "error":
        say(number, f"failed: {output.get('ename')}: {output.get('evalue')}")
        return
    if output.output_type == "stream":
        if output.name == "stderr":
            say(number, f"writes to stderr: {output.text.strip()[:80]!r}")
        texts = [output.text]
    else:
        texts = [text for kind, text in output.data.items() if isinstance(text, str) and not kind.startswith("image/")]
    for text in texts:
        for pattern, what in ((IDENTITY, "an identity hash"), (UUID, "a UUID"), (ABSOLUTE, "an absolute path"),
                              (re.compile("<script"), "a script")):
            found = pattern.search(text)
            if found:
                say(number, f"its output has {what}: {found.group()!r}")
        if "\r" in text:
            say(number, "its output has a carriage return")


def html(path, folder):
    from nbconvert import HTMLExporter
    exporter = HTMLExporter(template_name="classic", embed_images=True)
    exporter.mathjax_url = ""
    exporter.require_js_url = ""
    body, _ = exporter.from_filename(str(path))
    Path(folder).mkdir(parents=True, exist_ok=True)
    body = re.sub(r'href="([\w-]+)\.ipynb"', r'href="\1.html"', body)
    (Path(folder) / (Path(path).stem + ".html")).write_text(body, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(prog="notebook.py", description=__doc__.split("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name in ("render", "run", "lint", "html"):
        verb = verbs.add_parser(name)
        verb.add_argument("notebooks", nargs="+")
        if name in ("render", "html"):
            verb.add_argument("--html", required=True)
        if name == "run":
            verb.add_argument("--to", required=True, help="folder for the executed copies")
    arguments = parser.parse_args()
    failed = False
    for path in arguments.notebooks:
        if arguments.verb in ("render", "run"):
            try:
                notebook, seconds = execute(path)
            except CellExecutionError as error:  # its own text leaves out what the exception says
                print(f"{path}: {error.ename}: {error.evalue}\n{error}", file=sys.stderr, flush=True)
                failed = True
                continue
            target = path if arguments.verb == "render" else Path(arguments.to) / Path(path).name
            write(normalise(notebook), target)
            print(f"{Path(path).name}: {seconds:.0f} s", flush=True)
            for wrong in lint(target):
                print(wrong)
                failed = True
        if arguments.verb == "lint":
            for wrong in lint(path):
                print(wrong)
                failed = True
        if arguments.verb in ("render", "html"):
            html(path, arguments.html)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

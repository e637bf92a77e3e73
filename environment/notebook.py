"""Runs, normalises, checks and renders notebooks; called by environment/render and by its check.

Outputs are written in a form that is the same whenever and wherever the notebook ran: no execution
times, no version of the language, streams as they look at the end of the cell.

Stale outputs are found in two ways. The metadata hold digests of the notebook's code, of the samples
that it names and of the sources that draw what it shows; a change to one of these is seen without a
run. A change to the rest of the library is seen by what it does: the quick run, with few series and
epochs, is kept as text beside, and a later quick run must show the same.
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

KNOB = "SHELFCAST_NOTEBOOK"
KERNELSPEC = {"name": "java", "display_name": "Java", "language": "java"}
MADE_FROM = "shelfcast_made_from"
SETTINGS = "shelfcast_settings"
LINES = 20
LINE_LENGTH = 88
ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT / "environment" / "notebook-quick"
DRAWN_BY = ("lib/shelfcast/src/main/java/io/shelfcast/charts",
            "lib/shelfcast/src/main/java/io/shelfcast/notebook",
            "lib/shelfcast-cloud/src/main/java/io/shelfcast/notebook")
REMEDY = "run environment/render"
CLOSE = 1e-3
MOST = 20
CONTEXT = 20  # characters of a line before what differs
WIDTH = 60
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:[eE]-?\d+)?")
JAVA_TOKEN = re.compile(r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\])+\''
                        r"|//[^\n]*|/\*.*?\*/|\w+|[^\w\s]", re.S)
IDENTITY = re.compile(r"\b[\w.$]+(?:\$\$Lambda[\w/$]*)?@[0-9a-f]{5,8}\b")
SCRIPTS = re.compile(r"<script\b.*?</script>\s*", re.S | re.I)
UUID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
ABSOLUTE = re.compile(r"(?<![\w.</])/(?:home|root|tmp|work|usr|var|Users|opt|private|mnt)/\w|\b[A-Z]:\\\w"
                      r"|\bfile:/+\w")


def read(path):
    return nbformat.read(path, as_version=4)


def digest(*parts):
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def made_from(notebook, root=ROOT):
    """Digests of what outputs depend on that can be told without a run."""
    code = [c.source for c in notebook.cells if c.cell_type == "code"]
    return {"code": digest(*code), "samples": digest(*samples(code, root)), "drawn by": digest(*drawn_by(root))}


def samples(code, root):
    """The tables of the samples that the code names, by name and content."""
    for folder in sorted(p for p in (root / "data-samples").iterdir() if p.is_dir()):
        if any(f'"{folder.name}"' in source for source in code):
            for file in sorted(folder.glob("*.csv*")):
                yield f"{folder.name}/{file.name}"
                yield hashlib.sha256(file.read_bytes()).hexdigest()


def drawn_by(root):
    """The sources that draw figures and tables, without comments and blanks."""
    for folder in DRAWN_BY:
        for file in sorted((root / folder).rglob("*.java")):
            yield file.relative_to(root).as_posix()
            yield java_tokens(file.read_text(encoding="utf-8"))


def java_tokens(source):
    return " ".join(t for t in JAVA_TOKEN.findall(source) if not t.startswith(("//", "/*")))


def execute(path, quick=False):
    """Runs all cells in a fresh kernel, in the notebook's own folder; raises on the first error."""
    notebook = read(path)
    notebook.metadata.kernelspec = dict(KERNELSPEC)
    if quick:  # what quick takes less of, as it is in full
        settings = "System.out.println(io.shelfcast.models.TrainingOptions.of(7));"
        notebook.cells.append(nbformat.v4.new_code_cell(settings))
    client = NotebookClient(
        notebook, timeout=3600, startup_timeout=600, kernel_name=KERNELSPEC["name"],
        resources={"metadata": {"path": str(Path(path).resolve().parent)}},
    )
    began = time.monotonic()
    os.environ.pop(KNOB, None)
    os.environ.update({KNOB: "quick"} if quick else {})
    with open(os.environ.get("SHELFCAST_KERNEL_LOG", os.devnull), "ab") as log:
        client.execute(stdout=log, stderr=log)  # the kernel's own, not the cells'
    seconds = time.monotonic() - began
    settings = "".join(o.text for o in notebook.cells.pop().outputs) if quick else None
    notebook = normalise(notebook)
    if quick:
        notebook.metadata[SETTINGS] = settings
    return notebook, seconds


def record(notebook):
    """What a quick run shows, as text; of a figure its title."""
    settings = re.sub(r"threads=\d+, ", "", notebook.metadata[SETTINGS].strip())  # the machine's own
    lines = [f"training by default: {settings}"]
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.outputs:
            lines.append(f"--- {cell.id}")
            for output in cell.outputs:
                text = output.text if output.output_type == "stream" else output.data.get("text/plain", "")
                lines += text.rstrip().split("\n")
    return "\n".join(lines) + "\n"


def differences(kept, now):
    """Where two records differ by more than machines do, a line each."""
    was, shows = kept.split("\n"), now.split("\n")
    wrong = []
    where = ""
    for one, other in zip(was, shows):
        where = f"in {one[4:]} " if one.startswith("--- cell") else where
        if not alike(one, other):
            start = max(0, len(os.path.commonprefix([one, other])) - CONTEXT)
            wrong.append(f"{where}showed {one[start:start + WIDTH]!r}, now {other[start:start + WIDTH]!r}")
    if len(was) != len(shows):
        wrong.append(f"showed {len(was)} lines, now {len(shows)}")
    return wrong


def alike(one, other):
    """Words exactly; numbers to a thousandth, or to their last digit."""
    if NUMBER.sub("#", one) != NUMBER.sub("#", other):
        return False
    for a, b in zip(NUMBER.findall(one), NUMBER.findall(other)):
        x, y = float(a.replace(",", "")), float(b.replace(",", ""))
        last = 10.0 ** -min(decimals(a), decimals(b)) if "." in a + b else 0
        if abs(x - y) > max(CLOSE * max(abs(x), abs(y)), 1.001 * last if last >= 1e-3 else 1e-9):
            return False
    return True


def decimals(number):
    return len(number.split(".")[1]) if "." in number else 0


def compare(path, run):
    """What a quick run shows that is not what the last render's quick run showed."""
    name = Path(path).stem
    kept = RECORDS / f"{name}.txt"
    if not kept.exists():
        return [f"{name}: no record of a quick run; {REMEDY}"]
    wrong = differences(kept.read_text(encoding="utf-8"), record(read(Path(run) / Path(path).name)))
    return [f"{name}: outputs are stale: a quick run {w}; {REMEDY}" for w in wrong]


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
        "pygments_lexer": "java", "codemirror_mode": "java"}, MADE_FROM: made_from(notebook)}
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


CHANGED = {"code": "its code has", "samples": "a sample that it reads has",
           "drawn by": "the sources that draw its figures and tables have"}


def lint(path, root=ROOT):
    """What is wrong with a notebook, a line each."""
    notebook = read(path)
    wrong = []

    def say(cell, what):
        wrong.append(f"{Path(path).name}, cell {cell}: {what}" if cell else f"{Path(path).name}: {what}")

    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        say(0, f"nbformat {notebook.nbformat}.{notebook.nbformat_minor}; it must be 4.5")
    if dict(notebook.metadata.get("kernelspec", {})) != KERNELSPEC:
        say(0, f"kernelspec is not {KERNELSPEC}")
    kept = notebook.metadata.get(MADE_FROM, {})
    for what, now in made_from(notebook, root).items():
        if kept.get(what) != now:
            say(0, f"outputs are stale: {CHANGED[what]} changed since they were written; {REMEDY}")
    if not notebook.cells or notebook.cells[0].cell_type != "markdown":
        say(1, "the first cell must be text")
    before = None
    counts = 0
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            counts += 1
            lint_code(cell, before, number, counts, say)
            lint_reading(notebook.cells[number:number + 1], cell, number, say)
        elif re.search(r"<script|<iframe", cell.source):
            say(number, "scripts do not run on code-hosting sites")
        before = cell
    return wrong


def says_something(text):
    """A sentence, or what leads over to the code, below the last heading; a heading is neither."""
    lines = [line for line in re.split(r"(?m)^#.*$", text)[-1].split("\n") if line.strip()]
    return bool(lines) and re.search(r"\w\W+\w.*[.:?!][*`)]*\s*$", lines[-1]) is not None


def lint_reading(after, cell, number, say):
    """A figure or table is followed by what is to be seen in it."""
    rich = any("text/html" in o.get("data", {}) or "image/png" in o.get("data", {}) for o in cell.outputs)
    follows = after[0].source if after and after[0].cell_type == "markdown" else ""
    if rich and not (follows.startswith("**Reading.** ") and says_something(follows.split("\n\n")[0])):
        say(number, "a figure or table that no '**Reading.** ...' follows")


def lint_code(cell, before, number, counts, say):
    lines = cell.source.count("\n") + 1
    if lines > LINES:
        say(number, f"{lines} lines; at most {LINES}, the rest belongs into the library")
    longest = max(len(line) for line in cell.source.split("\n"))
    if longest > LINE_LENGTH:
        say(number, f"a line of {longest} characters; pages break it past {LINE_LENGTH}")
    if before is None or before.cell_type != "markdown" or not says_something(before.source):
        say(number, "code without text before it; a heading alone is none")
    if re.search(r"^\s*(public |final |abstract |static )*(class|interface|enum|record) \w", cell.source, re.M):
        say(number, "defines a type, which belongs into the library")
    if ABSOLUTE.search(cell.source):
        say(number, "an absolute path in its code")
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


def described(notebook):
    """With the title of each figure as what a reader hears who does not see it."""
    for output in (o for c in notebook.cells if c.cell_type == "code" for o in c.outputs):
        if "image/png" in output.get("data", {}):
            title = output.data.get("text/plain", "").removeprefix("figure: ")
            output.metadata["image/png"] = {"alt": title}
    return notebook


def html(path, folder):
    from nbconvert import HTMLExporter
    exporter = HTMLExporter(template_name="classic", embed_images=True)
    exporter.mathjax_url = ""
    exporter.require_js_url = ""
    body, _ = exporter.from_notebook_node(described(read(path)))
    Path(folder).mkdir(parents=True, exist_ok=True)
    body = SCRIPTS.sub("", body)  # of the template: for formulas and for diagrams, of which there are none
    body = re.sub(r'href="([\w-]+)\.ipynb"', r'href="\1.html"', body)
    (Path(folder) / (Path(path).stem + ".html")).write_text(body, encoding="utf-8")


def render(path, folder):
    """Runs in full, and quick for the record; writes the outputs, the record and the page."""
    notebook, seconds = execute(path)
    quick, more = execute(path, quick=True)
    write(notebook, path)
    RECORDS.mkdir(exist_ok=True)
    beside = RECORDS / (Path(path).stem + ".txt.part")
    beside.write_text(record(quick), encoding="utf-8")
    os.replace(beside, beside.with_suffix(""))
    print(f"{Path(path).name}: {seconds:.0f} s, quick {more:.0f} s", flush=True)
    html(path, folder)
    return lint(path)


def run(path, folder):
    """Runs quick into a copy."""
    notebook, seconds = execute(path, quick=True)
    write(notebook, Path(folder) / Path(path).name)
    print(f"{Path(path).name}: {seconds:.0f} s", flush=True)
    return lint(Path(folder) / Path(path).name)


def main():
    parser = argparse.ArgumentParser(prog="notebook.py", description=__doc__.split("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, option in (("render", "--html"), ("run", "--to"), ("compare", "--run"), ("lint", None), ("html", "--html")):
        verb = verbs.add_parser(name)
        verb.add_argument("notebooks", nargs="+")
        if option:
            verb.add_argument(option, required=True, dest="folder", metavar="FOLDER")
    arguments = parser.parse_args()
    failed = False
    for path in arguments.notebooks:
        try:
            wrong = {"render": lambda: render(path, arguments.folder), "run": lambda: run(path, arguments.folder),
                     "compare": lambda: compare(path, arguments.folder), "lint": lambda: lint(path),
                     "html": lambda: html(path, arguments.folder) or []}[arguments.verb]()
        except CellExecutionError as error:  # its own text leaves out what the exception says
            wrong = [f"{path}: {error.ename}: {error.evalue}\n{error}"]
        print("\n".join(wrong[:MOST] + [f"and {len(wrong) - MOST} more"] * (len(wrong) > MOST)), end="\n" if wrong else "")
        failed |= bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

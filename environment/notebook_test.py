"""What notebook.py must find in a notebook, and what it must leave alone."""

import sys
import tempfile
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import notebook as nb


def good():
    made = new_notebook(cells=[
        new_markdown_cell("# Title"),
        new_code_cell("%classpath ../lib/target/notebook/*.jar\nimport io.shelfcast.notebook.*;"),
        new_markdown_cell("A number:"),
        new_code_cell("1 + 1", outputs=[new_output("execute_result", {"text/plain": "2"})]),
    ])
    return nb.normalise(made)


def found(change, stale=False):
    """What the lint says of a good notebook after a change to it."""
    made = good()
    change(made)
    if not stale:
        made.metadata[nb.DIGEST] = nb.digest(made)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "n.ipynb"
        nb.write(made, path)
        return "\n".join(nb.lint(path))


def output(**what):
    def change(made):
        made.cells[3].outputs = [new_output(**what)]
    return change


def text(value):
    return output(output_type="execute_result", data={"text/plain": value}, execution_count=2)


def set_source(cell, source):
    def change(made):
        made.cells[cell].source = source
    return change


def drop(cell):
    def change(made):
        del made.cells[cell]
    return change


CASES = [
    ("nothing in a good one", lambda n: None, ""),
    ("missing outputs", lambda n: n.cells[3].outputs.clear(), "has no output"),
    ("a cell that was not run", lambda n: n.cells[3].update(execution_count=None), "was not run"),
    ("errors", output(output_type="error", ename="E", evalue="no", traceback=[]), "failed: E: no"),
    ("stderr", output(output_type="stream", name="stderr", text="log"), "stderr"),
    ("identity hashes", text("java.io.PrintStream@350576e0"), "identity hash"),
    ("display ids", text("0f8fad5b-d9cb-469f-a165-70867728950e"), "UUID"),
    ("absolute paths in outputs", text("see /home/ann/models"), "absolute path"),
    ("absolute paths in code", set_source(3, 'Path.of("/tmp/x")'), "absolute path"),
    ("relative paths left alone", text("models/v1 and https://host/home/x"), ""),
    ("long cells", set_source(3, "\n".join(["f();"] * 21)), "21 lines"),
    ("cells of 20 lines left alone", set_source(3, "\n".join(["f();"] * 20)), ""),
    ("code without text before it", drop(2), "code without text"),
    ("types defined in cells", set_source(3, "record Pair(int a, int b) {}"), "defines a type"),
    ("scripts", output(output_type="execute_result", data={"text/html": "<script>"}, execution_count=2), "a script"),
]


def main():
    wrong = []
    for name, change, expected in CASES:
        said = found(change)
        if (expected not in said) if expected else said:
            wrong.append(f"{name}: expected {expected!r}, but it says {said!r}")
    if "stale" not in found(set_source(3, "1 + 2"), stale=True):
        wrong.append("stale outputs are not found")
    drawn = nb.on_screen("\rXGBoost [##..]  long note\rdone      \nnext")
    if drawn != "done      [##..]  long note\nnext" and not drawn.startswith("done"):
        wrong.append(f"carriage returns: {drawn!r}")
    once = good()
    if nb.nbformat.writes(nb.normalise(once)) != nb.nbformat.writes(good()):
        wrong.append("normalising twice changes something")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""What notebook.py must find in a notebook, and what it must leave alone."""

import sys
import tempfile
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import notebook as nb


def good():
    made = new_notebook(cells=[
        new_markdown_cell("# Title\n\nWhat is asked."),
        new_code_cell("%classpath ../lib/target/notebook/*.jar\nimport io.shelfcast.notebook.*;"),
        new_markdown_cell("A number:"),
        new_code_cell("1 + 1", outputs=[new_output("execute_result", {"text/plain": "2"})]),
        new_markdown_cell("**Reading.** One and one are two."),
    ])
    return nb.normalise(made)


def found(change, stale=False):
    """What the lint says of a good notebook after a change to it."""
    made = good()
    change(made)
    if not stale:
        made.metadata[nb.MADE_FROM] = nb.made_from(made)
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


def both(one, other):
    def change(made):
        one(made)
        other(made)
    return change


html_table = output(output_type="execute_result", data={"text/html": "<table></table>", "text/plain": "a"},
                    execution_count=2)

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
    ("file URLs in outputs", text("see file:/home/ann/models"), "absolute path"),
    ("file URLs of three strokes", text("see file:///srv/models"), "absolute path"),
    ("paths behind a colon", text("models:/home/ann"), "absolute path"),
    ("relative paths left alone", text("models/v1 and https://host/home/x"), ""),
    ("long cells", set_source(3, "\n".join(["f();"] * 21)), "21 lines"),
    ("cells of 20 lines left alone", set_source(3, "\n".join(["f();"] * 20)), ""),
    ("long lines", set_source(3, "f(" + "x" * 86 + ")"), "a line of 89 characters"),
    ("lines of 88 characters left alone", set_source(3, "f(" + "x" * 85 + ")"), ""),
    ("code without text before it", drop(2), "code without text"),
    ("code after a bare heading", set_source(2, "## By level"), "code without text"),
    ("code after a heading below a reading", set_source(2, "**Reading.** It is so.\n\n## By level"), "code without text"),
    ("code after a heading and a sentence", set_source(2, "## By level\n\nBy how much?"), ""),
    ("tables without a reading", both(html_table, set_source(4, "In numbers, too:")), "no '**Reading.**"),
    ("tables with an empty reading", both(html_table, set_source(4, "**Reading.** ")), "no '**Reading.**"),
    ("tables at the end", both(html_table, drop(4)), "no '**Reading.**"),
    ("tables with a reading", both(html_table, lambda n: None), ""),
    ("types defined in cells", set_source(3, "record Pair(int a, int b) {}"), "defines a type"),
    ("scripts", output(output_type="execute_result", data={"text/html": "<script>"}, execution_count=2), "a script"),
]


def page_of(made):
    with tempfile.TemporaryDirectory() as folder:
        nb.write(made, Path(folder) / "n.ipynb")
        nb.html(Path(folder) / "n.ipynb", folder)
        return (Path(folder) / "n.html").read_text(encoding="utf-8")


CHART = "lib/shelfcast/src/main/java/io/shelfcast/charts/Bars.java"

# What is changed beside the notebook, and whether that makes its outputs stale.
CHECKOUT_CASES = [
    ("nothing", lambda root: None, ""),
    ("a row of a sample that it reads", lambda root: add(root, "data-samples/bakery/transactions.csv", "2019-05-01,1\n"),
     "a sample that it reads has changed"),
    ("a new table of a sample", lambda root: add(root, "data-samples/bakery/prices.csv", "x\n"), "a sample that it reads"),
    ("another sample", lambda root: add(root, "data-samples/grocery/transactions.csv", "x\n"), ""),
    ("a sample's description", lambda root: add(root, "data-samples/bakery/README.md", "x\n"), ""),
    ("how a chart is drawn", lambda root: put(root, CHART, 'class Bars { /* wide */ String a = "grey /* x */"; }'),
     "the sources that draw its figures and tables have changed"),
    ("comments and blanks of a chart", lambda root: put(root, CHART, '// as before\nclass Bars {\n  String a = "red /* x */";\n}'), ""),
    ("a blank within a text", lambda root: put(root, CHART, 'class Bars { String a = "red  /* x */"; }'), "the sources that draw"),
    ("the rest of the library, which the quick run tells",
     lambda root: put(root, "lib/shelfcast/src/main/java/io/shelfcast/models/M.java", "class M {}"), ""),
]


def put(root, name, text):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def add(root, name, text):
    put(root, name, ((root / name).read_text() if (root / name).exists() else "") + text)


def stale_after(change):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        put(root, "data-samples/bakery/transactions.csv", "day,units\n")
        put(root, "data-samples/grocery/transactions.csv", "day,units\n")
        put(root, CHART, 'class Bars { String a = "red /* x */"; }')
        made = good()
        made.cells[3].source = 'panel("bakery")'
        made.metadata[nb.MADE_FROM] = nb.made_from(made, root)
        change(root)
        nb.write(made, root / "n.ipynb")
        return "\n".join(nb.lint(root / "n.ipynb", root))


# A line of the record of a quick run, the same line of a later one, and whether it is as good as the same.
RECORD_CASES = [
    ("the same", "MAE 16.943, 735 cells", "MAE 16.943, 735 cells", True),
    ("another word", "verdict: better", "verdict: worse", False),
    ("a number of the library", "MAE 16.943", "MAE 17.143", False),
    ("what another machine rounds", "MAE 16.943123", "MAE 16.943125", True),
    ("the last of the digits shown", "off by 20.6 %", "off by 20.7 %", True),
    ("two of the last digit", "off by 20.6 %", "off by 20.8 %", False),
    ("a count", "735 rows", "736 rows", False),
    ("a small number", "p,0.00021", "p,0.00025", False),
    ("a sign", "bias -4.9", "bias 4.9", False),
    ("thousands", "1,215 days", "1,315 days", False),
    ("a line more", "a", "a\nb", False),
]


def main():
    wrong = []
    for name, change, expected in CASES:
        said = found(change)
        if (expected not in said) if expected else said:
            wrong.append(f"{name}: expected {expected!r}, but it says {said!r}")
    if "stale: its code has" not in found(set_source(3, "1 + 2"), stale=True):
        wrong.append("stale outputs are not found")
    for name, change, expected in CHECKOUT_CASES:
        said = stale_after(change)
        if (expected not in said) if expected else said:
            wrong.append(f"changed: {name}: expected {expected!r}, but it says {said!r}")
    for name, kept, now, same in RECORD_CASES:
        if (nb.differences(kept, now) == []) != same:
            wrong.append(f"record: {name}: {kept!r} and {now!r} are {'not ' if same else ''}taken for the same")
    drawn = nb.on_screen("\rXGBoost [##..]  long note\rdone      \nnext")
    if drawn != "done      [##..]  long note\nnext" and not drawn.startswith("done"):
        wrong.append(f"carriage returns: {drawn!r}")
    page = page_of(good())
    if "<script" in page or "<style" not in page or "One and one are two" not in page:
        wrong.append("the page for people without Jupyter has scripts, or lacks its style or text")
    once = good()
    if nb.nbformat.writes(nb.normalise(once)) != nb.nbformat.writes(good()):
        wrong.append("normalising twice changes something")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

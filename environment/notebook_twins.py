"""Compares what notebooks showed with what their scripts wrote, to 1e-9: FOLDER METRICS.JSON.

FOLDER has run/*.ipynb, prepare.txt, panel.csv, features.txt, features.csv, train.json and
evaluate.json; METRICS.JSON is of the version that notebook 03 saved.
"""

import csv
import datetime
import io
import json
import sys
from pathlib import Path

import nbformat

CLOSE = 1e-9
wrong = []


def same(what, notebook, script):
    """Numbers to 1e-9 of their size, everything else exactly."""
    if isinstance(notebook, dict) and isinstance(script, dict):
        if notebook.keys() != script.keys():
            wrong.append(f"{what}: keys differ: {sorted(notebook.keys() ^ script.keys())}")
        for key in notebook.keys() & script.keys():
            same(f"{what}.{key}", notebook[key], script[key])
    elif isinstance(notebook, list) and isinstance(script, list):
        if len(notebook) != len(script):
            wrong.append(f"{what}: {len(notebook)} values in the notebook, {len(script)} in the script")
        for i, (one, other) in enumerate(zip(notebook, script)):
            same(f"{what}[{i}]", one, other)
    elif isinstance(notebook, float) or isinstance(script, float):
        if notebook is None or script is None or abs(notebook - script) > CLOSE * max(1, abs(script)):
            wrong.append(f"{what}: {notebook} in the notebook, {script} from the script")
    elif notebook != script:
        wrong.append(f"{what}: {notebook!r} in the notebook, {script!r} from the script")


def shown(notebook):
    """The text forms of all values that a notebook shows."""
    return [o.data.get("text/plain", "") for c in notebook.cells if c.cell_type == "code"
            for o in c.outputs if o.output_type == "execute_result"]


def table(texts, start):
    for text in texts:
        if text.startswith(start):
            return list(csv.DictReader(io.StringIO(text)))
    wrong.append(f"no table that starts with {start!r}")
    return []


def told(what, text, script):
    """The notebook has shown just what the script printed."""
    lines = [line.rstrip() for line in script.read_text().splitlines()]
    block = [line.rstrip() for line in text.splitlines()]
    found = any(lines[i:i + len(block)] == block for i in range(len(lines)))
    if not block or not found:
        wrong.append(f"{what}: the script did not print what the notebook shows:\n{text}")


def prepare(folder):
    texts = shown(nbformat.read(folder / "run" / "01-explore-demand.ipynb", 4))
    told("01 summary", next(t for t in texts if t.startswith("customer")), folder / "prepare.txt")
    sums = {}
    with open(folder / "panel.csv", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["store_recorded"] == "1" and row["closed"] == "0":
                weekday = datetime.date.fromisoformat(row["date"]).weekday()
                total = sums.setdefault((weekday, row["product_id"]), [0, 0])
                total[0] += float(row["quantity"])
                total[1] += 1
    for weekday, row in enumerate(table(texts, "weekday,")):
        for name, value in row.items():
            if name.startswith("product "):
                total, days = sums[weekday, name.removeprefix("product ")]
                same(f"01 {row['weekday']}, {name}", float(value), total / days)


def features(folder):
    texts = shown(nbformat.read(folder / "run" / "02-engineer-features.ipynb", 4))
    told("02 coverage", next(t for t in texts if t.startswith("temporal (12)")), folder / "features.txt")
    row = None
    with open(folder / "features.csv", encoding="utf-8") as rows:
        for each in csv.DictReader(rows):
            if (each["product_id"], each["store_id"], each["date"]) == ("101", "2", "2019-04-17"):
                row = each
    compared = 0
    for text in texts:
        if text.startswith("feature,value"):
            groups = list(csv.DictReader(io.StringIO(text)))
            if any(g["feature"] == "price" and g["value"] for g in groups):
                break  # from here on, the groceries
            for g in groups:
                value = float(g["value"]) if g["value"] else None
                script = float(row[g["feature"]]) if row[g["feature"]] else None
                same(f"02 {g['feature']}", value, script)
                compared += 1
    if compared != 45:
        wrong.append(f"02: {compared} features compared, not 45")


def models(folder, metrics):
    ours = json.loads(Path(metrics).read_text())
    same("03 train", ours, json.loads((folder / "train.json").read_text()))
    same("03 evaluate", ours, json.loads((folder / "evaluate.json").read_text()))
    texts = shown(nbformat.read(folder / "run" / "03-compare-models.ipynb", 4))
    scores = {s["model"]: s["point"] for s in ours["evaluation"]["scores"] if s["level"] in ("product-store-day", "PRODUCT_STORE_DAY")}
    rows = table(texts, "model,\"MAE") or table(texts, "model,MAE")
    for row in rows:
        same(f"03 {row['model']}", float(row["MAE %"]), 100 * scores[row["model"]]["wape"])
    if len(rows) != 5:
        wrong.append(f"03: {len(rows)} models shown, not 5")


def main():
    folder = Path(sys.argv[1])
    prepare(folder)
    features(folder)
    models(folder, sys.argv[2])
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

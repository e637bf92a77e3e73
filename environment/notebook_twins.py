"""Compares what notebooks showed with what their scripts wrote, to 1e-9: FOLDER METRICS.JSON.

FOLDER has run/*.ipynb, prepare.txt, panel.csv, features.txt, features.csv, train.json,
evaluate.json, retrain-*.json, deploy.txt and monitor-*.json; METRICS.JSON is of the version that
notebook 03 saved.
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


def tables(texts, start):
    return [list(csv.DictReader(io.StringIO(text))) for text in texts if text.startswith(start)]


def challenges(folder):
    texts = shown(nbformat.read(folder / "run" / "04-judge-a-challenger.ipynb", 4))
    conditions = tables(texts, "condition,met")
    weeks = tables(texts, "week from,cells")
    for n, file in enumerate((folder / "retrain-42.json", folder / "retrain-7.json")):
        outcome = json.loads(file.read_text())[0]
        script = [{"condition": c["name"], "met": "yes" if c["met"] else "no", "in words": c["sentence"]}
                  for c in outcome["conditions"]]
        same(f"04 {file.name}", conditions[n], script)
        cells = sum(float(w["cells"]) for w in weeks[n])
        for who in ("champion", "challenger"):
            column = next(name for name in weeks[n][0] if name.startswith(who))
            errors = sum(float(w["cells"]) * float(w[column]) for w in weeks[n])
            same(f"04 {file.name} {who}", errors / cells, outcome[f"{who}Metrics"]["mae"])
    if len(conditions) != 2:
        wrong.append(f"04: {len(conditions)} decisions shown, not 2")


def watch(folder):
    texts = shown(nbformat.read(folder / "run" / "05-deploy-and-watch.ipynb", 4))
    plan = [f"{row['step']} {row['what']}" for row in table(texts, "step,what")]
    same("05 plan", plan, [" ".join(line.split(None, 1)) for line in (folder / "deploy.txt").read_text().splitlines()
                           if line.startswith("  ")])
    alerts = [[row["in words"] for row in rows] for rows in tables(texts, "about,in words")]
    reports = [json.loads(file.read_text()) for file in sorted(folder.glob("monitor-*.json"))]
    for shown_alerts, report in zip(alerts[-2:], reports):
        same(f"05 alerts of {report['asOf']}", shown_alerts, [a["sentence"] for a in report["alerts"]])
    later = reports[-1]
    weeks = {week["monday"]: week for week in later["weeks"]}
    for row in table(texts, "week from,error %"):
        week = weeks[row["week from"]]
        same(f"05 MAE of {row['week from']}", float(row["error %"]), 100 * week["point"]["wape"])
    drift = {f["feature"]: f for f in later["drift"]["features"]}
    for row in table(texts, "feature,group,PSI"):
        same(f"05 PSI of {row['feature']}", float(row["PSI"]), drift[row["feature"]]["psi"])
        same(f"05 mean of {row['feature']}", float(row["mean now"]), drift[row["feature"]]["recentMean"])


def main():
    folder = Path(sys.argv[1])
    prepare(folder)
    features(folder)
    models(folder, sys.argv[2])
    challenges(folder)
    watch(folder)
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

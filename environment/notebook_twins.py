"""Compares what notebooks showed with what their scripts wrote, to 1e-9: FOLDER MODELS.

FOLDER has run/*.ipynb and what environment/checks/50-notebooks.sh lets the scripts write; MODELS is
the models' folder, with the versions that notebooks 03 and 05 saved and those of the scripts.
Every table that a notebook shows is compared, or is named in NO_SCRIPT: no script gives its numbers.
"""

import csv
import datetime
import gzip
import io
import json
import math
import statistics
import sys
from pathlib import Path

import nbformat

CLOSE = 1e-9
ENSEMBLE = "ensemble"
wrong = []

# The first words of the tables that no script prints or writes, by notebook.
NO_SCRIPT = {
    "01": ["table,rows,known until", "day,store-days", "kind of day,times", "level,units a cell"],
    "02": ["what is changed,from", "group,\"share of the gain", "date,kind,name", "promotion,start,end",
           "product,category", "kind,promotions"],
    "03": ["model,MAE against"],
    "04": ["\"margin, %\"", "what,first day,last day"],
    "05": ["field,holds,bytes", "file,kB,what"],
}


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
        if notebook is None or script is None or not abs(notebook - script) <= CLOSE * max(1, abs(script)):
            wrong.append(f"{what}: {notebook} in the notebook, {script} from the script")
    elif notebook != script:
        wrong.append(f"{what}: {notebook!r} in the notebook, {script!r} from the script")


class Page:
    """What a notebook showed; tables are taken one by one, and must all be taken."""

    def __init__(self, folder, name):
        notebook = nbformat.read(folder / "run" / f"{name}.ipynb", 4)
        outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
        self.number = name[:2]
        self.texts = [o.data.get("text/plain", "") for o in outputs if o.output_type == "execute_result"]
        self.texts = [t for t in self.texts if not t.startswith("figure: ")]
        self.said = [o.text for o in outputs if o.output_type == "stream"]

    def take(self, start):
        """The first text that begins like this and was not taken yet."""
        for text in self.texts:
            if text.startswith(start):
                self.texts.remove(text)
                return text
        wrong.append(f"{self.number}: shows nothing (more) that starts with {start!r}")
        return ""

    def table(self, start, rows=None):
        """Rows with numbers as numbers, and what is not there as None."""
        table = [{k: number(v) for k, v in row.items()} for row in csv.DictReader(io.StringIO(self.take(start)))]
        if rows is not None and len(table) != rows or not table:
            wrong.append(f"{self.number}: {start!r} has {len(table)} rows, not {rows or 'some'}")
        return table

    def done(self):
        for start in NO_SCRIPT[self.number]:
            taken = [t for t in self.texts if t.startswith(start)]
            if not taken:
                wrong.append(f"{self.number}: no table starts with {start!r} any more")
            self.texts = [t for t in self.texts if t not in taken]
        wrong.extend(f"{self.number}: compared with nothing: {t[:60]!r}" for t in self.texts)

    def told(self, start, script):
        """The notebook has shown just what the script printed, empty lines aside."""
        text = self.take(start)
        lines = [line.rstrip() for line in script.read_text().splitlines() if line.strip()]
        block = [line.rstrip() for line in text.splitlines() if line.strip()]
        found = any(lines[i:i + len(block)] == block for i in range(len(lines)))
        if not block or not found:
            wrong.append(f"{self.number}: {script.name} does not have what the notebook shows:\n{text}")


def number(text):
    if text in ("", None):
        return None
    try:
        return float(text)
    except ValueError:
        return text


def read(file):
    return json.loads(file.read_text())


def rows(file, wanted=lambda row: True):
    with open(file, encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if wanted(row)]


def explore(folder):
    page = Page(folder, "01-explore-demand")
    summary = next((t for t in page.texts if t.startswith("customer")), "")
    page.told("customer", folder / "prepare.txt")
    panel = rows(folder / "panel.csv")
    for row in page.table("product_id,Mean", 3):
        sold = [float(r["quantity"]) for r in panel if r["product_id"] == f"{row['product_id']:.0f}"]
        shown = [row["Mean [quantity]"], row["Std. Deviation [quantity]"], row["Max [quantity]"]]
        same(f"01 product {row['product_id']}", shown, [statistics.fmean(sold), statistics.stdev(sold), max(sold)])
    sums = {}
    for row in panel:
        if row["store_recorded"] == "1" and row["closed"] == "0":
            weekday = datetime.date.fromisoformat(row["date"]).weekday()
            total = sums.setdefault((weekday, row["product_id"]), [0, 0])
            total[0] += float(row["quantity"])
            total[1] += 1
    for weekday, row in enumerate(page.table("weekday,", 7)):
        for name, value in row.items():
            if name.startswith("product "):
                total, days = sums[weekday, name.removeprefix("product ")]
                same(f"01 {row['weekday']}, {name}", value, total / days)
    for row in page.table("class,series"):
        if f"{row['series']:.0f} {row['class']}" not in summary:
            wrong.append(f"01: {row['series']:.0f} series are {row['class']}, which prepare does not say")
    invented(page, folder / "invented")
    page.done()


def invented(page, shop):
    """The retailer whose true means are known, from what simulate wrote."""
    day = lambda text: datetime.date.fromisoformat(text[:10]).toordinal()
    sales = {}
    for row in rows(shop / "transactions.csv"):
        sales.setdefault((row["product_id"], row["store_id"]), {})[day(row["timestamp"])] = float(row["quantity"])
    with gzip.open(shop / "truth.csv.gz", "rt", encoding="utf-8") as lines:
        means = {(r["product_id"], r["store_id"], day(r["date"])): float(r["mean"]) for r in csv.DictReader(lines)}
    same("01 invented", page.take(f"{len(sales)} series"), f"{len(sales)} series, {len(means)} true means")
    last = max(max(days) for days in sales.values())
    known = naive = sold = chance = total = 0
    for series, days in sales.items():
        for t in range(max(last - 55, min(days) + 7), last + 1):
            mean, y = means[*series, t], days.get(t, 0)
            known += abs(y - mean)
            naive += abs(y - days.get(t - 7, 0))
            sold += y
            total += mean
            if mean > 0:  # the mean deviation of a Poisson distribution
                k = math.floor(mean)
                chance += 2 * math.exp((k + 1) * math.log(mean) - mean - math.lgamma(k + 1))
    shown = [row["MAE %"] for row in page.table("forecast,MAE %", 3)]
    same("01 invented, MAE %", shown, [100 * chance / total, 100 * known / sold, 100 * naive / sold])


def features(folder):
    page = Page(folder, "02-engineer-features")
    bakery = rows(folder / "features.csv", lambda r: (r["product_id"], r["store_id"]) == ("101", "2"))
    milk = rows(folder / "groceries.csv", lambda r: (r["product_id"], r["store_id"]) == ("995242", "367"))
    one = {"bakery": on(bakery, "2019-04-17"), "milk": on(milk, "2017-12-14")}
    for what, groups, count in (("bakery", 6, 45), ("milk", 2, 10)):
        compared = [row for _ in range(groups) for row in page.table("feature,value")]
        for row in compared:
            same(f"02 {what}, {row['feature']}", row["value"], number(one[what][row["feature"]]))
        same(f"02 features of {what}", len(compared), count)
    for day in page.table("date,weekday,quantity\n", 7):
        same(f"02 sold on {day['date']}", day["quantity"], number(on(bakery, day["date"])["sales"]))
    for day in page.table("date,weekday,quantity,unit_price", 5):
        same(f"02 milk sold on {day['date']}", day["quantity"], number(on(milk, day["date"])["sales"]))
        after = (datetime.date.fromisoformat(day["date"]) + datetime.timedelta(1)).isoformat()
        same(f"02 price of the milk, {day['date']}", day["unit_price"], number(on(milk, after)["price"]))
    weather = page.table("region,date", 1)[0]
    for feature, column in (("temperature_c", "temperature, deg C"), ("precipitation", "precipitation, mm")):
        close = abs(weather[column] - number(one["bakery"][feature])) < 1e-5  # the row has it as a float
        same(f"02 {feature}", close, True)
    known = page.table("group,features,with values", 6)
    names = in_order(folder / "features.txt")
    missing = missing_shares(folder / "features.csv")
    often = {name: 100 * missing[name] for name in names if missing[name] > .01}
    same("02 missing", {row["feature"]: row["missing, %"] for row in page.table("feature,group")}, often)
    for file, customer in (("features.csv", "bakery"), ("groceries.csv", "grocery")):
        has = {name for name, share in missing_shares(folder / file).items() if share < 1}
        start = 0
        for group in known:
            labels = names[start:start + int(group["features"])]
            start += len(labels)
            column = next(c for c in group if c.startswith(f"with values: {customer}"))
            same(f"02 {group['group']} of {customer}", group[column], float(len(has & set(labels))))
    page.done()


def on(table, date):
    found = [row for row in table if row["date"] == date]
    if len(found) != 1:
        wrong.append(f"02: {len(found)} rows of {date} in the features")
        return table[0]
    return found[0]


def missing_shares(file):
    """The share of rows without a value, 0 to 1, by column."""
    with open(file, encoding="utf-8") as lines:
        table = csv.reader(lines)
        names = next(table)
        empty, count = [0] * len(names), 0
        for row in table:
            empty = [n + (not value) for n, value in zip(empty, row)]
            count += 1
    return {name: n / count for name, n in zip(names, empty)}


def in_order(printed):
    """All features, as the script prints them: indented below their groups."""
    lines = printed.read_text().splitlines()
    return [line.split()[0] for line in lines if line.startswith("  ") and "%" in line]


def scores(folder, models):
    ours = read(models / "bakery-quick" / "v1" / "metrics.json")
    same("03 train", ours, read(folder / "train.json"))
    theirs = read(folder / "evaluate.json")
    same("03 evaluate", ours, theirs)
    page = Page(folder, "03-compare-models")
    e = theirs["evaluation"]
    names = ["seasonal-naive", "lstm", "xgboost", "ensemble-fixed", "ensemble-fitted"]
    of = {(s["level"], s["model"]): s for s in e["scores"]}
    for level, more in (("product-store-day", ("mase", "rmsse")), ("product-store-horizon", ())):
        for model, row in zip(names, page.table("model,\"MAE, units\"", 5)):
            s = of[level, model]
            point = s["point"]
            script = [point["mae"]] + [100 * point[m] for m in ("wape", "mape", "coverage", "bias")] + [s[m] for m in more]
            same(f"03 {level}, {row['model']}", list(row.values()), [model] + script)
    for dimension in ("weekday", "product", "window"):
        slices = [s for s in e["slices"] if s["dimension"] == dimension.upper()]
        shown = page.table(f"{dimension},seasonal-naive")
        for row in shown:
            key = row.pop(dimension)
            key = f"{key:.0f}" if isinstance(key, float) else key
            script = [100 * s["point"]["wape"] for m in names for s in slices if s["model"] == m and s["key"].lower() == key]
            same(f"03 {dimension} {key}", list(row.values()), script)
        same(f"03 {dimension}s", len(shown), len({s["key"] for s in slices}))
    series = {(s["productId"], s["storeId"], s["model"]): s["point"] for s in e["seriesScores"]}
    for row in page.table("product,store,sold a day"):
        key = f"{row['product']:.0f}", f"{row['store']:.0f}"
        own, naive = series[*key, ENSEMBLE], series[*key, "seasonal-naive"]
        script = [own["actual"] / own["cells"], 100 * own["wape"], 100 * naive["wape"], 100 * own["bias"]]
        same(f"03 series {key}", [row[c] for c in ("sold a day", "MAE %", "naive, MAE %", "bias %")], script)
    for row in page.table("quantile,should be %", 3):
        r = [r for r in e["reliability"] if r["model"] == ENSEMBLE and r["quantile"] == row["should be %"] / 100]
        cells = sum(x["cells"] for x in r)
        script = [100 * sum(x["cells"] * x[k] for x in r) / cells for k in ("below", "atOrBelow")]
        same(f"03 {row['quantile']}", [row["sales below %"], row["sales below or at %"]], script)
    page.told("ensemble, %", folder / "evaluate.txt")
    windows(page, read(models / "bakery-quick" / "v2" / "model.json"))
    page.done()


def windows(page, model):
    """As the version that the script has saved has them; days since 1970."""
    kept = model["windows"]
    pairs = [("training", [kept["training"]]), ("stopping", kept["stopping"]), ("calibration", kept["calibration"]),
             ("validation", [kept["validation"]])]
    script = sorted([first(r), name, last(r)] for name, all_of_it in pairs for r in all_of_it)
    shown = page.table("window,first day", len(script))
    same("03 windows", sorted([r["first day"], r["window"], r["last day"]] for r in shown), script)


def first(range_):
    return day(range_["first"])


def last(range_):
    return day(range_["last"])


def day(value):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(value)).isoformat() if isinstance(value, int) else value


def versions(page, made, states):
    """Of a registry: what each version came to on its last days."""
    shown = page.table("version,sales known to", len(states))
    for row, metrics, state in zip(shown, made, states):
        e = metrics["evaluation"]
        point = next(s["point"] for s in e["scores"] if (s["level"], s["model"]) == ("product-store-day", ENSEMBLE))
        script = [f"{e['firstDay']} to {e['lastDay']}", 100 * point["wape"], 100 * point["bias"],
                  "passed" if metrics["gate"]["passed"] else "missed", state]
        same(f"{page.number} {row['version']}", [row[c] for c in ("judged on", "MAE %", "bias %", "gate", "state")], script)


def challenges(folder, models):
    page = Page(folder, "04-judge-a-challenger")
    decisions = []
    for file in (folder / "retrain-42.json", folder / "retrain-7.json"):
        outcome = read(file)[0]
        decisions.append(outcome)
        script = [{"condition": c["name"], "met": "yes" if c["met"] else "no", "in words": c["sentence"]}
                  for c in outcome["conditions"]]
        same(f"04 {file.name}", page.table("condition,met"), script)
        weeks = page.table("week from,cells")
        cells = sum(w["cells"] for w in weeks)
        for who in ("champion", "challenger"):
            column = next(name for name in weeks[0] if name.startswith(who))
            errors = sum(w["cells"] * w[column] for w in weeks)
            same(f"04 {file.name} {who}", errors / cells, outcome[f"{who}Metrics"]["mae"])
        for w in weeks:
            mine, other = (next(w[name] for name in w if name.startswith(who)) for who in ("champion", "challenger"))
            same(f"04 {file.name} {w['week from']}", w["difference"], mine - other)
    script = models / "bakery-quick-challenge"
    made = [read(script / f"v{v}" / "metrics.json") for v in (1, 2, 3)]
    now = 2 if decisions[0]["decision"].lower() == "promoted" else 1
    now = 3 if decisions[1]["decision"].lower() == "promoted" else now
    former = {1} if now > 1 else set()
    former |= {2} if now == 3 and decisions[0]["decision"].lower() == "promoted" else set()
    states = ["champion" if v == now else "former champion" if v in former else None for v in (1, 2, 3)]
    versions(page, made[:1], ["champion"])
    versions(page, made, states)
    log = (folder / "models.txt").read_text()
    for row in page.table("day,decision", 3):
        if row["reason"] not in log or row["decision"] not in log:
            wrong.append(f"04: models list does not have {row['reason']!r}")
    page.done()


def watch(folder, models):
    page = Page(folder, "05-deploy-and-watch")
    advent = read(folder / "advent.json")
    same("05 train", read(models / "bakery-quick-watch" / "v1" / "metrics.json"), advent)
    versions(page, [advent], ["champion"])
    plan = [f"{row['step']} {row['what']}" for row in page.table("step,what")]
    same("05 plan", plan, [" ".join(line.split(None, 1)) for line in (folder / "deploy.txt").read_text().splitlines()
                           if line.startswith("  ")])
    served = read(folder / "answer-request.json")["predictions"][0]["days"]
    script = [{k: d[k] for k in ("date", "forecast", "p10", "p50", "p90")} for d in served]
    same("05 serve", page.table("date,forecast", 7), script)
    refused = next((text for text in page.said if text.startswith("200 {")), "200 {}")
    same("05 serve refuses", json.loads(refused.removeprefix("200 ")), read(folder / "answer-refused.json"))
    march, april = (read(folder / f"monitor-{d}.json") for d in ("2019-03-24", "2019-04-14"))
    forecasts(page, [march, april])
    bands(page, march)
    same("05 alerts of March", sentences(page), [a["sentence"] for a in march["alerts"]])
    weeks(page, april)
    since(page, april)
    same("05 alerts of April", sentences(page), [a["sentence"] for a in april["alerts"]])
    drift(page, april["drift"])
    for report in (march, april):
        judged = [f for f in report["drift"]["features"] if f["judged"]]
        drifted = [f["feature"] for f in judged if f["drifted"]]
        names = f" ({', '.join(drifted)})" if drifted else ""
        words = f"{len(drifted)} of {len(judged)} features have drifted{names}: "
        if not any(" ".join(text.split()).startswith(words) for text in page.said):
            wrong.append(f"05: the notebook does not say {words!r}, as of {report['asOf']}")
    page.done()


def sentences(page):
    return [row["in words"] for row in page.table("about,in words")]


def forecasts(page, reports):
    """Forecasts kept, as far as the reports add them up by day."""
    by_day = {d["date"]: d["forecast"] for report in reports for d in report["days"]}
    cells = {w["point"]["cells"] for report in reports for w in report["weeks"] if w["point"] and w["daysForecast"] == 7}
    compared = 0
    for row in page.table("origin,rows") + page.table("origin,rows"):
        same("05 rows of forecasts", {row["rows"]}, {float(c) for c in cells})
        origin = datetime.date.fromisoformat(row["origin"])
        days = [(origin + datetime.timedelta(a)).isoformat() for a in range(1, 8)]
        if all(d in by_day for d in days):
            same(f"05 forecasts of {origin}", row["units forecast"], sum(by_day[d] for d in days))
            compared += 1
    if compared < 8:
        wrong.append(f"05: the forecasts of {compared} origins compared, not of 8 and more")


def bands(page, report):
    """The latest week was changed since, the weeks before it that make the bands were not."""
    ends = {"ERROR": (0, math.inf), "BIAS": (-1, math.inf), "COVERAGE": (0, 1), "INSIDE": (0, 1), "SKILL": (-math.inf, 1),
            "ZEROS": (0, 1), "GAPS": (0, 1)}
    shown = page.table("measure,\"latest week", len(report["bands"]))
    for row, band in zip(shown, report["bands"]):
        least, most = ends[band["measure"]]
        low, high = (100 * min(most, max(least, band["mean"] + side * band["deviation"])) for side in (-3, 3))
        same(f"05 band of {row['measure']}", [row["band from, %"], row["to, %"]], [low, high])


def weeks(page, report):
    """Errors to 1e-9; what a report has of a week."""
    of = {week["monday"]: week for week in report["weeks"]}
    shown = page.table("week from,error %")
    for row in shown:
        week = of[row["week from"]]
        own, naive = week["point"], week["naive"]
        inside = 1 - week["intervals"]["belowP10"] - week["intervals"]["aboveP90"]
        skill = 1 - own["mae"] / naive["mae"]
        script = [own["wape"], own["bias"], own["coverage"], inside, skill, week["zeroShare"], week["gapShare"]]
        same(f"05 week of {row['week from']}", list(row.values())[1:], [100 * value for value in script])
    same("05 weeks", len(shown), sum(1 for w in report["weeks"] if w["days"] == 7 and w["daysForecast"] == 7))


def since(page, report):
    days = {d["date"]: d for d in report["days"]}
    sums = []
    for row in page.table("week from,sold", 5):
        monday = datetime.date.fromisoformat(row["week from"])
        week = [days[(monday + datetime.timedelta(a)).isoformat()] for a in range(7)]
        sums.append([sum(d["actual"] for d in week), sum(d["forecast"] for d in week)])
        script = sums[-1] + [100 * now / then for now, then in zip(sums[-1], sums[0])]
        same(f"05 since {monday}", list(row.values())[1:], script)


def drift(page, report):
    shown = page.table("feature,group,PSI", 12)
    judged = sorted((f for f in report["features"] if f["judged"]), key=lambda f: -f["psi"])
    script = [[f["feature"], f["group"], f["psi"], f["usual"], f["referenceMean"], f["recentMean"],
               "yes" if f["drifted"] else "no"] for f in judged[:12]]
    same("05 drift", [list(row.values()) for row in shown], script)


def main():
    folder, models = Path(sys.argv[1]), Path(sys.argv[2])
    explore(folder)
    features(folder)
    scores(folder, models)
    challenges(folder, models)
    watch(folder, models)
    print("\n".join(wrong[:20] + [f"and {len(wrong) - 20} more"] * (len(wrong) > 20)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

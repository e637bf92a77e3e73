"""scale.py WORK HEAP: a row of docs/scale.md, of what benchmarks/scale has measured and logged in a folder."""
import json, pathlib, re, sys

work, heap = pathlib.Path(sys.argv[1]), sys.argv[2]


def measured(verb):
    return json.loads((work / f"{verb}.json").read_text())


def told(pattern):
    found = re.search(pattern, (work / "simulate.log").read_text())
    return int(found.group(1).replace(",", ""))


series, transactions = told(r"Simulated ([\d,]+) series"), told(r"transactions +([\d,]+) rows")
simulate, train, predict = measured("simulate"), measured("train"), measured("predict")
gigabytes = lambda run: f"{run['peak_bytes'] / 1e9:.1f} GB"
cells = [
    f"{series:,}",
    f"{transactions / 1e6:.1f}M",
    f"{transactions / 1e6 / simulate['best_s']:.2f}M".lstrip("0"),
    heap,
    f"{train['best_s']:.0f} s",
    f"{train['cpu_s']:.0f} s",
    gigabytes(train),
    f"{predict['best_s']:.0f} s",
    gigabytes(predict),
]
print("| series | transactions | `simulate` | `-Xmx` | `train` | processor | peak | `predict`, 7 days | peak |")
print("|---|---|---|---|---|---|---|---|---|")
print("| " + " | ".join(cells) + " |")

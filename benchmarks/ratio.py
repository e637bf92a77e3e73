"""ratio.py WORK OURS PEERS: a row of the table, from two files with a line of JSON a turn; the best turn of each side counts.
ratio.py --time LOG COMMAND...: runs a command and prints such a line, with the processor time of all that it starts, and the peak memory
of the largest process of them."""
import json, resource, subprocess, sys, time


def timed(log, command):
    begun = time.time()
    with open(log, "w") as out:
        if subprocess.run(command, stdout=out, stderr=subprocess.STDOUT).returncode:
            sys.exit(f"{' '.join(command)} has failed: see {log}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps(dict(best_s=round(time.time() - begun, 2), cpu_s=round(used.ru_utime + used.ru_stime, 2), peak_bytes=peak)))


def learning(ours, peers):
    """Samples a second of each side's fastest epoch, since other work slows some down, and how long it takes to a loss that both reach."""
    fastest = [min(s for t in turns for s in t["epoch_s"]) for turns in (ours, peers)]
    rates = [turns[0]["epoch_samples"] / s for turns, s in zip((ours, peers), fastest)]
    loss = max(min(turns[0]["losses"]) for turns in (ours, peers))
    epochs = [next(i for i, l in enumerate(turns[0]["losses"]) if l <= loss) + 1 for turns in (ours, peers)]
    seconds = [n * s for n, s in zip(epochs, fastest)]
    note = f" (to a loss of {loss:.3f}: {epochs[0]} epochs, {seconds[0]:.1f} s, and {epochs[1]}, {seconds[1]:.1f} s)"
    return [1 / r for r in rates], [f"{r:,.0f} samples/s" for r in rates], note


def row(work, ours, peers):
    ours, peers = ([json.loads(line) for line in open(f)] for f in (ours, peers))
    best = lambda turns, key: min((t[key] for t in turns if t.get(key)), default=None)
    ratio = lambda a, b: f"{b / a:.2f} x" if a and b else "-"
    mine, theirs = best(ours, "best_s"), best(peers, "best_s")
    text = [f"{mine:.2f} s", f"{theirs:.2f} s"]
    if "epoch_samples" in ours[0]:
        (mine, theirs), text, note = learning(ours, peers)
        work += note
    print(f"| {work} | {text[0]} | {text[1]} | {ratio(mine, theirs)} | {ratio(best(ours, 'cpu_s'), best(peers, 'cpu_s'))} |")


if sys.argv[1] == "--time":
    timed(sys.argv[2], sys.argv[3:])
else:
    row(*sys.argv[1:])

"""ratio.py WORK OURS PEERS: a row of the table, from two files with a line of JSON a turn; the best turn of each side counts.
ratio.py --time LOG COMMAND...: runs a command and prints such a line, with the processor time of all that it starts."""
import json, resource, subprocess, sys, time


def timed(log, command):
    begun = time.time()
    with open(log, "w") as out:
        if subprocess.run(command, stdout=out, stderr=subprocess.STDOUT).returncode:
            sys.exit(f"{' '.join(command)} has failed: see {log}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps(dict(best_s=round(time.time() - begun, 2), cpu_s=round(used.ru_utime + used.ru_stime, 2))))


def reached(turns, loss):
    """The seconds after which a loss was first reached, of the turn that was there first."""
    times = []
    for t in turns:
        at = next((i for i, l in enumerate(t["losses"]) if l <= loss), None)
        if at is not None:
            times.append(sum(t["epoch_s"][: at + 1]))
    return min(times)


def row(work, ours, peers):
    ours, peers = ([json.loads(line) for line in open(f)] for f in (ours, peers))
    best = lambda turns, key: min((t[key] for t in turns if t.get(key)), default=None)
    ratio = lambda a, b: f"{b / a:.2f} x" if a and b else "-"
    mine, theirs = best(ours, "best_s"), best(peers, "best_s")
    text = [f"{mine:.2f} s", f"{theirs:.2f} s"]
    if "samples_per_s" in ours[0]:
        text = [f"{max(t['samples_per_s'] for t in turns):,.0f} samples/s" for turns in (ours, peers)]
        loss = max(min(min(t["losses"]) for t in turns) for turns in (ours, peers))
        seconds = [reached(turns, loss) for turns in (ours, peers)]
        work += f" (to a loss of {loss:.4f}: {seconds[0]:.1f} s and {seconds[1]:.1f} s)"
    print(f"| {work} | {text[0]} | {text[1]} | {ratio(mine, theirs)} | {ratio(best(ours, 'cpu_s'), best(peers, 'cpu_s'))} |")


if sys.argv[1] == "--time":
    timed(sys.argv[2], sys.argv[3:])
else:
    row(*sys.argv[1:])

"""How a measured way written in Python is called: as `way/src/lib.rs` says for Rust, but that a batch
has one thread: several are several processes, each with its share."""

import json
import pathlib
import sys
import time


def run(way):
    """The whole of a way's program: `way(work, patients)` has a method `make(patient)`."""
    order, work, target = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    patients = json.loads((work / "patients.json").read_text(encoding="utf-8"))
    if order == "one":
        target.write_bytes(way(work, patients[:1]).make(0))
    elif order == "loop":
        in_a_loop(way(work, patients), target, len(patients))
    elif order == "batch":
        count, threads, share = sys.argv[4:]
        if threads != "1":
            sys.exit("a way in Python has one thread")
        patients = patients[: int(count)]
        share, shares = map(int, share.split("/"))
        batch(way(work, patients), target, range(share - 1, len(patients), shares))
    else:
        sys.exit("usage: one WORK FILE | loop WORK FOLDER | batch WORK FOLDER COUNT 1 SHARE/SHARES")


def in_a_loop(opened, folder, count):
    for patient, _ in zip(range(count), sys.stdin):
        start = time.perf_counter_ns()
        made = opened.make(patient)
        (folder / f"{patient}.pdf").write_bytes(made)
        taken = time.perf_counter_ns() - start
        print(taken, len(made), sep="\t", flush=True)


def batch(opened, folder, places):
    early = len(places) // 4
    start = time.perf_counter_ns()
    for made, patient in enumerate(places):
        if made == early:
            start = time.perf_counter_ns()
        (folder / f"{patient}.pdf").write_bytes(opened.make(patient))
    taken = time.perf_counter_ns() - start
    print(0, len(places) - early, taken, sep="\t", flush=True)

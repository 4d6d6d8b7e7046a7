"""How a measured way written in Python is called: as `way/src/lib.rs` says for Rust."""

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
        return
    opened = way(work, patients)
    for patient, _ in zip(range(len(patients)), sys.stdin):
        start = time.perf_counter_ns()
        made = opened.make(patient)
        (target / f"{patient}.pdf").write_bytes(made)
        taken = time.perf_counter_ns() - start
        print(taken, len(made), sep="\t", flush=True)

#!/usr/bin/env python3
"""Makes the leaflets that `measure.py` measures: five guides, four languages, each design, two papers.

    leaflets.py PROGRAM FOLDER [--tree TREE] [--name NAME]

In: a built program, and TREE, a checkout of the state it was built from (without it, this one), because guides and
languages belong to their program. Out: `GUIDE-DESIGN-PAPER.pdf` in FOLDER. A program without `--design` makes one
of each, called NAME in the place of the design. What cannot be made is said, and the rest is made.

The first guide stands for everyone and for an invented patient; the Hindi guide is the one of
`tests/suite/formats.rs`, in the language file that its test makes; Urdu and Arabic are the fixture
`tests/fixtures/right-to-left`. No real patient's data is used.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parents[2]
FIRST = "minimally-invasive-spinal-fusion"
PERSON = ["--patient", "Sample Patient", "--surgeon", "bhavuk-garg", "--level", "L4–L5", "--reference", "SP/2026-0417"]


def hindi(tree, folder):
    """The content folder of the Hindi test guide; `None` if the test is no longer written in this way."""
    source = (here / "tests/suite/formats.rs").read_text(encoding="utf-8")
    guide = re.search(r'let guide = "\\\n(title: [\u0900-\u097f].*?)";', source, re.DOTALL)
    if guide is None:
        return None
    language = (tree / "content/languages/en.yaml").read_text(encoding="utf-8")
    language = language.replace("\ntag: en", '\ntag: hi\ndigits: "०१२३४५६७८९"').replace("\nname: English", "\nname: हिन्दी")
    for path, text in (("languages/hi.yaml", language), ("guides/knee/hi.yaml", guide.group(1))):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--tree", type=pathlib.Path, default=here)
    parser.add_argument("--name", default="usual")
    arguments = parser.parse_args()
    program, tree = arguments.program.resolve(), arguments.tree.resolve()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    told = subprocess.run([program, "make", "--help"], capture_output=True, text=True, check=True).stdout
    designs = ["clear", "clinic", "low-ink"] if "--design" in told else [arguments.name]
    failed = False
    with tempfile.TemporaryDirectory() as work:
        mirrored = tree / "tests/fixtures/right-to-left"
        rtl = ["discharge", "--brand", "sample", "--content", mirrored]
        every = ["every-block", "--content", tree / "examples/every-block"]
        first = [FIRST, "--content", tree / "content"]
        orders = [
            ("seed", "a4", first),
            ("seed", "letter", first),
            ("seed-personal", "a4", first + PERSON),
            ("every-block", "a4", every),
            ("every-block", "letter", every),
            ("mended", "a4", ["mended-spinal-fusion", "--content", tree / "examples/mended-spinal-fusion"]),
            ("urdu", "a4", rtl + ["--language", "ur"]),
            ("arabic", "a4", rtl + ["--language", "ar"]),
        ]
        content = hindi(tree, pathlib.Path(work))
        if content is None:
            print("the Hindi guide is no longer in tests/suite/formats.rs", file=sys.stderr)
            failed = True
        else:
            orders.append(("hindi", "a4", ["knee", "--language", "hi", "--content", content]))
        for name, paper, order in orders:
            for design in designs:
                target = arguments.folder / f"{name}-{design}-{paper}.pdf"
                command = [program, "make", *order, "--paper", paper, "--output", target.resolve(), "--force"]
                command += ["--design", design] if "--design" in told else []
                run = subprocess.run(command, capture_output=True, text=True, cwd=work)
                if run.returncode:
                    failed = True
                    print(f"{target.name}: {run.stderr.splitlines()[:1]}", file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

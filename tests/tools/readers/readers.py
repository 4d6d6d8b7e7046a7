#!/usr/bin/env python3
"""What software reads from leaflets, by reader and script.

    readers.py PROGRAM [--words FILE] [--pdfjs FOLDER] [--keep FOLDER] [--missing]

Makes leaflets with PROGRAM: for each script of the word list one for everyone, five for one person each
and one print job; reads them with every reader that is there, and writes a table for docs/limits.md:
words found (as a search finds them, blanks as they come), words copied right (as words of their own),
and spaces kept (two words with one blank between them). `--missing` lists what each reader missed.

Readers: poppler (pdftotext), MuPDF (mutool, and PyPI's pymupdf), Ghostscript (txtwrite), PDF.js (npm
pdfjs-dist in FOLDER, with node), pdfium (PyPI pypdfium2), pypdf, pdfminer.six. What is not there is left
out and said. Exit status: 0, or 2 where the leaflets cannot be made.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata

here = pathlib.Path(__file__).resolve().parent
KINDS = ["for everyone", "personal", "print job"]
MEASURES = ["found", "copied", "spaces"]


def normal(text):
    return unicodedata.normalize("NFC", text)


def run(*command, cwd=None):
    done = subprocess.run(command, capture_output=True, cwd=cwd)
    return done.stdout.decode("utf-8", "replace")


def poppler(file):
    return run("pdftotext", file, "-")


def mutool(file):
    return run("mutool", "draw", "-q", "-F", "txt", file)


def ghostscript(file):
    return run("gs", "-q", "-sDEVICE=txtwrite", "-o", "-", file)


def pymupdf_text(file):
    import pymupdf

    with pymupdf.open(file) as pdf:
        return "".join(page.get_text() for page in pdf)


def pdfium(file):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(file)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return text.replace("\r\n", "\n")


def pypdf_text(file):
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def pdfminer(file):
    from pdfminer.high_level import extract_text

    return extract_text(file)


def each(read):
    return lambda files: [read(str(file)) for file in files]


def readers(pdfjs_folder):
    """The readers that are there, by name: files to texts."""
    found = {}
    if pdfjs_folder and shutil.which("node"):
        script = str(here / "pdfjs.mjs")
        found["PDF.js"] = lambda files: json.loads(run("node", script, pdfjs_folder, *map(str, files)))
    for name, tool, read in [
        ("MuPDF", "mutool", mutool),
        ("poppler", "pdftotext", poppler),
        ("Ghostscript", "gs", ghostscript),
    ]:
        if shutil.which(tool):
            found[name] = each(read)
    for name, module, read in [
        ("pdfium", "pypdfium2", pdfium),
        ("pypdf", "pypdf", pypdf_text),
        ("pdfminer", "pdfminer", pdfminer),
        ("PyMuPDF", "pymupdf", pymupdf_text),
    ]:
        try:
            __import__(module)
        except ImportError:
            continue
        found[name] = each(read)
    return found


def phrases(words):
    return [words[at : at + 4] for at in range(0, len(words), 4)]


def make(program, folder, scripts):
    """The files of each kind, by script."""
    content = folder / "content" / "guides"
    for script, words in scripts.items():
        guide = content / f"words-{script.lower()}"
        guide.mkdir(parents=True)
        lines = ["title: Words", "sections:", "  - heading: Words", "    roles: [other]", "    blocks:"]
        lines += [f"      - paragraph: {' '.join(phrase)}" for phrase in phrases(words)]
        (guide / "en.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    files = {kind: {} for kind in KINDS}

    def leaflet(*arguments):
        done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"readers: {' '.join(arguments)}: {done.stderr}")

    for script, words in scripts.items():
        guide = f"words-{script.lower()}"
        leaflet("make", guide, "-o", f"{guide}.pdf")
        files["for everyone"][script] = [folder / f"{guide}.pdf"]
        rows = ["guide,patient,output"]
        rows += [f"words-latin,{' '.join(phrase)},p{at}" for at, phrase in enumerate(phrases(words))]
        (folder / f"{guide}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        leaflet("batch", f"{guide}.csv", "--output-dir", guide, "--combined", f"{guide}-job.pdf")
        made = sorted((folder / guide).glob("*.pdf"))
        if len(made) != len(rows) - 1:
            sys.exit(f"readers: {guide}: {len(made)} leaflets")
        files["personal"][script] = made
        files["print job"][script] = [folder / f"{guide}-job.pdf"]
    return files


def judge(text, words):
    """Which words are found and copied right, and which pairs have their blank."""
    text = normal(text)
    tokens = set(text.split())
    pairs = [(one, two) for phrase in phrases(words) for one, two in zip(phrase, phrase[1:])]
    return {
        "found": [word for word in words if word in text],
        "copied": [word for word in words if word in tokens],
        "spaces": [" ".join(pair) for pair in pairs if " ".join(pair) in text],
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("program", type=lambda name: str(pathlib.Path(name).resolve()))
    arguments.add_argument("--words", default=here.parents[1] / "fixtures" / "words.tsv")
    arguments.add_argument("--pdfjs", default="")
    arguments.add_argument("--keep")
    arguments.add_argument("--missing", action="store_true")
    given = arguments.parse_args()

    scripts = {}
    for line in pathlib.Path(given.words).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            script, words = line.split("\t")
            scripts[script] = words.split(" ")
    keep = tempfile.TemporaryDirectory()
    folder = pathlib.Path(given.keep or keep.name)
    folder.mkdir(parents=True, exist_ok=True)
    files = make(given.program, folder, scripts)
    there = readers(given.pdfjs)
    print("Readers: " + ", ".join(there), file=sys.stderr)

    results = {}
    for name, read in there.items():
        for kind in KINDS:
            scripts_of_files = [(script, file) for script in scripts for file in files[kind][script]]
            texts = read([file for _, file in scripts_of_files])
            joined = {script: "" for script in scripts}
            for (script, _), text in zip(scripts_of_files, texts):
                joined[script] += text + "\n"
            for script, words in scripts.items():
                results[name, kind, script] = judge(joined[script], words)
                if given.missing:
                    result = results[name, kind, script]
                    missed = [word for word in words if word not in result["found"]]
                    print(f"{name}, {kind}, {script}: missed {' '.join(missed)}")

    for kind in KINDS:
        print(f"\n{kind.capitalize()}: of 20 words found / of 20 copied right / of 15 spaces kept\n")
        print("| script | " + " | ".join(there) + " |")
        print("|---" * (len(there) + 1) + "|")
        for script in scripts:
            cells = []
            for name in there:
                result = results[name, kind, script]
                cells.append("/".join(str(len(result[measure])) for measure in MEASURES))
            print(f"| {script} | " + " | ".join(cells) + " |")
        total = []
        for name in there:
            sums = [sum(len(results[name, kind, script][m]) for script in scripts) for m in MEASURES]
            total.append("/".join(map(str, sums)))
        print("| all | " + " | ".join(total) + " |")


if __name__ == "__main__":
    main()

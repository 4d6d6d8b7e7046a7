"""The leaflet through the Python binding of our engine: our templates, data, typefaces and standards.

In and out: see way.py. Promise: the engine gets the very files that ours got, and nothing else is
done with them; one compiler is kept. The binding reads from the disk, so in a loop the files of the
next patient that differ are put there, inside the time, as whoever uses it would have to.
"""

import datetime
import json
import pathlib
import shutil
import tempfile

import typst

import way

FONTS = pathlib.Path(__file__).resolve().parent.parent.parent / "fonts"


class Binding:
    def __init__(self, work, patients):
        self.engine = work / "engine"
        self.project = work / "project"
        self.folder = None
        if len(patients) > 1:
            self.folder = tempfile.TemporaryDirectory()
            self.project = pathlib.Path(self.folder.name)
            shutil.copytree(work / "project", self.project, dirs_exist_ok=True)
        self.shown = 0
        about = json.loads((work / "pdf.json").read_text(encoding="utf-8"))
        self.date = datetime.datetime(
            about["year"], about["month"], about["day"], tzinfo=datetime.timezone.utc
        )
        self.compiler = typst.Compiler(
            str(self.project / "leaflet.typ"),
            root=str(self.project),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )

    def make(self, patient):
        if patient != self.shown:
            shutil.copytree(self.engine / str(patient), self.project, dirs_exist_ok=True)
            self.shown = patient
        return self.compiler.compile(
            format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=self.date
        )


if __name__ == "__main__":
    way.run(Binding)

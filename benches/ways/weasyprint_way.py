"""The leaflet through WeasyPrint, as PDF/UA-1.

In and out: see way.py. Promise: all the words, marked up and styled, in our typefaces; the style and
the typefaces are read once a process. WeasyPrint makes PDF/A of level b and u, so the file keeps to
one of the two standards of ours.
"""

import json
import pathlib

import weasyprint
from weasyprint.text.fonts import FontConfiguration

import way

HERE = pathlib.Path(__file__).resolve().parent


class WeasyPrint:
    def __init__(self, work, patients):
        document = json.loads((work / "document.json").read_text(encoding="utf-8"))
        foot = document["foot"].replace("\\", "\\\\").replace('"', '\\"')
        families = sorted({path.parent for path in (HERE.parent.parent / "fonts").rglob("*.ttf")})
        # Noto Sans first; the others for the letters that it lacks.
        families.sort(key=lambda folder: folder.name != "noto-sans")
        rules = [(HERE / "weasyprint.css").read_text(encoding="utf-8")]
        for folder in families:
            for weight in ("Regular", "Bold"):
                (face,) = folder.glob(f"*-{weight}.ttf")
                rules.append(
                    f"@font-face {{ font-family: '{folder.name}'; src: url('{face.as_uri()}');"
                    f" font-weight: {weight.lower().replace('regular', 'normal')}; }}"
                )
        names = ", ".join(f"'{folder.name}'" for folder in families)
        rules.append(f"html {{ font-family: {names}; --foot: \"{foot}\"; }}")
        self.fonts = FontConfiguration()
        self.style = weasyprint.CSS(string="\n".join(rules), font_config=self.fonts)
        self.page = (work / "document.html").read_text(encoding="utf-8")
        self.patients = patients

    def make(self, patient):
        page = self.page.replace("<!--panel-->", self.patients[patient]["panel_markup"])
        return weasyprint.HTML(string=page).write_pdf(
            stylesheets=[self.style], font_config=self.fonts, pdf_variant="pdf/ua-1"
        )


if __name__ == "__main__":
    way.run(WeasyPrint)

// The words that PDF.js reads from PDF files: one JSON array of texts, a file each.
//
//   node pdfjs.mjs FOLDER FILE...      FOLDER holds node_modules/pdfjs-dist
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const entry = resolve(folder, "node_modules/pdfjs-dist/legacy/build/pdf.mjs");
const { getDocument } = await import(pathToFileURL(entry));
const texts = [];
for (const file of files) {
  const data = new Uint8Array(readFileSync(file));
  const task = getDocument({ data, useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  let text = "";
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent();
    text += content.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("") + "\n";
  }
  texts.push(text);
  await task.destroy();
}
process.stdout.write(JSON.stringify(texts));

// Runs a program compiled for WASI in Node, with one folder and nothing else of the computer.
//
//   node tests/tools/wasi.mjs MODULE FOLDER ARGUMENT...
//
// FOLDER is the program's working folder. The exit code is the program's own.

import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";

const [module, folder, ...words] = process.argv.slice(2);
const wasi = new WASI({
  version: "preview1",
  args: ["leaflet", ...words],
  env: {},
  preopens: { ".": folder },
  returnOnExit: true,
});
const compiled = await WebAssembly.compile(await readFile(module));
const instance = await WebAssembly.instantiate(compiled, wasi.getImportObject());
process.exitCode = wasi.start(instance);

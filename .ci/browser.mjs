// Runs browser.py on Pyodide, in a folder that has Pyodide, the Python packages and a copy of the repository.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const folder = process.argv[2];
const { loadPyodide } = createRequire(`${folder}/`)("pyodide");
const python = await loadPyodide();
python.mountNodeFS("/lib/python3.14/site-packages", `${folder}/site-packages`);
python.mountNodeFS("/repository", `${folder}/repository`);
python.FS.chdir("/repository");
const program = readFileSync(new URL("browser.py", import.meta.url), "utf-8");
try {
  process.exitCode = python.runPython(program, { filename: "browser.py" });
} catch (error) {
  console.error(error.message); // Node would print all of Pyodide before it
  process.exitCode = 1;
}

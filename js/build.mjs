// Builds the bundles that the Python package ships; with --stale only says whether they are up to date, with
// --out=FOLDER it puts them elsewhere.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { fromCore, names, tableOf } from "./parts.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const elsewhere = process.argv.find((word) => word.startsWith("--out="))?.slice("--out=".length);
const target = elsewhere
  ? `${elsewhere}/`
  : fileURLToPath(new URL("../widget/pairlens_widget/static/", import.meta.url));
const stale = process.argv.includes("--stale");
const LIMIT = 150_000; // bytes

/** The loader comes with every explorer, a core once for all of a notebook, or once a page. */
const cores = {
  widget: { entry: "src/widget.ts", out: "widget.js", format: "esm", limit: LIMIT },
  page: { entry: "src/page.ts", out: "page.js", format: "iife", limit: LIMIT },
};
const loader = { entry: "src/loader.ts", out: "loader.js", format: "esm", limit: 2_000 };
/** What comes beside a core where it is used: `src/parts/NAME.ts`, and the cores that it is loaded by. */
const parts = {
  annotate: ["widget"],
  export: ["widget", "page"],
  gallery: ["widget", "page"],
  lesson: ["widget", "page"],
  live: ["widget"],
};

/** Style sheets are put into the scripts as text, as small as they get. */
const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

async function made({ entry, out, format, limit, plugins = [], ...more }) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    outfile: target + out,
    format,
    bundle: true,
    minify: true,
    charset: "ascii",
    target: ["es2022"],
    legalComments: "none",
    plugins: [styles, ...plugins],
    write: false,
    metafile: true,
    ...more,
  });
  const { inputs } = Object.values(result.metafile.outputs)[0];
  const held = Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0);
  return { out, limit, text: result.outputFiles[0].text, held };
}

/** A part takes what all its cores hold from them, and is one function of the core. */
async function madePart(name, held) {
  const [first, ...others] = parts[name].map((core) => held[core]);
  const common = first.filter((path) => others.every((other) => other.includes(path)));
  return made({
    entry: `src/parts/${name}.ts`,
    out: `${name}.js`,
    format: "iife",
    globalName: "part",
    limit: LIMIT,
    plugins: [fromCore(here, common)],
    banner: { js: "core=>{" },
    footer: { js: "return part}" },
  });
}

async function all() {
  const held = {};
  for (const [name, core] of Object.entries(cores)) held[name] = (await made(core)).held;
  const built = [await made(loader)];
  const taken = { widget: new Set(), page: new Set() };
  for (const [name, of] of Object.entries(parts)) {
    const part = await madePart(name, held);
    for (const core of of) for (const each of names(part.text)) taken[core].add(each);
    built.push(part);
  }
  for (const [name, core] of Object.entries(cores))
    built.push(await made({ ...core, plugins: [tableOf(here, taken[name])] }));
  return built;
}

/** Line ends do not matter to a script, and a checkout may change them. */
const same = (a, b) => a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");

let failed = false;
if (!stale) await mkdir(target, { recursive: true });
for (const { out, text, limit } of await all()) {
  const bytes = Buffer.byteLength(text);
  if (bytes > limit) {
    console.error(`${out}: ${bytes} bytes, over the limit of ${limit}`);
    failed = true;
  }
  if (!stale) {
    await writeFile(target + out, text);
    console.log(`${out}: ${(bytes / 1000).toFixed(1)} kB`);
  } else if (!same(await readFile(target + out, "utf8").catch(() => ""), text)) {
    console.error(`static/${out} is not what the sources build: run "npm run build" in js/ and commit it`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);

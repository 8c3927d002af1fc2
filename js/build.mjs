// Builds the bundles that the Python package ships; with --stale only says whether they are up to date.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../widget/pairlens_widget/static/", import.meta.url));
/** `limit`: bytes. The loader comes with every explorer, the widget once for all of a notebook, the page once a page. */
const bundles = [
  { entry: "src/loader.ts", out: "loader.js", format: "esm", live: true, limit: 2_000 },
  { entry: "src/widget.ts", out: "widget.js", format: "esm", live: true, limit: 175_000 },
  { entry: "src/page.ts", out: "page.js", format: "iife", live: false, limit: 160_000 },
];
const stale = process.argv.includes("--stale");

/** Line ends do not matter to a script, and a checkout may change them. */
const same = (a, b) => a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");

async function isStale(path, text) {
  const committed = await readFile(path, "utf8").catch(() => "");
  return !same(committed, text);
}

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

let failed = false;
for (const { entry, out, format, live, limit } of bundles) {
  const path = target + out;
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    outfile: path,
    format,
    bundle: true,
    minify: true,
    charset: "ascii",
    target: ["es2022"],
    legalComments: "none",
    plugins: [styles],
    define: { LIVE: String(live) }, // what asks a kernel is left out of pages
    write: !stale,
    metafile: true,
  });
  const bytes = Object.values(result.metafile.outputs)[0].bytes;
  if (bytes > limit) {
    console.error(`${out}: ${bytes} bytes, over the limit of ${limit}`);
    failed = true;
  }
  if (stale && (await isStale(path, result.outputFiles[0].text))) {
    console.error(`static/${out} is not what the sources build: run "npm run build" in js/ and commit it`);
    failed = true;
  }
  if (!stale) console.log(`${out}: ${(bytes / 1000).toFixed(1)} kB`);
}
process.exit(failed ? 1 : 0);

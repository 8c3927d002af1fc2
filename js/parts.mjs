// Plugins for bundles that share code: a part asks the core for what the core has, and the core holds a table of it.
import { relative, resolve } from "node:path";
import { build } from "esbuild";

const ASKED = /\bcore\("([^"]+)"\)/g;

/** What a built part takes from the core: "sides.alike". */
export function names(text) {
  return [...text.matchAll(ASKED)].map(([, name]) => name);
}

/** In a part: imports of files that the core holds become questions to the core, one for each name that is used. */
export function fromCore(root, held) {
  const shared = new Set(held.map((path) => resolve(root, path)));
  return {
    name: "from-core",
    setup({ onResolve, onLoad, resolve: find }) {
      onResolve({ filter: /./ }, async ({ path, pluginData, ...where }) => {
        if (pluginData?.asked || where.kind === "entry-point") return undefined;
        const found = await find(path, { ...where, pluginData: { asked: true } });
        const known = shared.has(found.path);
        return known ? { path: found.path, namespace: "core", sideEffects: false } : undefined;
      });
      onLoad({ filter: /./, namespace: "core" }, async ({ path }) => {
        const called = calledOf(root, path);
        const lines = (await exportsOf(path)).map((name) => {
          const what = name === "default" ? "export default" : `export const ${name} =`;
          return `${what} /* @__PURE__ */ core("${called}.${name}");`;
        });
        return { contents: lines.join("\n"), loader: "js" };
      });
    },
  };
}

/** In a core: what `src/shared.ts` stands for. */
export function tableOf(root, taken) {
  const all = [...taken].sort();
  return {
    name: "table",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/]shared\.ts$/ }, () => {
        const imports = all.map((each, i) => {
          const at = each.lastIndexOf(".");
          return `import { ${each.slice(at + 1)} as _${i} } from ${JSON.stringify(fileOf(each.slice(0, at)))};`;
        });
        const rows = all.map((each, i) => `${JSON.stringify(each)}: _${i}`);
        return {
          contents: `${imports.join("\n")}\nexport default { ${rows.join(", ")} };`,
          resolveDir: resolve(root, "src"),
        };
      });
    },
  };
}

/** "views/menu" for a source; for a package its name. */
function calledOf(root, path) {
  const [, name] = path.replaceAll("\\", "/").match(/node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
  return name
    ? `npm:${name}`
    : relative(resolve(root, "src"), path).replaceAll("\\", "/").replace(/\.ts$/, "");
}

function fileOf(called) {
  return called.startsWith("npm:") ? called.slice("npm:".length) : `./${called}.ts`;
}

async function exportsOf(path) {
  const { metafile } = await build({
    entryPoints: [path],
    format: "esm",
    write: false,
    metafile: true,
    outdir: "x",
    loader: { ".css": "text" },
  });
  return Object.values(metafile.outputs)[0].exports;
}

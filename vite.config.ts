// Four independent builds, chosen by mode: a target sees only what it may, and each is stale on its own.
import { copyFileSync, existsSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const root = dirname(fileURLToPath(import.meta.url));
const NODE_TARGET = 'node20';
const CHROME_TARGET = 'chrome130';
const builtins = [...builtinModules, /^node:/];

// What CommonJS code inside the engine's ES modules expects (sql.js reads __dirname).
const COMMONJS_BANNER = [
  `import { createRequire as __createRequire } from 'node:module';`,
  `import { dirname as __directoryOf } from 'node:path';`,
  `import { fileURLToPath as __fileOf } from 'node:url';`,
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileOf(import.meta.url);',
  'const __dirname = __directoryOf(__filename);',
].join('\n');

function entriesExist(target: string, files: Iterable<string>): void {
  for (const file of files) {
    if (!existsSync(join(root, file))) throw new Error(`the entry ${file} of target ${target} does not exist`);
  }
}

/** The engine also runs under plain Node: an import of electron is a fault, not something to leave for later. */
const withoutElectron: Plugin = {
  name: 'engine-without-electron',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source === 'electron' || source.startsWith('electron/')) {
      this.error(`the engine imports '${source}' (from ${importer ?? 'an entry'})`);
    }
  },
};

const sqlWasm: Plugin = {
  name: 'copy-sql-wasm',
  writeBundle({ dir }) {
    if (!dir) return;
    const source = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm');
    copyFileSync(source, join(dir, 'sql-wasm.wasm'));
  },
};

interface NodeTarget {
  readonly name: string;
  readonly entries: Record<string, string>;
  readonly format: 'es' | 'cjs';
  readonly external: (string | RegExp)[];
  readonly plugins?: Plugin[];
  readonly banner?: string;
}

function nodeTarget({ name, entries, format, external, plugins = [], banner }: NodeTarget): UserConfig {
  entriesExist(name, Object.values(entries));
  const extension = format === 'cjs' ? 'cjs' : 'js';
  return {
    root,
    publicDir: false,
    plugins,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: NODE_TARGET,
      outDir: `out/${name}`,
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([key, file]) => [key, join(root, file)])),
        external: [...external, ...builtins],
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          // Flat: code that names a file beside itself must find it wherever the bundler put the code.
          chunkFileNames: `[name]-[hash].${extension}`,
          ...(banner ? { banner } : {}),
          ...(format === 'cjs' ? { codeSplitting: false } : {}),
        },
      },
    },
  };
}

const targets: Record<string, () => UserConfig> = {
  main: () =>
    nodeTarget({ name: 'main', entries: { index: 'electron/main/main.ts' }, format: 'es', external: ['electron'] }),
  preload: () =>
    nodeTarget({
      name: 'preload',
      entries: { index: 'electron/preload/bridge.ts' },
      format: 'cjs',
      external: ['electron'],
    }),
  engine: () =>
    nodeTarget({
      name: 'engine',
      entries: {
        index: 'electron/engine/main.ts',
        nhi: 'electron/engine/cli/nhi.ts',
        'import-worker': 'electron/engine/import-worker.ts',
        'snapshot-worker': 'electron/engine/snapshot-worker.ts',
        'playground-agent': 'electron/engine/playground-agent.ts',
      },
      format: 'es',
      external: [],
      plugins: [withoutElectron, sqlWasm],
      banner: COMMONJS_BANNER,
    }),
  renderer: () => {
    entriesExist('renderer', ['renderer/index.html']);
    return {
      root: join(root, 'renderer'),
      base: './',
      plugins: [react()],
      // Main replaces it by a fresh value in every page that it serves.
      html: { cspNonce: '__CSP_NONCE__' },
      build: {
        target: CHROME_TARGET,
        outDir: join(root, 'out/renderer'),
        emptyOutDir: true,
        // The page may only load from app://: nothing is inlined as a data: URL.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 2000,
      },
    };
  },
};

export default defineConfig(({ mode }) => {
  const target = targets[mode] ?? targets['renderer'];
  if (!target) throw new Error(`no target for mode ${mode}`);
  return target();
});

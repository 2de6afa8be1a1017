// What `electron PATH` runs in a runtime that came without Electron's own default app: it starts the app at PATH.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!given) {
  process.stderr.write('electron: no app was named\n');
  process.exit(2);
}
const folder = resolve(given);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setVersion(manifest.version);
app.setName(manifest.productName ?? manifest.name);
app.setAppPath(folder);
const entry = join(folder, manifest.main);
// Electron holds back `ready` until this module has settled, and the app's own module with it.
if (entry.endsWith('.cjs')) createRequire(import.meta.url)(entry);
else await import(pathToFileURL(entry).href);

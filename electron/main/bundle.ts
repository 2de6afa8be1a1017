import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { bundlePath } from './bundle-path.ts';
import { noncePlaceholder, securityHeaders } from './content-policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Serves the built page from its folder and nothing else: 404 for whatever is not a file of the bundle. */
export async function serveBundle(bundle: string, request: Pick<Request, 'method' | 'url'>): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const headers = securityHeaders(nonce);
  const absent = (): Response => new Response('', { status: 404, headers });
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response('', { status: 405, headers });
  const path = bundlePath(bundle, request.url);
  const contentType = path === null ? undefined : contentTypes[extname(path)];
  if (path === null || contentType === undefined) return absent();
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return absent();
  }
  const body = contentType.startsWith('text/html')
    ? bytes.toString('utf8').replaceAll(noncePlaceholder, nonce)
    : new Uint8Array(bytes);
  return new Response(body, { headers: { ...headers, 'Content-Type': contentType } });
}

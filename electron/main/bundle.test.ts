import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveBundle } from './bundle.ts';
import { bundlePath } from './bundle-path.ts';

const bundle = mkdtempSync(join(tmpdir(), 'nhi-bundle-'));
const get = (url: string, method = 'GET') => serveBundle(bundle, { method, url });

beforeAll(() => {
  writeFileSync(
    join(bundle, 'index.html'),
    '<script nonce="__CSP_NONCE__"></script><style nonce="__CSP_NONCE__"></style>',
  );
  writeFileSync(join(bundle, 'a.js'), '"__CSP_NONCE__"');
  writeFileSync(join(bundle, 'secret.pem'), 'x');
  writeFileSync(join(bundle, '.hidden.js'), 'x');
});
afterAll(() => rmSync(bundle, { recursive: true }));

describe('the bundle', () => {
  it('serves its files with type and policy', async () => {
    const response = await get('app://workbench/a.js');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(response.headers.get('content-security-policy')).toContain("object-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('"__CSP_NONCE__"');
  });

  it('writes the nonce of the policy, another each time, into the page', async () => {
    const pages = await Promise.all([get('app://workbench/index.html'), get('app://workbench/index.html#x')]);
    const nonces = await Promise.all(
      pages.map(async (response) => {
        const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? '';
        expect(await response.text()).toBe(`<script nonce="${nonce}"></script><style nonce="${nonce}"></style>`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it.each([
    'app://workbench/',
    'app://workbench/missing.js',
    'app://workbench/secret.pem',
    'app://workbench/.hidden.js',
    'app://workbench/../a.js/../../etc/passwd',
    'app://workbench/%2e%2e/%2e%2e/etc/passwd',
    'app://workbench/..%2f..%2fetc/passwd',
    'app://workbench/a.js%00.html',
    'app://workbench/..\\..\\a.js',
    'app://other/a.js',
    'app://workbench:80/a.js',
    'app://user@workbench/a.js',
    'file:///a.js',
    'not a url',
  ])('answers 404 to %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it('reads only', async () => {
    expect((await get('app://workbench/a.js', 'POST')).status).toBe(405);
  });

  it('names no file outside itself, whatever is asked', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '\\', '%5c', '%00', '', 'a.js', ':', '~'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const path = bundlePath(bundle, `app://workbench/${parts.join('/')}`);
        return path === null || (path.startsWith(bundle + sep) && !path.slice(bundle.length).includes('..'));
      }),
      { numRuns: 5000, seed: 18 },
    );
  });
});

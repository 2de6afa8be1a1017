import type { Web, WebAnswer } from './web.ts';

const headerMs = 10_000;
const totalMs = 60_000;
const mostBytes = 1024 * 1024;

/** `fetch` of Node, within limits that a hostile or broken server cannot stretch. */
export const nodeWeb: Web = {
  async ask({ method, url, headers, body }, signal) {
    const noHeader = new AbortController();
    const timer = setTimeout(() => noHeader.abort(new Error(`no answer within ${headerMs / 1000} s`)), headerMs);
    const signals = [noHeader.signal, AbortSignal.timeout(totalMs), ...(signal ? [signal] : [])];
    try {
      const response = await fetch(url, {
        method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.any(signals),
        ...(body === '' ? {} : { body }),
      });
      clearTimeout(timer);
      return await readAnswer(response);
    } finally {
      clearTimeout(timer);
    }
  },
};

async function readAnswer(response: Response): Promise<WebAnswer> {
  const cookies = response.headers.getSetCookie();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'));
  return { status: response.status, headers, cookies, body: await readBody(response) };
}

async function readBody({ body }: Response): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Node streams can be iterated; the types of the DOM do not say so.
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > mostBytes) throw new Error(`the answer is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

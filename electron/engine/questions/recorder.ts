import type { z } from 'zod';
import type { Web, WebAnswer, WebRequest } from '#engine/system/web.ts';
import type { exchange } from '#shared/contract/questions.ts';
import { maskBody, maskHeader } from './masking.ts';

export type Exchange = z.infer<typeof exchange>;

export interface Recorder {
  ask(request: Partial<WebRequest> & Pick<WebRequest, 'url'>): Promise<WebAnswer>;
  /** Posts a form (`application/x-www-form-urlencoded`). */
  post(
    url: string,
    form: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<WebAnswer>;
  /** What was asked since the last time, masked. */
  take(): Exchange[];
}

/** Asks like anybody could, and keeps what was said on both sides, without secrets. */
export function createRecorder(web: Web, monotonic: () => number, signal: AbortSignal): Recorder {
  let kept: Exchange[] = [];
  const ask: Recorder['ask'] = async ({ method = 'GET', url, headers = {}, body = '' }) => {
    const request: WebRequest = { method, url, headers, body };
    const start = monotonic();
    const answer = await web.ask(request, signal);
    kept.push({ request: requestText(request), response: answerText(answer), took: monotonic() - start });
    return answer;
  };
  return {
    ask,
    post: (url, form, headers = {}) =>
      ask({
        method: 'POST',
        url,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        body: formBody(form),
      }),
    take() {
      const taken = kept;
      kept = [];
      return taken;
    },
  };
}

function formBody(form: Readonly<Record<string, string | readonly string[]>>): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
  return body.toString();
}

function requestText({ method, url, headers, body }: WebRequest): string {
  const { pathname, search, host } = new URL(url);
  const target = maskHeader('location', `${pathname}${search}`);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${maskHeader(name, value)}`);
  return [`${method} ${target}`, `Host: ${host}`, ...lines, '', maskBody(headers['Content-Type'] ?? '', body)]
    .join('\n')
    .trimEnd();
}

/** Headers that say something about the answer; all others are noise in evidence. */
const telling = ['content-type', 'cache-control', 'location', 'set-cookie', 'www-authenticate', 'dpop-nonce'] as const;

function answerText({ status, headers, body }: WebAnswer): string {
  const lines = telling.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [`${name}: ${maskHeader(name, value)}`];
  });
  return [String(status), ...lines, '', maskBody(headers['content-type'] ?? '', body)].join('\n').trimEnd();
}

// What an HTTP answer to a change means, the same for every backend.

import type { z } from 'zod';
import type { Applied } from '#engine/connectors/connector.ts';
import { type TenantAnswer, TenantFailure } from '#engine/system/tenant-web.ts';

const longestWords = 300;

/** Seconds or a date (RFC 9110 §10.2.3), as milliseconds from now; null: it says nothing that can be read. */
export function retryAfterOf(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim()) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** The words that backends put into refusals, shortened; never the whole body, which may carry a secret. */
export function wordsOf({ body }: TenantAnswer): string {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return '';
    const said = ['error_description', 'errorMessage', 'error', 'message', 'title']
      .map((name) => (value as Readonly<Record<string, unknown>>)[name])
      .find((text) => typeof text === 'string' && text !== '');
    return typeof said === 'string' ? said.slice(0, longestWords) : '';
  } catch {
    return '';
  }
}

export const saidBy = (answer: TenantAnswer): string => {
  const words = wordsOf(answer);
  return `the backend answered ${answer.status}${words === '' ? '' : `: ${words}`}.`;
};

/** What a status that is no success says of a change. `missing`: the role or scope that a 403 asks for. */
export function appliedOf(answer: TenantAnswer, now: number, missing: string): Applied {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return { kind: 'done' };
  const message = saidBy(answer);
  if (status === 404 || status === 410 || status === 409) return { kind: 'already' };
  if (status === 429 || status === 503)
    return { kind: 'later', retryAfter: retryAfterOf(headers['retry-after'], now), message };
  if (status === 403) return { kind: 'refused', message, missing };
  if (status >= 500) return { kind: 'unclear', message };
  return { kind: 'refused', message };
}

/** A body of another shape than was promised is a broken answer: HTML, half a document, an error with the status 200. */
export function read<T>(answer: TenantAnswer, shape: z.ZodType<T>): T {
  const broken = (cause?: unknown): TenantFailure =>
    new TenantFailure('reset', `the backend answered ${answer.status} with something that cannot be read`, {
      sent: true,
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(answer.body);
  } catch (error) {
    throw broken(error);
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw broken(parsed.error);
  return parsed.data;
}

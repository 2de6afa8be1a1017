import type { Attempt } from '#engine/issuer/attempt.ts';
import { readForm as read } from '#engine/issuer/form.ts';
import { limits } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';

/** RFC 8707 §2, RFC 8693 §2.1. */
const repeatable: ReadonlySet<string> = new Set(['resource', 'audience']);
const formType = /^application\/x-www-form-urlencoded[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The parameters of the request: in its body and nowhere else (RFC 6749 §2.3.1, §3.2). */
export function readForm(attempt: Attempt): void {
  const { query, headers, body } = attempt.request;
  if (body.length > limits.bodyBytes) {
    throw new OAuthError('invalid_request', 'The request is too large.', 'the body is too large', { status: 413 });
  }
  if (query !== '') {
    throw new OAuthError('invalid_request', 'Parameters belong in the body.', 'the request URI has a query');
  }
  const [type, ...more] = headers.get('content-type') ?? [];
  if (type === undefined || more.length > 0 || !formType.test(type)) {
    throw new OAuthError(
      'invalid_request',
      'The body must be application/x-www-form-urlencoded.',
      'the body is of another type',
    );
  }
  attempt.form = read(decode(body), repeatable);
}

function decode(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new OAuthError('invalid_request', 'The request is not well encoded.', 'the body is not UTF-8');
  }
}

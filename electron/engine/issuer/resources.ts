import { OAuthError } from './oauth-error.ts';

const maxLength = 2048;

/** A resource indicator is an absolute URI without a fragment (RFC 8707 §2). */
const isResource = (text: string): boolean => text.length <= maxLength && !text.includes('#') && URL.canParse(text);

/** What `resource` parameters name, each once. Compared octet for octet ever after. Throws invalid_target. */
export function readResources(values: readonly string[]): readonly string[] {
  if (!values.every(isResource)) {
    throw new OAuthError('invalid_target', 'A resource is no absolute URI.', 'resource is malformed');
  }
  return [...new Set(values)];
}

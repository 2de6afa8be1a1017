import { OAuthError } from './oauth-error.ts';

/** Parameters of a form or a query by name. A parameter without a value is absent (RFC 6749 §3.2). */
export type Form = ReadonlyMap<string, readonly string[]>;

export const emptyForm: Form = new Map();

/**
 * Reads `application/x-www-form-urlencoded`. A name that comes twice is refused (RFC 6749 §3.1, §3.2) unless it is one of
 * `repeatable`; so is a percent sign that begins no octet, or octets that are no UTF-8. Throws invalid_request.
 */
export function readForm(text: string, repeatable: ReadonlySet<string>): Form {
  const form = new Map<string, string[]>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const split = pair.indexOf('=');
    const name = decode(split < 0 ? pair : pair.slice(0, split));
    const value = split < 0 ? '' : decode(pair.slice(split + 1));
    const values = form.get(name);
    if (values === undefined) form.set(name, [value]);
    else if (repeatable.has(name)) values.push(value);
    else throw new OAuthError('invalid_request', 'A parameter was sent twice.', 'a parameter was sent twice');
  }
  for (const [name, values] of form) {
    const present = values.filter((value) => value !== '');
    if (present.length === 0) form.delete(name);
    else form.set(name, present);
  }
  return form;
}

/** The value of a parameter that comes once; null: it is absent. */
export const oneOf = (form: Form, name: string): string | null => form.get(name)?.[0] ?? null;

export const allOf = (form: Form, name: string): readonly string[] => form.get(name) ?? [];

/** What of a form the names allow. */
export const onlyOf = (form: Form, names: Iterable<string>): Form =>
  new Map([...names].flatMap((name) => (form.has(name) ? [[name, allOf(form, name)] as const] : [])));

/** One name or value of a form, as RFC 6749 appendix B decodes it. Throws invalid_request. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new OAuthError('invalid_request', 'The request is not well encoded.', 'a form is not well encoded');
  }
}

/** `nhi:/inventory`, `nhi:/identity/idn_…`, `nhi:/lifetimes?filter={…}`: what a tab shows. The path says which tab, the search what is in it. */
export type EditorUri = string;

export interface UriParts {
  /** Path without the leading slash: `identity/idn_…`. */
  readonly path: string;
  /** First path segment: `identity`. */
  readonly head: string;
  /** What follows the first segment, decoded; empty when there is nothing. */
  readonly rest: string;
  readonly search: URLSearchParams;
}

const scheme = 'nhi:/';

/** Parts of an editor uri; null for anything that is not one. Never throws. */
export function parseUri(uri: EditorUri): UriParts | null {
  if (!uri.startsWith(scheme)) return null;
  const [path = '', search = ''] = uri.slice(scheme.length).split(/\?(.*)/s);
  const slash = path.indexOf('/');
  const head = slash < 0 ? path : path.slice(0, slash);
  if (!/^[a-z][a-z0-9-]*$/.test(head)) return null;
  let rest = '';
  try {
    rest = slash < 0 ? '' : decodeURIComponent(path.slice(slash + 1));
  } catch {
    return null;
  }
  return { path, head, rest, search: new URLSearchParams(search) };
}

/** Builds an editor uri; parameters that are undefined are left out, objects travel as JSON. */
export function editorUri(path: string, parameters: Readonly<Record<string, unknown>> = {}): EditorUri {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    search.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const query = search.toString();
  return `${scheme}${path}${query === '' ? '' : `?${query}`}`;
}

/** Two uris with the same key are shown in the same tab. */
export function uriKey(uri: EditorUri): string {
  const question = uri.indexOf('?');
  return question < 0 ? uri : uri.slice(0, question);
}

/** A JSON search parameter of a uri; undefined where it is absent or unreadable. The reader must judge its shape. */
export function jsonParameter(uri: EditorUri, name: string): unknown {
  const value = parseUri(uri)?.search.get(name);
  if (value === undefined || value === null) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

import type { Verb } from '#shared/model/scope-class.ts';

/**
 * The verb that a scope of a custom API says by its name: `orders:read`, `write:cart`, `loyalty.adjust`.
 * The verb widens or narrows breadth; the tier stays the worst that the API can offer until somebody classifies it,
 * because what `read` reads is known to nobody but the API.
 */
const words: Readonly<Record<string, Verb>> = {
  read: 'read',
  view: 'read',
  list: 'read',
  get: 'read',
  watch: 'read',
  query: 'read',
  search: 'read',
  export: 'read',
  reader: 'read',
  viewer: 'read',
  write: 'write',
  create: 'write',
  update: 'write',
  patch: 'write',
  edit: 'write',
  add: 'write',
  send: 'write',
  adjust: 'write',
  capture: 'write',
  publish: 'write',
  writer: 'write',
  editor: 'write',
  delete: 'delete',
  remove: 'delete',
  erase: 'delete',
  admin: 'admin',
  manage: 'admin',
  grant: 'admin',
  full: 'admin',
  owner: 'admin',
  sudo: 'admin',
};

/** null: no part of the name is a verb. The strongest verb counts. */
export function verbByName(scope: string): Verb | null {
  const order: readonly Verb[] = ['admin', 'delete', 'write', 'read'];
  const found = new Set<Verb>();
  for (const part of scope.toLowerCase().split(/[^a-z]+/)) {
    const verb = Object.hasOwn(words, part) ? words[part] : undefined;
    if (verb !== undefined) found.add(verb);
  }
  return order.find((verb) => found.has(verb)) ?? null;
}

/** `*`, `orders:*`, `*:pods`, `https://…/.default`, `…/*`, `full_access_as_app`; not `read:*`, which only reads. */
export function isWildcard(scope: string): boolean {
  // A capability on paths says what it lets do there: `read secret/data/orders/*`.
  if (/^[a-z]+ /i.test(scope)) return false;
  if (/^(read|get|list|watch|view)[:._]\*$/i.test(scope)) return false;
  return (
    scope === '*' ||
    /[:./_-]\*$/.test(scope) ||
    scope.startsWith('*:') ||
    scope.endsWith('/.default') ||
    scope === '.default' ||
    scope === 'full_access_as_app'
  );
}

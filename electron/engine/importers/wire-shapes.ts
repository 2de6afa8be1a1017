// Shallow shapes: the worker runs our own code, so the door checks what the engine indexes by and trusts the rest.
import { z } from 'zod';
import type { Activity } from '#shared/model/activity.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant } from '#shared/model/tenant.ts';

const looksLike = (value: unknown, members: Readonly<Record<string, string>>): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  // Narrowed to an object on the line above; members are read as unknown.
  const object = value as Readonly<Record<string, unknown>>;
  for (const name in members) {
    const is = object[name];
    if (members[name] === 'array' ? !Array.isArray(is) : typeof is !== members[name]) return false;
  }
  return true;
};

/** An identity whose sources do not name file, digest and importer yet. */
export type SentIdentity = Omit<Identity, 'sources'> & { readonly sources: readonly { readonly record: string }[] };

export const identity = z.custom<SentIdentity>((value) =>
  looksLike(value, {
    id: 'string',
    kind: 'string',
    tenant: 'object',
    name: 'string',
    externalId: 'string',
    aliases: 'array',
    credentials: 'array',
    grants: 'array',
    delegations: 'array',
    sources: 'array',
  }),
);
export const activity = z.custom<Activity>((value) =>
  looksLike(value, { at: 'number', agents: 'array', action: 'string', object: 'string', decision: 'string' }),
);
export const problem = z.custom<Problem>((value) =>
  looksLike(value, { severity: 'string', code: 'string', message: 'string', file: 'string' }),
);
export const tenant = z.custom<Tenant>((value) => looksLike(value, { id: 'string', vendor: 'string', name: 'string' }));

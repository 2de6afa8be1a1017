// What names say of environments (PRODUCT section 4, rules 8b and 8c).
import { isUnknown } from '#shared/model/fact.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Trust } from '#shared/model/trust.ts';

export type Environment = 'production' | 'other';

const production = new Set(['prod', 'production', 'prd']);
const other = new Set(
  'dev develop development test testing tst qa uat stage staging stg sandbox sbx preprod preproduction nonprod nonproduction'.split(
    ' ',
  ),
);

/** `https://orders.prod.example`, `orders-dev`; null: it names none, or both. */
export function environmentIn(text: string): Environment | null {
  const found = new Set<Environment>();
  // What is before production, or is not it, is none.
  for (const part of text
    .toLowerCase()
    .replace(/\b(pre|non)[-_ .](?=prod|prd)/g, '$1')
    .split(/[^a-z0-9]+/)) {
    if (production.has(part)) found.add('production');
    else if (other.has(part)) found.add('other');
  }
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

/** Of the identity itself, by its record; null: not said. */
export function environmentOf({ environment }: Pick<Identity, 'environment'>): Environment | null {
  if (isUnknown(environment) || environment === '') return null;
  return /^(prod|production|prd|live)$/i.test(environment) ? 'production' : 'other';
}

/** Its API, its resource or its own name says production; that a tenant is called so says nothing of what is granted there. */
export const isOnProduction = (
  { tenant }: Pick<Identity, 'tenant'>,
  { resource }: Pick<Grant, 'resource'>,
  { api, name }: Pick<GrantedScope, 'api' | 'name'>,
): boolean => [api, resource, name].some((text) => text !== tenant.name && environmentIn(text) === 'production');

export const scopesOnProduction = (identity: Pick<Identity, 'tenant'>, grant: Grant): number =>
  grant.scopes.filter((scope) => isOnProduction(identity, grant, scope)).length;

/** Why production should not take these tokens; null: nothing says so. */
export function foreignIn({ issuer, subjects, audiences }: Trust, environment: Environment | null): string | null {
  const isForProduction =
    environment === 'production' ||
    (environment === null && !isUnknown(audiences) && audiences.some((one) => environmentIn(one) === 'production'));
  if (!isForProduction) return null;
  if (environmentIn(issuer) === 'other') return `issuer ${issuer}`;
  const subject = isUnknown(subjects) ? undefined : subjects.find((one) => environmentIn(one) === 'other');
  return subject === undefined ? null : `subject ${subject}`;
}

export interface ForeignTrust {
  readonly credential: string;
  readonly trust: Trust;
  readonly words: string;
}

/** Trusts by which something that is no production gets into it. */
export const foreignTrusts = (identity: Pick<Identity, 'environment' | 'credentials'>): readonly ForeignTrust[] =>
  identity.credentials.flatMap(({ id, status, trusts = [] }) =>
    status !== 'active'
      ? []
      : trusts.flatMap((trust) => {
          const words = foreignIn(trust, environmentOf(identity));
          return words === null ? [] : [{ credential: id, trust, words }];
        }),
  );

/** Grants on production that the issuer of a development tenant gives out. */
export const foreignGrants = (identity: Pick<Identity, 'tenant' | 'grants'>): readonly Grant[] =>
  environmentIn(identity.tenant.name) !== 'other'
    ? []
    : identity.grants.filter((grant) => grant.scopes.some((scope) => isOnProduction(identity, grant, scope)));

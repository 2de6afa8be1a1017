import { type Instant, isUnknown, unknownReasons } from '#shared/model/fact.ts';
import type { GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import { apiOf, scopeKey } from '#shared/model/scope-key.ts';
import { HeldRows } from './held-rows.ts';

const holdingSchema = {
  /** Row of the identity that holds it. */
  holder: 'u32',
  /** Its `scopeKey`. */
  scope: 'dictionary',
  /** Newest use that the source knows of; -Infinity: never; NaN: it does not say. */
  lastUsedAt: 'f64',
  /** Index into unknownReasons + 1 where one of the grants that carry it does not say, else 0. */
  reason: 'u8',
  /** Last end of the grants that carry it; Infinity: one of them never ends, or nobody says. */
  until: 'f64',
} as const;

/** Every distinct scope of an identity under its key, with the grants' words on its use. */
function holdingsOf(identity: Identity): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>();
  for (const grant of identity.grants) {
    const end = typeof grant.expiresAt === 'number' ? grant.expiresAt : Number.POSITIVE_INFINITY;
    for (const scope of grant.scopes) {
      const key = scopeKey(identity.tenant.vendor, apiOf(scope, grant), scope.name);
      const known = held.get(key);
      if (known === undefined) held.set(key, { scopes: [scope], until: end });
      else {
        known.scopes.push(scope);
        known.until = Math.max(known.until, end);
      }
    }
  }
  return held;
}

interface Held {
  readonly scopes: GrantedScope[];
  until: Instant;
}

/** Who holds which scope: one row a distinct scope of an identity. */
export class HoldingTable extends HeldRows<typeof holdingSchema> {
  constructor() {
    super('holding', holdingSchema);
  }

  add(holder: number, identity: Identity): void {
    for (const [scope, { scopes, until }] of holdingsOf(identity))
      this.table.append({ holder, scope, ...saidOf(scopes), until });
  }
}

function saidOf(grants: readonly GrantedScope[]): { readonly lastUsedAt: number; readonly reason: number } {
  let [newest, said, reason] = [Number.NEGATIVE_INFINITY, false, 0];
  for (const { lastUsedAt } of grants) {
    if (isUnknown(lastUsedAt)) reason = unknownReasons.indexOf(lastUsedAt.unknown) + 1;
    else {
      said = true;
      if (lastUsedAt !== 'never') newest = Math.max(newest, lastUsedAt);
    }
  }
  return { lastUsedAt: said ? newest : Number.NaN, reason };
}

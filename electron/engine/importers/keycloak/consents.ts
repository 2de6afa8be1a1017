// Consents of users (`clientConsents`) become grants of the client on behalf of that human.

import type { Fields } from '#engine/importers/fields.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { scopeOf } from './client-grants.ts';

interface Named {
  readonly human: IdentityId;
  /** Index into the lists of scopes: few lists serve many humans. */
  readonly scopes: number;
  readonly givenAt: Fact<Instant>;
}

export class Consents {
  readonly #most: number;
  readonly #lists: (readonly string[])[] = [];
  readonly #listOf = new Map<string, number>();
  readonly #named = new Map<string, Named[]>();
  /** By client: how many more humans there are for each list of scopes. */
  readonly #counted = new Map<string, Map<number, number>>();

  /** `most`: humans of one client that are kept by name. */
  constructor(most: number) {
    this.#most = most;
  }

  read(user: Fields, human: IdentityId): void {
    for (const consent of user.objects('clientConsents')) {
      const clientId = consent.plain('clientId');
      if (clientId === '') continue;
      const scopes = this.#list(consent.texts('grantedClientScopes') ?? []);
      const named = this.#named.get(clientId) ?? [];
      this.#named.set(clientId, named);
      if (named.at(-1)?.human === human) continue;
      if (named.length < this.#most) {
        const at = consent.instant('createdDate', 'ms');
        named.push({ human, scopes, givenAt: at === undefined || at === 'never' ? unknown('not_recorded') : at });
      } else {
        const counted = this.#counted.get(clientId) ?? new Map<number, number>();
        counted.set(scopes, (counted.get(scopes) ?? 0) + 1);
        this.#counted.set(clientId, counted);
      }
    }
  }

  get clients(): Iterable<string> {
    return this.#named.keys();
  }

  /** How many humans of this client are only counted. */
  countedOf(clientId: string): number {
    let sum = 0;
    for (const count of this.#counted.get(clientId)?.values() ?? []) sum += count;
    return sum;
  }

  /** Hands the consents of one client out, once. */
  take(
    clientId: string,
    client: IdentityId,
    realm: string,
  ): { grants: readonly Grant[]; edges: readonly Delegation[] } {
    const grants: Grant[] = [];
    const edges: Delegation[] = [];
    for (const named of this.#named.get(clientId) ?? []) {
      const names = this.#lists[named.scopes] ?? [];
      grants.push(this.#grant(`consent:${named.human}`, realm, names, named.human, 1, named.givenAt));
      edges.push({ kind: 'acts_for', from: named.human, to: client, scopes: names });
    }
    for (const [list, count] of this.#counted.get(clientId) ?? []) {
      grants.push(
        this.#grant(`consents:${list}`, realm, this.#lists[list] ?? [], null, count, unknown('not_recorded')),
      );
    }
    this.#named.delete(clientId);
    this.#counted.delete(clientId);
    return { grants, edges };
  }

  #grant(
    id: string,
    realm: string,
    names: readonly string[],
    onBehalfOf: IdentityId | null,
    subjects: number,
    givenAt: Fact<Instant>,
  ): Grant {
    const consent = { id, status: 'live', givenAt, expiresAt: 'never', purpose: unknown('not_recorded') } as const;
    return {
      id,
      resource: realm,
      scopes: names.map((name) => scopeOf(name, '')),
      onBehalfOf,
      subjects,
      consent,
      expiresAt: 'never',
      lastUsedAt: unknown('not_in_export'),
      offline: names.includes('offline_access'),
      origin: 'consent',
    };
  }

  #list(names: readonly string[]): number {
    const key = [...names].sort().join(' ');
    let list = this.#listOf.get(key);
    if (list === undefined) {
      list = this.#lists.push(names) - 1;
      this.#listOf.set(key, list);
    }
    return list;
  }
}

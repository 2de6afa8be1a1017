// How long what Entra issues lives (Microsoft identity platform, "Configurable token lifetimes").
import type { Fields } from '#engine/importers/fields.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { type Fact, type Seconds, unknown } from '#shared/model/fact.ts';
import { saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';
import { type Directory, idIn, placeOf, seal, type TokenLifetime } from './directory.ts';

/** Chosen at random between 60 and 90 minutes: the longest counts. */
const defaultAccess: Seconds = 90 * 60;
/** Azure renews the token of a managed identity once a day. */
const managedAccess: Seconds = 24 * 60 * 60;
const refreshIdle: Seconds = 90 * 24 * 60 * 60;

/** `08:00:00`, `1.00:00:00`, or the number of seconds. */
function secondsIn(text: unknown): Fact<Seconds> {
  if (typeof text !== 'string') return unknown('unreadable');
  const parts = /^(?:(\d{1,4})\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(text.trim());
  if (parts === null) return unknown('unreadable');
  const [days, hours, minutes, seconds] = [1, 2, 3, 4].map((at) => Number(parts[at] ?? 0));
  return (days ?? 0) * 86_400 + (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

/** null: the policy says nothing of access tokens. */
function lifetimeIn(policy: Fields): TokenLifetime | null {
  const [definition] = policy.texts('definition') ?? [];
  const found = /"AccessTokenLifetime"\s*:\s*"([^"]{1,40})"/i.exec(definition ?? '');
  return found === null ? null : { accessTtl: secondsIn(found[1]) };
}

export const tokenLifetimePolicy: SourceObject<Directory> = {
  kind: 'token lifetime policy',
  idMember: 'id',
  id: (fields) => idIn(fields, 'id'),
  shares: () => [],
  learn(fields, directory, _again, asked) {
    const lifetime = lifetimeIn(fields);
    if (lifetime === null) return;
    if (fields.isTrue('isOrganizationDefault')) directory.defaultLifetime = lifetime;
    const place = placeOf(asked, directory);
    if (place !== null) directory.lifetimes.set(place.parent.externalId, lifetime);
    for (const one of fields.objects('appliesTo')) directory.lifetimes.set(idIn(one, 'id'), lifetime);
  },
};

export interface Holder {
  readonly appId: string;
  /** Azure keeps its credentials. */
  readonly managed: boolean;
}

export function tokenPolicyOf(fields: Fields, { appId, managed }: Holder, directory: Directory): TokenPolicy {
  const own = [
    ...fields.objects('tokenLifetimePolicies').map(lifetimeIn),
    seal(directory).lifetimes.get(appId) ?? null,
  ].find((lifetime) => lifetime !== null);
  const access = managed
    ? ({ accessTtl: managedAccess, accessTtlFrom: 'vendor_default' } as const)
    : own !== undefined
      ? ({ accessTtl: own.accessTtl, accessTtlFrom: 'client' } as const)
      : directory.defaultLifetime !== null
        ? ({ accessTtl: directory.defaultLifetime.accessTtl, accessTtlFrom: 'tenant' } as const)
        : ({ accessTtl: defaultAccess, accessTtlFrom: 'vendor_default' } as const);
  const offline = seal(directory).delegates.get(appId);
  const isAlone = managed || (offline === undefined && seal(directory).holders.has(appId));
  const missing = unknown('not_in_export');
  return {
    ...access,
    // Refresh tokens come with people; one that is used lives on until it is revoked.
    refreshAbsolute: isAlone ? null : offline === undefined ? missing : 'never',
    refreshIdle: isAlone ? null : offline === undefined ? missing : refreshIdle,
    refreshRotation: isAlone || offline !== undefined ? false : missing,
    offline: isAlone ? false : (offline ?? missing),
    ...saidLayers(
      managed ? null : { by: 'client', accessTtl: own?.accessTtl },
      managed ? null : { by: 'tenant', accessTtl: directory.defaultLifetime?.accessTtl },
      { by: 'vendor_default', accessTtl: managed ? managedAccess : defaultAccess },
    ),
  };
}

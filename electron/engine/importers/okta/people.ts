import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, type Instant, isUnknown, known, unknown } from '#shared/model/fact.ts';
import type { IdentityStatus } from '#shared/model/identity.ts';
import { noCredential, passwordCredential } from './credentials.ts';
import { orUnknown } from './grants.ts';
import type { Contribution, OktaObject, Ref } from './okta-object.ts';
import { person, personOwners } from './owners.ts';

const statuses: Readonly<Record<string, IdentityStatus>> = {
  DEPROVISIONED: 'retired',
  SUSPENDED: 'disabled',
  STAGED: 'disabled',
  LOCKED_OUT: 'disabled',
};

const userRef = (externalId: string): Ref | null => (externalId === '' ? null : { namespace: 'user', externalId });
const isText = (text: string): boolean => text !== '';

/** Left or barred: owning something with such a person is owning it alone. */
export const isStaff = (user: Fields): boolean => !['DEPROVISIONED', 'SUSPENDED'].includes(user.plain('status'));

export function nameOf(user: Fields): string {
  const profile = user.object('profile');
  const names = [profile?.plain('firstName') ?? '', profile?.plain('lastName') ?? ''].filter(isText).join(' ');
  return profile?.plain('displayName') || names || profile?.plain('login') || user.plain('id');
}

/** Addresses that the user has verified (`credentials.emails`). */
function anchorsOf(user: Fields): Contribution {
  const verified = (user.object('credentials')?.objects('emails') ?? []).filter(
    (mail) => mail.plain('status') === 'VERIFIED',
  );
  const anchors = verified.map((mail) => mail.plain('value').toLowerCase()).filter(isText);
  return anchors.length === 0 ? {} : { anchors: anchors.map((mail) => `mailto:${mail}`) };
}

export const user: OktaObject = {
  kind: 'user',
  members: ['profile', 'status', 'id'],
  isIt: (fields) => fields.object('profile')?.raw('login') !== undefined,
  owner: (fields) => userRef(fields.plain('id')),
  read({ fields }) {
    const profile = fields.object('profile');
    const aliases = [profile?.plain('login') ?? '', profile?.plain('email') ?? ''].filter(isText);
    return {
      kind: 'human',
      vendorKind: 'user',
      name: nameOf(fields),
      aliases: [...new Set(aliases)],
      ...anchorsOf(fields),
      status: statuses[fields.plain('status')] ?? 'active',
      createdAt: orUnknown(fields.instant('created')),
      // Okta writes null for a user who has not signed in yet.
      lastUsedAt:
        fields.instant('lastLogin') ?? (fields.names().includes('lastLogin') ? 'never' : unknown('not_in_export')),
    };
  },
};

/** What both kinds of shared accounts say of themselves. */
function sharedAccount(fields: Fields): Contribution {
  return {
    kind: 'service_account',
    name: fields.plain('name') || fields.plain('username'),
    description: fields.plain('description'),
    createdAt: orUnknown(fields.instant('created')),
    // What Okta calls the state of such an account is that of its password.
    credentials: [passwordCredential(fields.plain('statusDetail') || 'password')],
    standing: 'standing',
  };
}

/** `GET /privileged-access/api/v1/okta-service-accounts`: a user of Okta's that people share or machines use. */
export const oktaServiceAccount: OktaObject = {
  kind: 'Okta service account',
  members: ['oktaUserId', 'id'],
  owner: (fields) => userRef(fields.plain('oktaUserId')),
  read({ fields }, org) {
    const aliases = [fields.plain('id'), fields.plain('username'), fields.plain('email')].filter(isText);
    return {
      ...sharedAccount(fields),
      vendorKind: 'Okta service account',
      aliases: [...new Set(aliases)],
      owners: personOwners(fields.texts('ownerUserIds'), fields.texts('ownerGroupIds'), org),
    };
  },
};

/** `GET /privileged-access/api/v1/service-accounts`: an account in another product, whose password Okta keeps. */
export const appServiceAccount: OktaObject = {
  kind: 'app service account',
  members: ['containerOrn', 'id'],
  owner(fields) {
    const externalId = fields.plain('id');
    return externalId === '' ? null : { namespace: 'service-account', externalId };
  },
  read({ fields }, org) {
    const product = fields.plain('containerInstanceName') || fields.plain('containerGlobalName');
    return {
      ...sharedAccount(fields),
      vendorKind: 'app service account',
      aliases: [fields.plain('username')].filter(isText),
      owners: personOwners(fields.texts('ownerUserIds'), fields.texts('ownerGroupIds'), org),
      ...(product !== '' && { publisher: product }),
    };
  },
};

const dayMs = 86_400_000;
const units = [7 * dayMs, dayMs, 3_600_000, 60_000, 1_000];

/** An ISO 8601 duration without months and years, in milliseconds: `P30D`, `PT5M`. */
function durationMs(text: string): number | null {
  const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (parts === null) return null;
  const sum = units.reduce((total, unit, index) => total + unit * Number(parts[index + 1] ?? 0), 0);
  return sum > 0 && Number.isSafeInteger(sum) ? sum : null;
}

/** `GET /api/v1/api-tokens`: a key that may do all that its user may. */
export const apiToken: OktaObject = {
  kind: 'API token',
  members: ['tokenWindow', 'userId', 'id'],
  owner(fields) {
    const externalId = fields.plain('id');
    return externalId === '' ? null : { namespace: 'api-token', externalId };
  },
  read({ fields, ref }, org) {
    const userId = fields.plain('userId');
    const createdAt = orUnknown(fields.instant('created'));
    const expiresAt = fields.instant('expiresAt') ?? unknown('not_recorded');
    const lastUsedAt = inferredUse(fields, expiresAt, createdAt);
    const end = known(expiresAt);
    const expired = typeof end === 'number' && end <= org.now;
    const self = org.idOf(ref);
    const holder = userRef(userId);
    return {
      kind: 'api_key',
      vendorKind: 'API token',
      name: fields.plain('name') || ref.externalId,
      description: fields.plain('clientName'),
      status: expired ? 'expired' : 'active',
      owners: holder === null ? unknown('not_in_export') : [person(userId, org)],
      createdAt,
      lastUsedAt,
      credentials: [
        {
          ...noCredential,
          id: ref.externalId,
          kind: 'api_key',
          vendorKind: 'SSWS',
          status: expired ? 'expired' : 'active',
          // Such a token cannot be rotated: its value is as old as it is itself.
          createdAt,
          rotatedAt: createdAt,
          expiresAt,
          lastUsedAt,
        },
      ],
      delegations: holder === null ? [] : [{ kind: 'acts_for', from: org.idOf(holder), to: self, scopes: [] }],
      standing: 'standing',
      autonomy: 'unattended',
    };
  },
};

/**
 * Okta records no last use, but each use moves the end to one window later. An end one window after the creation says
 * nothing: unused, or used at once.
 */
function inferredUse(token: Fields, expiresAt: Fact<Instant | 'never'>, createdAt: Fact<Instant>): Fact<Instant> {
  const window = durationMs(token.plain('tokenWindow'));
  const at = typeof expiresAt === 'number' && window !== null ? expiresAt - window : null;
  if (at === null || at < 0 || isUnknown(createdAt) || at <= createdAt) return unknown('not_recorded');
  const message = 'the last use is inferred from the end of the token, which moves with each use';
  token.complain('info', 'import.guessed', 'expiresAt', message);
  return at;
}

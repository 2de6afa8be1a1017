// What each verb does at Keycloak, and what it takes (PRODUCT section 1, CONNECTORS section 1).
import type { Capability } from '#shared/model/capability.ts';
import type { AccessNeed, ConnectionTest } from '#shared/model/connection.ts';
import type { Intent } from '#shared/model/finding.ts';

/** Roles of `realm-management` for the admin client; the least that is enough. */
export const needs: readonly Omit<AccessNeed, 'state'>[] = [
  { name: 'view-realm', for: ['read'] },
  { name: 'view-clients', for: ['read'] },
  { name: 'view-users', for: ['read'] },
  { name: 'view-events', for: ['read'] },
  {
    name: 'manage-clients',
    for: ['revoke', 'rescope', 'shorten', 'rotate', 'disable', 'quarantine', 'delete', 'assign_owner'],
  },
  { name: 'manage-users', for: ['revoke', 'rescope', 'quarantine'] },
];

type Row = Omit<Capability, 'intent' | 'available' | 'why' | 'undoDays'>;

const rows: Readonly<Record<Intent, Row>> = {
  revoke: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'if_introspected',
    killsRefresh: 'yes',
    undo: 'none',
    how: 'Disables the client, moves its not-before to now, ends its offline sessions. Of a consent: withdraws it with its offline tokens.',
  },
  rescope: {
    stopsNewTokens: 'no',
    killsLiveTokens: 'no',
    killsRefresh: 'no',
    undo: 'from_snapshot',
    how: 'Takes away role mappings of the service account and client scopes; tokens that are out keep theirs until they expire.',
  },
  shorten: {
    stopsNewTokens: 'no',
    killsLiveTokens: 'no',
    killsRefresh: 'no',
    undo: 'flip',
    how: 'Sets the access token lifespan, and the offline session’s, of this client over those of the realm.',
  },
  rotate: {
    stopsNewTokens: 'no',
    killsLiveTokens: 'no',
    killsRefresh: 'no',
    undo: 'none',
    how: 'Makes a new secret; the old one stops at once, unless the realm has a rotation policy.',
  },
  disable: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'if_introspected',
    killsRefresh: 'yes',
    undo: 'flip',
    how: 'Switches the client off; it can be switched on again.',
  },
  quarantine: {
    stopsNewTokens: 'no',
    killsLiveTokens: 'no',
    killsRefresh: 'no',
    undo: 'from_snapshot',
    how: 'It may still sign in and may do nothing: whoever still uses it shows up in the log.',
  },
  delete: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'if_introspected',
    killsRefresh: 'yes',
    undo: 'none',
    how: 'Deletes the client with its service account and its role mappings.',
  },
  assign_owner: {
    stopsNewTokens: 'no',
    killsLiveTokens: 'no',
    killsRefresh: 'no',
    undo: 'flip',
    how: 'Writes the owner into the client’s attribute owner.',
  },
};

export function capabilities(found: ConnectionTest | null): readonly Capability[] {
  return (Object.keys(rows) as Intent[]).map((intent) => {
    const asked = needs.filter((need) => need.for.includes(intent)).map(({ name }) => name);
    const missing = asked.filter((name) => found?.access.find((each) => each.name === name)?.state === 'missing');
    const why = missing.length === 0 ? '' : `The admin client lacks ${missing.join(' and ')} of realm-management.`;
    return { intent, ...rows[intent], undoDays: 0, available: why === '', why };
  });
}

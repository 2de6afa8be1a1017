// What each verb does at a server of which only the standards are known.
import type { Capability } from '#shared/model/capability.ts';
import type { AccessNeed, ConnectionTest } from '#shared/model/connection.ts';
import type { Intent } from '#shared/model/finding.ts';

export const needNames = {
  metadata: 'authorization server metadata',
  introspection: 'introspection_endpoint',
  revocation: 'revocation_endpoint',
  tokens: 'tokens that were given',
  management: 'registration access tokens',
} as const;

const managed: readonly Intent[] = ['rescope', 'rotate', 'disable', 'assign_owner', 'delete'];

export const needs: readonly Omit<AccessNeed, 'state'>[] = [
  { name: needNames.metadata, for: ['read'] },
  // Without it tokens are revoked on the server's word alone.
  { name: needNames.introspection, for: ['read'] },
  { name: needNames.revocation, for: ['revoke'] },
  { name: needNames.tokens, for: ['revoke'] },
  { name: needNames.management, for: managed },
];

/** Why a verb is greyed, by what is missing. */
const whys: Readonly<Record<string, string>> = {
  [needNames.revocation]:
    'The metadata name no revocation_endpoint (RFC 7009), or no client was given that may use it.',
  [needNames.tokens]: 'No token was given: RFC 7009 revokes a token that is known. Add it to the credentials.',
  [needNames.management]:
    'No registration is managed here: the server gave no registration_client_uri and registration_access_token (RFC 7592), or the credentials hold none.',
};

type Row = Omit<Capability, 'intent' | 'undoDays' | 'available' | 'why'> & { readonly never?: string };

const nothingYet = { stopsNewTokens: 'no', killsLiveTokens: 'no', killsRefresh: 'no' } as const;

const rows: Readonly<Record<Intent, Row>> = {
  revoke: {
    stopsNewTokens: 'no',
    killsLiveTokens: 'if_introspected',
    killsRefresh: 'yes',
    undo: 'none',
    how: 'Revokes one token that was given (RFC 7009); of a refresh token what came from it as well, where the server follows its “should”. Of a client: takes its grant types away, and revokes those of its tokens that were given.',
  },
  rescope: {
    ...nothingYet,
    undo: 'from_snapshot',
    how: 'Replaces the scope of the registration (RFC 7592); tokens that are out keep theirs.',
  },
  shorten: {
    ...nothingYet,
    undo: 'none',
    how: 'No member of a registration says how long tokens live (RFC 7591 §2).',
    never: 'No standard sets how long tokens of a client live: do it at the server.',
  },
  rotate: {
    ...nothingYet,
    undo: 'none',
    how: 'Sends the registration as it is; a server that renews secrets on update gives a new one, and the old one dies (RFC 7592 §2.2).',
  },
  disable: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'unknown',
    killsRefresh: 'yes',
    undo: 'from_snapshot',
    how: 'No standard has a switch: the grant types are taken away and can be put back. A server that puts its default in their place is found out by reading back.',
  },
  quarantine: {
    ...nothingYet,
    undo: 'none',
    how: 'A registration without scope gets the server’s default (RFC 7591 §2), so nothing is taken from it.',
    never: 'An empty scope means the server’s own default (RFC 7591 §2): rescope it to one harmless scope instead.',
  },
  delete: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'unknown',
    killsRefresh: 'unknown',
    undo: 'none',
    how: 'Deletes the registration (RFC 7592 §2.3), whose tokens the server should revoke, and need not.',
  },
  assign_owner: {
    ...nothingYet,
    undo: 'from_snapshot',
    how: 'Writes the owner into the contacts of the registration.',
  },
};

export function capabilities(found: ConnectionTest | null): readonly Capability[] {
  const missing = found === null ? [] : found.access.filter(({ state }) => state === 'missing');
  const isManaged = found === null || !missing.some(({ name }) => name === needNames.management);
  return (Object.keys(rows) as Intent[]).map((intent) => {
    const { never = '', ...row } = rows[intent];
    const lack = missing.find((need) => need.for.includes(intent) && !(intent === 'revoke' && isManaged));
    const why = never || (lack === undefined ? '' : (whys[lack.name] ?? `${lack.name} is missing.`));
    return { intent, ...row, undoDays: 0, available: why === '', why };
  });
}

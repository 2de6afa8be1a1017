// What each verb does at Cognito, and which IAM actions it takes (PRODUCT section 1, CONNECTORS section 5).
import type { Capability } from '#shared/model/capability.ts';
import type { AccessNeed, ConnectionTest } from '#shared/model/connection.ts';
import type { Intent } from '#shared/model/finding.ts';

/** IAM actions on the user pool; the least that is enough. */
export const needs: readonly Omit<AccessNeed, 'state'>[] = [
  { name: 'cognito-idp:DescribeUserPool', for: ['read'] },
  { name: 'cognito-idp:ListUserPoolClients', for: ['read'] },
  { name: 'cognito-idp:DescribeUserPoolClient', for: ['read'] },
  { name: 'cognito-idp:ListResourceServers', for: ['read'] },
  { name: 'cognito-idp:ListIdentityProviders', for: ['read'] },
  { name: 'cognito-idp:DescribeIdentityProvider', for: ['read'] },
  { name: 'cognito-idp:ListUsers', for: ['read'] },
  { name: 'cognito-idp:UpdateUserPoolClient', for: ['revoke', 'rescope', 'shorten', 'disable'] },
  { name: 'cognito-idp:CreateUserPoolClient', for: ['rotate'] },
  { name: 'cognito-idp:DeleteUserPoolClient', for: ['rotate', 'delete'] },
  { name: 'cognito-idp:AdminGetUser', for: ['revoke', 'disable'] },
  { name: 'cognito-idp:AdminDisableUser', for: ['revoke', 'disable'] },
  { name: 'cognito-idp:AdminEnableUser', for: ['disable'] },
  { name: 'cognito-idp:AdminUserGlobalSignOut', for: ['revoke'] },
];

/** Without these there is no inventory. */
export const indispensable: readonly string[] = [
  'cognito-idp:DescribeUserPool',
  'cognito-idp:ListUserPoolClients',
  'cognito-idp:DescribeUserPoolClient',
];

type Row = Pick<Capability, 'stopsNewTokens' | 'killsLiveTokens' | 'killsRefresh' | 'undo' | 'how'> & {
  /** Cognito has no such thing, whoever asks. */
  readonly never?: string;
};

const nothingYet = { stopsNewTokens: 'no', killsLiveTokens: 'no', killsRefresh: 'no' } as const;

const rows: Readonly<Record<Intent, Row>> = {
  revoke: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'no',
    killsRefresh: 'unknown',
    undo: 'none',
    how: 'Of a client: takes its flows away; nothing kills a live client_credentials access token, and RevokeToken asks for the refresh token itself, which Cognito shows to nobody. Of a user: disables and signs out everywhere, which ends refresh tokens; access tokens die at Cognito’s own interfaces and pass local verifiers until they expire.',
  },
  rescope: {
    ...nothingYet,
    undo: 'from_snapshot',
    how: 'Takes scopes from the allowed OAuth scopes; tokens that are out keep theirs until they expire.',
  },
  shorten: {
    ...nothingYet,
    undo: 'flip',
    how: 'Sets the validity of the client’s access tokens, five minutes to a day; tokens that are out keep theirs.',
  },
  rotate: {
    stopsNewTokens: 'no',
    killsLiveTokens: 'no',
    killsRefresh: 'yes',
    undo: 'none',
    how: 'Makes a client like it with another id and a new secret, then deletes the old one: this API version (2016-04-18) has no call that changes a secret. With an overlap the old client stays.',
  },
  disable: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'no',
    killsRefresh: 'no',
    undo: 'from_snapshot',
    how: 'Cognito has no switch for a client: its OAuth and sign-in flows are taken away and can be put back; refresh tokens go on at the sign-in interface. A user is switched off.',
  },
  quarantine: {
    ...nothingYet,
    undo: 'none',
    how: 'A client with flows has at least one scope.',
    never: 'Cognito gives no token without a scope: take scopes away, or disable the client.',
  },
  delete: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'no',
    killsRefresh: 'yes',
    undo: 'none',
    how: 'Deletes the client; its access tokens pass local verifiers until they expire.',
  },
  assign_owner: {
    ...nothingYet,
    undo: 'none',
    how: 'A client has no member that could name an owner.',
    never: 'Cognito has tags on the pool alone, and none on its clients: name the owner in the workspace.',
  },
};

/** Actions on users: a credential without them may still change clients. */
const ofUsers = /:Admin/;

export function capabilities(found: ConnectionTest | null): readonly Capability[] {
  return (Object.keys(rows) as Intent[]).map((intent) => {
    const { never = '', ...row } = rows[intent];
    const asked = needs.filter((need) => need.for.includes(intent) && !ofUsers.test(need.name));
    const missing = asked.filter(({ name }) => found?.access.find((each) => each.name === name)?.state === 'missing');
    const names = missing.map(({ name }) => name).join(' and ');
    const why = never || (names === '' ? '' : `The access key may not ${names}.`);
    return { intent, ...row, undoDays: 0, available: why === '', why };
  });
}

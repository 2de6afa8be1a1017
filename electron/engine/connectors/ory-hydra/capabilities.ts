// What each verb does at Hydra (PRODUCT section 1, CONNECTORS section 7).
import type { Capability } from '#shared/model/capability.ts';
import type { AccessNeed } from '#shared/model/connection.ts';
import type { Intent } from '#shared/model/finding.ts';

/** Its admin port asks for nothing: the network is the only lock. */
export const needs: readonly Omit<AccessNeed, 'state'>[] = [];

type Row = Pick<Capability, 'stopsNewTokens' | 'killsLiveTokens' | 'killsRefresh' | 'undo' | 'how'>;

const nothingYet = { stopsNewTokens: 'no', killsLiveTokens: 'no', killsRefresh: 'no' } as const;

const rows: Readonly<Record<Intent, Row>> = {
  revoke: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'if_introspected',
    killsRefresh: 'yes',
    undo: 'none',
    how: 'Takes the grant types away and deletes the client’s tokens; JWTs pass local verifiers until they expire. Of a consent: revokes it with its tokens.',
  },
  rescope: {
    ...nothingYet,
    undo: 'from_snapshot',
    how: 'Replaces the scope of the client; tokens that are out keep theirs.',
  },
  shorten: {
    ...nothingYet,
    undo: 'flip',
    how: 'Sets the lifespans of this client’s access tokens over those of the server.',
  },
  rotate: {
    ...nothingYet,
    undo: 'none',
    how: 'Makes a new secret; the old one stays valid beside it until it is deleted.',
  },
  disable: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'no',
    killsRefresh: 'yes',
    undo: 'from_snapshot',
    how: 'Hydra has no switch: the grant types are taken away and can be put back.',
  },
  quarantine: {
    ...nothingYet,
    undo: 'from_snapshot',
    how: 'The client may ask for tokens without any scope: whoever still uses it shows up.',
  },
  delete: {
    stopsNewTokens: 'yes',
    killsLiveTokens: 'if_introspected',
    killsRefresh: 'yes',
    undo: 'none',
    how: 'Deletes the client with its tokens and consents.',
  },
  assign_owner: { ...nothingYet, undo: 'flip', how: 'Writes the owner into the client’s member owner.' },
};

export const capabilities = (): readonly Capability[] =>
  (Object.keys(rows) as Intent[]).map((intent) => ({ intent, ...rows[intent], undoDays: 0, available: true, why: '' }));

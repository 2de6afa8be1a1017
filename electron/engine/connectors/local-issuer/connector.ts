import { z } from 'zod';
import type { Connector, Session } from '#engine/connectors/connector.ts';
import type { Capability } from '#shared/model/capability.ts';
import type { Intent } from '#shared/model/finding.ts';
import { operationKinds } from './operations.ts';
import type { LocalIssuerPort } from './port.ts';
import { compensate, propose } from './propose.ts';

type Row = Pick<Capability, 'stopsNewTokens' | 'killsLiveTokens' | 'killsRefresh' | 'undo' | 'how'>;
const dead = { stopsNewTokens: 'yes', killsLiveTokens: 'if_introspected', killsRefresh: 'yes' } as const;
const later = { stopsNewTokens: 'no', killsLiveTokens: 'no', killsRefresh: 'no' } as const;

const rows: Readonly<Record<Intent, Row>> = {
  revoke: {
    ...dead,
    undo: 'flip',
    how: 'Disables the client: every token of it and all that came of them is dead for the issuer at once. Of a consent: withdraws it.',
  },
  disable: {
    ...dead,
    undo: 'flip',
    how: 'Switches the client off; what was issued before stays dead when it is enabled again.',
  },
  delete: { ...dead, undo: 'none', how: 'Deletes the client.' },
  rescope: {
    ...later,
    undo: 'from_snapshot',
    how: 'Takes scopes away; tokens that are out keep theirs until they expire.',
  },
  quarantine: { ...later, undo: 'from_snapshot', how: 'It may still authenticate and gets no scope.' },
  shorten: { ...later, undo: 'flip', how: 'Limits the life of its access tokens.' },
  rotate: { ...later, undo: 'none', how: 'Makes a new secret; the old one stops at once.' },
  assign_owner: { ...later, undo: 'flip', how: 'Names who answers for it.' },
};

const capabilities = (): readonly Capability[] =>
  (Object.keys(rows) as Intent[]).map((intent) => ({ intent, ...rows[intent], undoDays: 0, available: true, why: '' }));

function sessionOf(port: LocalIssuerPort): Session {
  const kindOf = (name: string) => {
    const kind = operationKinds[name];
    if (kind === undefined) throw new Error(`the local issuer knows no operation ${name}`);
    return kind;
  };
  return {
    test: () =>
      Promise.resolve({
        ok: true,
        steps: [{ step: 'access', ok: true, message: 'The issuer is part of this workspace.' }],
        access: [],
        server: 'Local issuer',
      }),
    identify: () => Promise.resolve({ id: port.tenant.id, name: port.tenant.name }),
    // The inventory follows the issuer by itself: there is nothing to fetch.
    async *discover() {},
    observe: async (operation, exchanges) => {
      exchanges.push({ method: 'READ', path: operation.name, status: null });
      return { state: kindOf(operation.name).observe(port, operation), version: '' };
    },
    async execute(operation, _seen, exchanges) {
      exchanges.push({ method: 'CALL', path: operation.name, status: null });
      return kindOf(operation.name).execute(port, operation);
    },
    probe: () => Promise.resolve([]),
    self: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/** The workspace's own issuer, through the same door as any tenant. */
export const localIssuer = (port: LocalIssuerPort): Connector => ({
  id: 'local-issuer',
  vendor: 'nhi-workbench',
  label: 'Local issuer',
  fields: [],
  secretLabel: null,
  settings: z.record(z.string(), z.string()),
  needs: [],
  capabilities,
  signsOut: false,
  ownAccess: () => ({ unknown: 'The issuer is part of this workspace: no credential is between them.' }),
  propose,
  compensate,
  open: () => sessionOf(port),
});

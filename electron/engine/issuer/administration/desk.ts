// The analyst's side of the issuer: every method is one call of the contract's namespace `issuer`.
import type { Issuer } from '#engine/issuer/issuer.ts';
import type { Change, Client, Consent, Human } from '#engine/issuer/model.ts';
import { thumbprintOf, verificationKeyOf } from '#engine/issuer/tokens/algorithms.ts';
import { newOpaqueValue } from '#engine/issuer/tokens/opaque-value.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { System } from '#engine/system/system.ts';
import type { CallName, CallOutput, CallRequest } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import { changedSettings, settingsOf } from './client-settings.ts';
import { falloutOf, type Withdrawn, wouldFall } from './fallout.ts';
import { createInventoryWriter } from './inventory-writer.ts';

/** Methods of the namespace, by name. */
type Method = Extract<CallName, `issuer.${string}`> extends `issuer.${infer M}` ? M : never;
export type IssuerCalls = {
  [M in Method]: (input: CallRequest<`issuer.${M}`>) => Promise<CallOutput<`issuer.${M}`>>;
};

export interface IssuerDesk extends IssuerCalls {
  /** `delegations.simulate`. */
  simulateWithdrawal(consentId: string): Withdrawn;
  /** Requests have changed this: the inventory follows. */
  follow(changes: readonly Change[]): void;
  /** Waits until the inventory says what the issuer does. */
  settled(): Promise<void>;
}

export interface DeskParts {
  readonly system: System;
  readonly workspace: Workspace;
  readonly issuer: Issuer;
  readonly by: () => { readonly human: string; readonly client: string };
}

/** Which clients of what origin are made here unless somebody says otherwise. */
export interface Made {
  readonly origin: Client['origin'];
}

export function createDesk(parts: DeskParts, { origin }: Made = { origin: 'analyst' }): IssuerDesk {
  const { system, workspace, issuer, by } = parts;
  const { state } = issuer;
  const { hash, random } = system;
  const now = (): number => system.clock.now();
  const thumbprint = (jwk: Client['keys'][number]): string => thumbprintOf(verificationKeyOf(jwk), hash);
  const inventory = createInventoryWriter({ ...parts, names: issuer.names, state, thumbprint });
  const newId = (prefix: string): string => `${prefix}${Buffer.from(random.bytes(12)).toString('hex')}`;

  /** At once, beside any import that is under way; the inventory follows. */
  async function change(action: JournalAction, object: string, changes: readonly Change[]): Promise<void> {
    await workspace.record({ ...by(), action, object, decision: 'allowed', data: { issuer: changes } });
    inventory.follow(changes);
  }

  function clientOf(id: string): Client {
    const client = state.clients.get(id);
    if (client === undefined) throw absent('client', id);
    return client;
  }

  function humanOf(id: string): Human {
    const human = state.humans.get(id);
    if (human === undefined) throw absent('human', id);
    return human;
  }

  function consentOf(id: string): Consent {
    const consent = state.consents.get(id);
    if (consent === undefined) throw absent('consent', id);
    return consent;
  }

  /** A value that is shown once, and what is kept of it. */
  function newSecret(kind: 'apiKey' | 'clientSecret', expiresAt: number | null) {
    const value = newOpaqueValue(kind, random);
    const prefix = kind === 'apiKey' ? value.slice(0, 12) : '';
    const secret = { id: newId('sec_'), hash: hash.sha256(value), prefix, createdAt: now(), expiresAt };
    return { value, secret };
  }

  const needsSecret = ({ kind, auth }: Pick<Client, 'kind' | 'auth'>): 'apiKey' | 'clientSecret' | null => {
    if (kind === 'api_key') return 'apiKey';
    return auth === 'client_secret_basic' || auth === 'client_secret_post' ? 'clientSecret' : null;
  };

  const once = (clientId: string, kind: 'apiKey' | 'clientSecret' | null, value: string | null) => ({
    clientId,
    clientSecret: kind === 'clientSecret' ? value : null,
    apiKey: kind === 'apiKey' ? value : null,
  });

  const putClient = (client: Client): Change => ({ is: 'client', client });
  const putHuman = (human: Human): Change => ({ is: 'human', human });
  const newCode = (): { code: string; codeHash: string } => {
    const code = signInCode(random.bytes(10));
    return { code, codeHash: hash.sha256(code) };
  };

  return {
    async start({ port, registration }) {
      const { url, initialAccessToken } = await issuer.start({ port, registration });
      return { issuer: url, initialAccessToken };
    },
    async stop() {
      await issuer.stop();
      return {};
    },
    async createClient({ expiresInDays, ...wanted }) {
      const settings = settingsOf({ ...wanted, expiresInDays }, state.clients, hash);
      const { kind } = wanted;
      const secretKind = needsSecret({ kind, auth: settings.auth });
      const expiresAt = expiresInDays === null ? null : now() + expiresInDays * dayMs;
      const made = secretKind === null ? null : newSecret(secretKind, expiresAt);
      const client: Client = {
        ...settings,
        id: newId('cli_'),
        kind,
        status: 'active',
        createdAt: now(),
        epoch: 0,
        secrets: made === null ? [] : [made.secret],
        trusts: [],
        origin,
        registrationHash: null,
      };
      await change('client.created', client.id, [putClient(client)]);
      return once(client.id, secretKind, made?.value ?? null);
    },
    async updateClient({ id, change: wanted }) {
      const client = clientOf(id);
      const settings = changedSettings(client, wanted, state.clients, hash);
      await change('client.changed', id, [putClient({ ...client, ...settings })]);
      return {};
    },
    async rotateClient({ id, overlap }) {
      const client = clientOf(id);
      const kind = needsSecret(client);
      if (kind === null) {
        throw new AppError('input.invalid', `${client.name} has no secret.`, {
          hint: 'Change its public key instead.',
        });
      }
      const ends = now() + overlap * 1000;
      const old = client.secrets
        .filter(({ expiresAt }) => overlap > 0 && (expiresAt === null || expiresAt > now()))
        .map((secret) => ({ ...secret, expiresAt: Math.min(secret.expiresAt ?? ends, ends) }));
      const { value, secret } = newSecret(kind, null);
      await change('client.rotated', id, [putClient({ ...client, secrets: [...old, secret] })]);
      return once(id, kind, value);
    },
    disableClient({ id }) {
      const client = clientOf(id);
      const disabled: Client = { ...client, status: 'disabled', epoch: client.epoch + 1 };
      return falloutOf(state, now(), () => change('client.disabled', id, [putClient(disabled)]));
    },
    async enableClient({ id }) {
      await change('client.enabled', id, [putClient({ ...clientOf(id), status: 'active' })]);
      return {};
    },
    deleteClient({ id }) {
      const client = clientOf(id);
      return falloutOf(state, now(), async () => {
        await change('client.deleted', id, [{ is: 'client_deleted', id }]);
        inventory.retire(client);
      });
    },
    revokeClient({ id }) {
      const client = clientOf(id);
      const revoked: Client = { ...client, epoch: client.epoch + 1 };
      return falloutOf(state, now(), () => change('client.revoked', id, [putClient(revoked)]));
    },
    async addHuman({ name, email }) {
      const { code, codeHash } = newCode();
      const id = newId('hum_');
      const human: Human = { id, name, email, status: 'active', createdAt: now(), epoch: 0, codeHash };
      await change('human.added', id, [putHuman(human)]);
      return { id, code };
    },
    async resetHumanCode({ id }) {
      const { code, codeHash } = newCode();
      await change('human.changed', id, [putHuman({ ...humanOf(id), codeHash })]);
      return { id, code };
    },
    revokeHuman({ id }) {
      const human = humanOf(id);
      const revoked: Human = { ...human, epoch: human.epoch + 1 };
      return falloutOf(state, now(), () => change('human.revoked', id, [putHuman(revoked)]));
    },
    disableHuman({ id }) {
      const human = humanOf(id);
      const disabled: Human = { ...human, status: 'disabled', epoch: human.epoch + 1 };
      return falloutOf(state, now(), () => change('human.changed', id, [putHuman(disabled)]));
    },
    async enableHuman({ id }) {
      await change('human.changed', id, [putHuman({ ...humanOf(id), status: 'active' })]);
      return {};
    },
    withdrawConsent({ id }) {
      const consent = consentOf(id);
      if (consent.withdrawnAt !== null) {
        throw new AppError('input.invalid', 'This consent was withdrawn before.', { hint: 'Nothing stands on it.' });
      }
      const withdrawn: Consent = { ...consent, withdrawnAt: now(), withdrawnBy: by().human };
      return falloutOf(state, now(), () => change('consent.withdrawn', id, [{ is: 'consent', consent: withdrawn }]));
    },
    revokeToken({ jti }) {
      const token = state.tokens.get(jti);
      if (token === undefined) throw absent('token', jti);
      return falloutOf(state, now(), () => change('token.revoked', jti, [{ is: 'token_revoked', jti }]));
    },
    async rotateKey({ algorithm }) {
      const { kid } = await issuer.signer.rotate(algorithm);
      return { kid };
    },
    async retireKey({ kid }) {
      await issuer.signer.retire(kid);
      return {};
    },
    async createAccess({ scopes, hours }) {
      const token = newOpaqueValue('initialAccessToken', random);
      const createdAt = now();
      const expiresAt = createdAt + hours * 3_600_000;
      const access = { hash: hash.sha256(token), scopes, createdAt, expiresAt, withdrawn: false };
      await change('access.created', 'registration', [{ is: 'initial_access', access }]);
      return { token, expiresAt };
    },
    simulateWithdrawal(consentId) {
      consentOf(consentId);
      return wouldFall(state, now(), (token) => token.consentId === consentId);
    },
    follow: inventory.follow,
    settled: inventory.settled,
  };
}

const dayMs = 86_400_000;

const absent = (what: string, id: string): AppError =>
  new AppError('record.absent', `There is no ${what} ${id}.`, { hint: 'It may have been deleted meanwhile.' });

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten characters without those that are mistaken for others, 49 bits: guesses are throttled. */
function signInCode(bytes: Uint8Array): string {
  const letters = [...bytes].map((byte) => alphabet[byte % alphabet.length] ?? '');
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}

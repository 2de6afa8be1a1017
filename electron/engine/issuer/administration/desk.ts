// The analyst's side of the issuer: every method is one call of the contract's namespace `issuer`.
import type { Issuer } from '#engine/issuer/issuer.ts';
import type { Client, Consent, Grant, Human, Token } from '#engine/issuer/model.ts';
import { newOpaqueValue } from '#engine/issuer/tokens/opaque-value.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { System } from '#engine/system/system.ts';
import type { CallName, CallOutput, CallRequest } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { changedSettings, checkResource, named, settingsOf } from './client-settings.ts';
import { newCredential, newId, newSignInCode, secretKindOf } from './credentials.ts';
import { createDeeds, type Deed } from './deeds.ts';
import { falloutOf, type Withdrawn } from './fallout.ts';
import type { Blow, LiveTokens } from './live-tokens.ts';

/** Methods of the namespace, by name. */
type Method = Extract<CallName, `issuer.${string}`> extends `issuer.${infer M}` ? M : never;
export type IssuerCalls = {
  [M in Method]: (input: CallRequest<`issuer.${M}`>) => Promise<CallOutput<`issuer.${M}`>>;
};

export interface IssuerDesk extends IssuerCalls {
  /** `delegations.simulate`. */
  simulateWithdrawal(consentId: string): Withdrawn;
}

export interface DeskParts {
  readonly system: Pick<System, 'clock' | 'random' | 'hash'>;
  readonly workspace: Pick<Workspace, 'record'>;
  readonly issuer: Issuer;
  readonly live: LiveTokens;
  readonly by: () => { readonly human: string; readonly client: string };
  /** A client or a human has changed. */
  changed(): void;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** `origin` is what the clients say that are made here. */
export function createDesk(
  { system, workspace, issuer, live, by, changed }: DeskParts,
  origin: Client['origin'] = 'analyst',
): IssuerDesk {
  const { state, names, signer, clock } = issuer;
  const { hash, random } = system;
  const record = createDeeds({ workspace, names, by });

  async function change(deed: Deed): Promise<void> {
    await record(deed);
    changed();
  }

  /** The same, and what fell by it. */
  async function strike(blow: Blow, deed: Deed): Promise<Withdrawn> {
    const fell = await live.fallOf(blow, () => change(deed));
    return falloutOf(fell, state, clock.now());
  }

  const deedOn = (client: Client, action: Deed['action']): Deed => ({
    action,
    object: client.id,
    concerns: { client },
    changes: [{ is: 'client', client }],
  });

  const deedOnHuman = (human: Human, action: Deed['action']): Deed => ({
    action,
    object: human.id,
    concerns: { human },
    changes: [{ is: 'human', human }],
  });

  const clientOf = (id: string): Client => state.clients.get(id) ?? absent('client', id);
  const humanOf = (id: string): Human => state.humans.get(id) ?? absent('human', id);
  const consentOf = (id: string): Consent => state.consents.get(id) ?? absent('consent', id);
  const tokenOf = (jti: string): Token => state.tokens.get(jti) ?? absent('token', jti);

  return {
    async start({ port, registration, ...policies }) {
      const { url, initialAccessToken } = await issuer.start({ port, registration, ...named(policies) });
      return { issuer: url, initialAccessToken };
    },
    async stop() {
      await issuer.stop();
      return {};
    },
    async whenStopped() {
      await issuer.running?.ended;
      return {};
    },
    async createClient({ expiresInDays, ...wanted }) {
      const settings = settingsOf(wanted, state.clients, hash);
      const createdAt = clock.now();
      const expiresAt = expiresInDays === null ? null : createdAt + expiresInDays * dayMs;
      const identity = { id: newId('cli_', system), kind: wanted.kind, auth: settings.auth };
      const { secrets, once } = newCredential(identity, { createdAt, expiresAt }, system);
      const client: Client = {
        ...settings,
        ...identity,
        status: 'active',
        createdAt,
        epoch: 0,
        secrets,
        origin,
        registrationHash: null,
      };
      await change(deedOn(client, 'client.created'));
      return once;
    },
    async updateClient({ id, change: wanted }) {
      const client = clientOf(id);
      const settings = changedSettings(client, wanted, state.clients, hash);
      // A secret that cannot be used any more is not kept for a day on which it could.
      const secrets = secretKindOf({ ...client, ...settings }) === null ? [] : client.secrets;
      await change(deedOn({ ...client, ...settings, secrets }, 'client.changed'));
      return {};
    },
    async rotateClient({ id, overlap }) {
      const client = clientOf(id);
      if (secretKindOf(client) === null) {
        throw new AppError('input.invalid', `${client.name} has no secret.`, {
          hint: 'Change its public key instead.',
        });
      }
      const createdAt = clock.now();
      const ends = createdAt + overlap * 1000;
      const old = client.secrets
        .filter(({ expiresAt }) => overlap > 0 && (expiresAt === null || expiresAt > createdAt))
        .map((secret) => ({ ...secret, expiresAt: Math.min(secret.expiresAt ?? ends, ends) }));
      const { secrets, once } = newCredential(client, { createdAt, expiresAt: null }, system);
      await change(deedOn({ ...client, secrets: [...old, ...secrets] }, 'client.rotated'));
      return once;
    },
    async disableClient({ id }) {
      const client = clientOf(id);
      const disabled: Client = { ...client, status: 'disabled', epoch: client.epoch + 1 };
      return strike({ to: 'client', id }, deedOn(disabled, 'client.disabled'));
    },
    async enableClient({ id }) {
      await change(deedOn({ ...clientOf(id), status: 'active' }, 'client.enabled'));
      return {};
    },
    async deleteClient({ id }) {
      const client = clientOf(id);
      const changes = [{ is: 'client_deleted', id, name: client.name }] as const;
      return strike({ to: 'client', id }, { action: 'client.deleted', object: id, concerns: { client }, changes });
    },
    async revokeClient({ id }) {
      const client = clientOf(id);
      return strike({ to: 'client', id }, deedOn({ ...client, epoch: client.epoch + 1 }, 'client.revoked'));
    },
    async addHuman({ name, email }) {
      const { code, codeHash } = newSignInCode(system);
      const id = newId('hum_', system);
      const human: Human = { id, name, email, status: 'active', createdAt: clock.now(), epoch: 0, codeHash };
      await change(deedOnHuman(human, 'human.added'));
      return { id, code };
    },
    async resetHumanCode({ id }) {
      const { code, codeHash } = newSignInCode(system);
      await change(deedOnHuman({ ...humanOf(id), codeHash }, 'human.changed'));
      return { id, code };
    },
    async revokeHuman({ id }) {
      const human = humanOf(id);
      return strike({ to: 'human', id }, deedOnHuman({ ...human, epoch: human.epoch + 1 }, 'human.revoked'));
    },
    async disableHuman({ id }) {
      const human = humanOf(id);
      const disabled: Human = { ...human, status: 'disabled', epoch: human.epoch + 1 };
      return strike({ to: 'human', id }, deedOnHuman(disabled, 'human.changed'));
    },
    async enableHuman({ id }) {
      await change(deedOnHuman({ ...humanOf(id), status: 'active' }, 'human.changed'));
      return {};
    },
    async deleteHuman({ id }) {
      const human = humanOf(id);
      const changes = [{ is: 'human_deleted', id, name: human.name }] as const;
      return strike({ to: 'human', id }, { action: 'human.deleted', object: id, concerns: { human }, changes });
    },
    async withdrawConsent({ id }) {
      const consent = consentOf(id);
      if (consent.withdrawnAt !== null) {
        throw new AppError('input.invalid', 'This consent was withdrawn before.', { hint: 'Nothing stands on it.' });
      }
      const withdrawn: Consent = { ...consent, withdrawnAt: clock.now(), withdrawnBy: by().human };
      return strike(
        { to: 'consent', id },
        {
          action: 'consent.withdrawn',
          object: id,
          concerns: { client: state.clients.get(consent.clientId), human: state.humans.get(consent.sub) },
          changes: [{ is: 'consent', consent: withdrawn }],
        },
      );
    },
    async revokeToken({ jti }) {
      const { clientId, sub, kind, grantId } = tokenOf(jti);
      const concerns = { client: state.clients.get(clientId), human: state.humans.get(sub), trace: jti };
      const grant = kind === 'refresh' ? state.grants.get(grantId ?? '') : undefined;
      const deed = { action: 'token.revoked', object: jti, concerns } as const;
      if (grant === undefined) {
        return strike({ to: 'token', id: jti }, { ...deed, changes: [{ is: 'token_revoked', jti }] });
      }
      // RFC 7009 §2.1: with a refresh token goes all that its authorization has given.
      const revoked: Grant = { ...grant, revokedAt: grant.revokedAt ?? clock.now() };
      return strike({ to: 'grant', id: grant.id }, { ...deed, changes: [{ is: 'grant', grant: revoked }] });
    },
    async setScopePolicy(policy) {
      for (const uri of policy.audiences ?? []) checkResource(uri, 'audiences');
      await change({
        action: 'scope.limited',
        object: policy.scope,
        concerns: {},
        changes: [{ is: 'scope_policy', policy }],
      });
      return {};
    },
    async removeScopePolicy({ scope }) {
      if (!state.scopePolicies.has(scope)) absent('scope policy', scope);
      const changes = [{ is: 'scope_policy_removed', scope }] as const;
      await change({ action: 'scope.unlimited', object: scope, concerns: {}, changes });
      return {};
    },
    async rotateKey({ algorithm }) {
      const { kid } = await signer.rotate(algorithm);
      return { kid };
    },
    async retireKey({ kid }) {
      await signer.retire(kid);
      return {};
    },
    async createAccess({ scopes, resources, hours }) {
      for (const uri of resources) checkResource(uri);
      const token = newOpaqueValue('initialAccessToken', random);
      const createdAt = clock.now();
      const expiresAt = createdAt + hours * hourMs;
      const access = {
        hash: hash.sha256(token),
        scopes,
        resources: [...new Set(resources)],
        createdAt,
        expiresAt,
        withdrawn: false,
      };
      const changes = [{ is: 'initial_access', access }] as const;
      await change({ action: 'access.created', object: 'registration', concerns: {}, changes });
      return { token, expiresAt };
    },
    async withdrawAccess() {
      const now = clock.now();
      const open = [...state.initialAccess.values()].filter((each) => !each.withdrawn && now < each.expiresAt);
      const changes = open.map((access) => ({ is: 'initial_access', access: { ...access, withdrawn: true } }) as const);
      if (changes.length > 0) {
        await change({ action: 'access.withdrawn', object: 'registration', concerns: {}, changes });
      }
      return { withdrawn: changes.length };
    },
    simulateWithdrawal(id) {
      consentOf(id);
      return falloutOf(live.wouldFall({ to: 'consent', id }), state, clock.now());
    },
  };
}

function absent(what: string, id: string): never {
  throw new AppError('record.absent', `There is no ${what} ${id}.`, { hint: 'It may have been deleted meanwhile.' });
}

import { registerOf } from '#engine/store/register-of.ts';
import type { LeftoverToken, Register } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import { ExpiryQueue } from './expiry-queue.ts';
import type {
  Change,
  Client,
  Code,
  Consent,
  Grant,
  Human,
  InitialAccess,
  ScopePolicy,
  SigningKey,
  Token,
} from './model.ts';

/** Why a token no longer counts. */
export type Death =
  | 'expired'
  | 'revoked'
  | 'parent_dead'
  | 'grant_revoked'
  | 'consent_withdrawn'
  | 'client_revoked'
  | 'subject_revoked'
  | 'rotated';

/** What the issuer knows, as the journal tells it. */
export interface IssuerState {
  readonly clients: ReadonlyMap<string, Client>;
  readonly humans: ReadonlyMap<string, Human>;
  readonly scopePolicies: ReadonlyMap<string, ScopePolicy>;
  readonly consents: ReadonlyMap<string, Consent>;
  readonly grants: ReadonlyMap<string, Grant>;
  readonly codes: ReadonlyMap<string, Code>;
  readonly keys: ReadonlyMap<string, SigningKey>;
  readonly initialAccess: ReadonlyMap<string, InitialAccess>;
  /** Names of clients and humans that were deleted: what they did is still told of. */
  readonly deleted: ReadonlyMap<string, string>;
  /** In the order in which they were issued; without those that expired more than a minute ago. */
  readonly tokens: ReadonlyMap<string, Token>;
  /** Grows with every record that changed anything. */
  readonly version: number;
  /** The client that a secret or API key belongs to, by the SHA-256 (hex) of its value. */
  clientOfSecret(hash: string): Client | undefined;
  isSpent(key: string): boolean;
  isCodeUsed(hash: string): boolean;
  /** When a refresh token was exchanged for the next one; undefined: not yet. */
  refreshUsedAt(jti: string): Instant | undefined;
  /** Tokens that were derived from this one, the direct ones only; some may be dead. */
  childrenOf(jti: string): readonly string[];
  /** null: it lives. Costs a few look-ups an ancestor, however many tokens a revocation took. */
  deathOf(token: Token, now: Instant): Death | null;
  /** Called with the changes of every record once they are applied; answers how to stop it. */
  follow(follower: (changes: readonly Change[]) => void): () => void;
}

const registerName = 'issuer';
/** What has expired is kept a little, so that whoever asks is told `expired` and not `unknown`. */
const keepMs = 60_000;

/** The issuer's state as a register of the workspace's journal. */
export class IssuerRegister implements Register, IssuerState {
  readonly name = registerName;
  readonly clients = new Map<string, Client>();
  readonly humans = new Map<string, Human>();
  readonly scopePolicies = new Map<string, ScopePolicy>();
  readonly consents = new Map<string, Consent>();
  readonly grants = new Map<string, Grant>();
  readonly codes = new Map<string, Code>();
  readonly keys = new Map<string, SigningKey>();
  readonly initialAccess = new Map<string, InitialAccess>();
  readonly deleted = new Map<string, string>();
  readonly tokens = new Map<string, Token>();
  version = 0;
  readonly #revoked = new Set<string>();
  readonly #refreshUsed = new Map<string, Instant>();
  readonly #codesUsed = new Set<string>();
  readonly #spent = new Map<string, Instant>();
  readonly #children = new Map<string, string[]>();
  readonly #clientOfSecret = new Map<string, string>();
  readonly #expiry = new ExpiryQueue<'token' | 'spent' | 'grant' | 'code' | 'initial_access'>();
  readonly #followers = new Set<(changes: readonly Change[]) => void>();

  apply({ at, data }: Pick<JournalRecord, 'at' | 'data'>): void {
    // Written by this engine alone, and covered by the hash chain.
    const changes = data['issuer'] as readonly Change[] | undefined;
    if (changes === undefined) return;
    this.#forget(Date.parse(at));
    for (const change of changes) this.#take(change);
    this.version += 1;
    for (const follower of this.#followers) follower(changes);
  }

  follow(follower: (changes: readonly Change[]) => void): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  clientOfSecret(hash: string): Client | undefined {
    const id = this.#clientOfSecret.get(hash);
    return id === undefined ? undefined : this.clients.get(id);
  }

  isSpent(key: string): boolean {
    return this.#spent.has(key);
  }

  isCodeUsed(hash: string): boolean {
    return this.#codesUsed.has(hash);
  }

  refreshUsedAt(jti: string): Instant | undefined {
    return this.#refreshUsed.get(jti);
  }

  childrenOf(jti: string): readonly string[] {
    return this.#children.get(jti) ?? [];
  }

  deathOf(token: Token, now: Instant): Death | null {
    return this.#ownDeathOf(token, now) ?? (this.#ancestorsLive(token, now) ? null : 'parent_dead');
  }

  /** RFC 9068 §4: nobody has to ask whether the consent or the human behind a JWT is still there. */
  *leftovers(now: Instant): Iterable<LeftoverToken> {
    for (const token of this.tokens.values()) {
      if (token.kind === 'refresh' || token.opaque || now >= token.expiresAt) continue;
      const because = this.deathOf(token, now);
      if (because !== 'consent_withdrawn' && because !== 'subject_revoked') continue;
      yield { vendor: 'nhi-workbench', client: token.clientId, because, id: token.jti, until: token.expiresAt };
    }
  }

  save(): string {
    return JSON.stringify(this.#changes());
  }

  load(text: string): void {
    // Written by save and covered by the digest of the snapshot.
    for (const change of JSON.parse(text) as Change[]) this.#take(change);
  }

  /** Without regard to what it was derived from. */
  #ownDeathOf(token: Token, now: Instant): Death | null {
    if (now >= token.expiresAt) return 'expired';
    if (this.#revoked.has(token.jti)) return 'revoked';
    if (this.#refreshUsed.has(token.jti)) return 'rotated';
    const client = this.clients.get(token.clientId);
    if (client === undefined || client.status !== 'active' || client.epoch !== token.clientEpoch)
      return 'client_revoked';
    if (!this.#subjectLives(token)) return 'subject_revoked';
    if (token.consentId !== null && this.#consentIsOver(token.consentId, now)) return 'consent_withdrawn';
    if (token.grantId !== null && this.grants.get(token.grantId)?.revokedAt !== null) return 'grant_revoked';
    return null;
  }

  /** Each ancestor once: derivation is no tree, and its chains may be longer than a stack is deep. */
  #ancestorsLive(token: Token, now: Instant): boolean {
    if (token.parents.length === 0) return true;
    const ancestors = new Set(token.parents);
    for (const jti of ancestors) {
      const ancestor = this.tokens.get(jti);
      if (ancestor === undefined || this.#ownDeathOf(ancestor, now) !== null) return false;
      for (const parent of ancestor.parents) ancestors.add(parent);
    }
    return true;
  }

  /** A client is its own subject; anybody else is a human. */
  #subjectLives({ sub, clientId, subEpoch }: Token): boolean {
    if (sub === clientId) return true;
    const subject = this.humans.get(sub) ?? this.clients.get(sub);
    return subject !== undefined && subject.status === 'active' && subject.epoch === subEpoch;
  }

  #consentIsOver(id: string, now: Instant): boolean {
    const consent = this.consents.get(id);
    return consent === undefined || consent.withdrawnAt !== null || now >= consent.expiresAt;
  }

  #take(change: Change): void {
    switch (change.is) {
      case 'client':
        this.#forgetSecrets(change.client.id);
        for (const { hash } of change.client.secrets) this.#clientOfSecret.set(hash, change.client.id);
        this.clients.set(change.client.id, change.client);
        return;
      case 'client_deleted':
        this.#forgetSecrets(change.id);
        this.deleted.set(change.id, change.name);
        this.clients.delete(change.id);
        return;
      case 'human':
        this.humans.set(change.human.id, change.human);
        return;
      case 'human_deleted':
        this.deleted.set(change.id, change.name);
        this.humans.delete(change.id);
        return;
      case 'scope_policy':
        this.scopePolicies.set(change.policy.scope, change.policy);
        return;
      case 'scope_policy_removed':
        this.scopePolicies.delete(change.scope);
        return;
      case 'consent':
        this.consents.set(change.consent.id, change.consent);
        return;
      case 'grant':
        this.grants.set(change.grant.id, change.grant);
        this.#expiry.add('grant', change.grant.id, change.grant.expiresAt + keepMs);
        return;
      case 'code':
        this.#takeCode(change.code);
        return;
      case 'code_used':
        this.#codesUsed.add(change.hash);
        return;
      case 'token':
        this.#takeToken(change.token);
        return;
      case 'token_revoked':
        this.#revoked.add(change.jti);
        return;
      case 'refresh_used':
        this.#refreshUsed.set(change.jti, change.at);
        return;
      case 'key':
        this.keys.set(change.key.kid, change.key);
        return;
      case 'spent':
        this.#spent.set(change.key, change.until);
        this.#expiry.add('spent', change.key, change.until);
        return;
      case 'initial_access':
        this.initialAccess.set(change.access.hash, change.access);
        this.#expiry.add('initial_access', change.access.hash, change.access.expiresAt + keepMs);
        return;
    }
  }

  /** Whoever comes a second time with a code takes down what came of it: it is known for as long as that may live. */
  #takeCode(code: Code): void {
    this.codes.set(code.hash, code);
    const until = this.grants.get(code.grantId)?.expiresAt ?? code.expiresAt;
    this.#expiry.add('code', code.hash, until + keepMs);
  }

  #takeToken(token: Token): void {
    this.tokens.set(token.jti, token);
    this.#expiry.add('token', token.jti, token.expiresAt + keepMs);
    for (const parent of token.parents) {
      const children = this.#children.get(parent);
      if (children === undefined) this.#children.set(parent, [token.jti]);
      else children.push(token.jti);
    }
  }

  #forgetSecrets(clientId: string): void {
    for (const { hash } of this.clients.get(clientId)?.secrets ?? []) this.#clientOfSecret.delete(hash);
  }

  /** What time has made void; no token outlives its grant. Consents stay: they are the proof of what was allowed. */
  #forget(now: Instant): void {
    for (const { kind, key } of this.#expiry.due(now)) {
      switch (kind) {
        case 'spent':
          this.#spent.delete(key);
          break;
        case 'grant':
          this.grants.delete(key);
          break;
        case 'code':
          this.codes.delete(key);
          this.#codesUsed.delete(key);
          break;
        case 'initial_access':
          this.initialAccess.delete(key);
          break;
        case 'token':
          this.tokens.delete(key);
          this.#children.delete(key);
          this.#revoked.delete(key);
          this.#refreshUsed.delete(key);
      }
    }
  }

  /** The changes that make this state out of nothing. */
  *#all(): Iterable<Change> {
    for (const key of this.keys.values()) yield { is: 'key', key };
    for (const client of this.clients.values()) yield { is: 'client', client };
    for (const [id, name] of this.deleted) yield { is: 'client_deleted', id, name };
    for (const human of this.humans.values()) yield { is: 'human', human };
    for (const policy of this.scopePolicies.values()) yield { is: 'scope_policy', policy };
    for (const consent of this.consents.values()) yield { is: 'consent', consent };
    for (const grant of this.grants.values()) yield { is: 'grant', grant };
    for (const code of this.codes.values()) yield { is: 'code', code };
    for (const hash of this.#codesUsed) yield { is: 'code_used', hash };
    for (const access of this.initialAccess.values()) yield { is: 'initial_access', access };
    for (const token of this.tokens.values()) yield { is: 'token', token };
    for (const jti of this.#revoked) yield { is: 'token_revoked', jti };
    for (const [jti, at] of this.#refreshUsed) yield { is: 'refresh_used', jti, at };
    for (const [key, until] of this.#spent) yield { is: 'spent', key, until };
  }

  #changes(): Change[] {
    return [...this.#all()];
  }
}

/** The issuer's register among those of a workspace. */
export const issuerStateOf = (workspace: { readonly registers: readonly Register[] }): IssuerState =>
  registerOf(workspace, IssuerRegister);

import { ExpiryQueue } from '#engine/issuer/expiry-queue.ts';
import type { Change, Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { Clock } from '#engine/system/system.ts';
import type { Instant } from '#shared/model/fact.ts';
import { isBelievable, isBelieved } from './believed.ts';

/** What a change ends at once: a client's tokens, a human's, those of a consent or of a grant, one token; and what came of them. */
export interface Blow {
  readonly to: 'client' | 'human' | 'consent' | 'grant' | 'token';
  readonly id: string;
}

/** How many live, and by what. */
export interface LiveCounts {
  readonly total: number;
  readonly byClient: ReadonlyMap<string, number>;
  readonly bySubject: ReadonlyMap<string, number>;
  readonly byConsent: ReadonlyMap<string, number>;
  readonly byKey: ReadonlyMap<string, number>;
}

type State = Pick<IssuerState, 'tokens' | 'clients' | 'consents' | 'childrenOf' | 'deathOf' | 'follow'>;
type Collector = (token: Token, blow: Blow | null) => void;

/** A list that is drawn once a second for what ends by itself is as good as one that is drawn for each. */
const atMostEveryMs = 1_000;
/** Timers are 31 bits of milliseconds wide. */
const longestMs = 86_400_000;
/** Shorter than the state remembers what has expired: descendants can still be found when their ancestor ends. */
const patienceMs = 30_000;

/**
 * The tokens that live, kept up with every record for as long as somebody looks: a million of them are not asked one by
 * one whether they are dead each time a view is drawn. While nobody looks it keeps nothing and costs nothing.
 */
export class LiveTokens {
  readonly #state: State;
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #ended: () => void;
  /** Where in `#order` each of them stands. */
  readonly #places = new Map<string, number>();
  readonly #counts = {
    byClient: new Map<string, number>(),
    bySubject: new Map<string, number>(),
    byConsent: new Map<string, number>(),
    byKey: new Map<string, number>(),
  };
  readonly #collectors = new Set<Collector>();
  /** Dead for the issuer, and believed by whoever never asks. */
  readonly #believed = new Map<string, Token>();
  /** In the order in which they were issued; null: that one has died since. */
  #order: (Token | null)[] = [];
  /** How often the refresh family of a grant was renewed, as far as the state remembers. */
  readonly #rotations = new Map<string, number>();
  #ends = new ExpiryQueue<'token' | 'consent'>();
  #stop: (() => void) | null = null;
  #cancelWait = (): void => undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** `ended`: tokens have ended by themselves since somebody looked. No record tells of it. */
  constructor(state: State, clock: Pick<Clock, 'now' | 'after'>, ended: () => void = () => undefined) {
    this.#state = state;
    this.#clock = clock;
    this.#ended = ended;
  }

  /** Nobody looks any more. */
  close(): void {
    this.#sleep();
  }

  look(): LiveCounts {
    const now = this.#clock.now();
    this.#lookedAt = now;
    if (this.#stop === null) this.#wake(now);
    else this.#expire(now);
    this.#waitForEnd(now);
    return { total: this.#places.size, ...this.#counts };
  }

  *newestFirst(): Iterable<Token> {
    this.look();
    for (let place = this.#order.length - 1; place >= 0; place -= 1) {
      const token = this.#order[place];
      if (token) yield token;
    }
  }

  /** Those that are dead while a verifier that never asks goes on believing in them (RFC 9068 §4). */
  believed(): Token[] {
    this.look();
    const now = this.#clock.now();
    return [...this.#believed.values()].filter((token) => isBelieved(token, this.#state, now));
  }

  /** How often the refresh family of a grant was renewed. */
  rotationsOf(grantId: string): number {
    return this.#rotations.get(grantId) ?? 0;
  }

  /** Makes the change and answers what that blow felled: parents before what was derived from them. */
  async fallOf(blow: Blow, change: () => Promise<unknown>): Promise<Token[]> {
    this.look();
    const fell: Token[] = [];
    const collect: Collector = (token, by) => {
      if (by?.to === blow.to && by.id === blow.id) fell.push(token);
    };
    this.#collectors.add(collect);
    try {
      await change();
    } finally {
      this.#collectors.delete(collect);
    }
    return fell;
  }

  /** What that blow would fell. Touches nothing. */
  wouldFall(blow: Blow): Token[] {
    this.look();
    const fell = new Set(this.#order.filter((token) => token !== null).filter((token) => isHit(token, blow)));
    for (const { jti } of fell) {
      for (const child of this.#state.childrenOf(jti)) {
        const token = this.#find(child);
        if (token !== null) fell.add(token);
      }
    }
    return [...fell];
  }

  #wake(now: Instant): void {
    for (const token of this.#state.tokens.values()) this.#add(token, now);
    for (const { id, expiresAt } of this.#state.consents.values()) {
      if (expiresAt > now) this.#ends.add('consent', id, expiresAt);
    }
    this.#stop = this.#state.follow((changes) => this.#take(changes));
  }

  #sleep(): void {
    this.#stop?.();
    this.#stop = null;
    this.#cancelWait();
    this.#order = [];
    this.#ends = new ExpiryQueue();
    this.#places.clear();
    this.#believed.clear();
    this.#rotations.clear();
    for (const counts of Object.values(this.#counts)) counts.clear();
  }

  /** Whoever looks again because of it sets the next one. */
  #waitForEnd(now: Instant): void {
    this.#cancelWait();
    if (this.#ends.nextAt === Number.POSITIVE_INFINITY) return;
    const wait = Math.min(Math.max(this.#ends.nextAt - now, atMostEveryMs), longestMs);
    this.#cancelWait = this.#clock.after(wait, this.#ended);
  }

  #take(changes: readonly Change[]): void {
    const now = this.#clock.now();
    if (this.#collectors.size === 0 && Math.abs(now - this.#lookedAt) > patienceMs) {
      this.#sleep();
      return;
    }
    this.#expire(now);
    for (const change of changes) this.#takeOne(change, now);
  }

  #takeOne(change: Change, now: Instant): void {
    switch (change.is) {
      case 'token':
        this.#add(change.token, now);
        return;
      case 'refresh_used':
        this.#renew(this.#state.tokens.get(change.jti));
        this.#fell(change.jti, { to: 'token', id: change.jti });
        return;
      case 'token_revoked':
        this.#fell(change.jti, { to: 'token', id: change.jti });
        return;
      case 'client':
        this.#strike({ to: 'client', id: change.client.id }, now);
        return;
      case 'client_deleted':
        this.#strike({ to: 'client', id: change.id }, now);
        return;
      case 'human':
        this.#strike({ to: 'human', id: change.human.id }, now);
        return;
      case 'human_deleted':
        this.#strike({ to: 'human', id: change.id }, now);
        return;
      case 'consent': {
        const { id, withdrawnAt, expiresAt } = change.consent;
        if (withdrawnAt !== null) this.#strike({ to: 'consent', id }, now);
        else this.#ends.add('consent', id, expiresAt);
        return;
      }
      case 'grant':
        if (change.grant.revokedAt !== null) this.#strike({ to: 'grant', id: change.grant.id }, now);
        return;
      default:
        return;
    }
  }

  #expire(now: Instant): void {
    for (const { kind, key } of this.#ends.due(now)) {
      if (kind === 'token') this.#end(key);
      else this.#strike({ to: 'consent', id: key }, now);
    }
    this.#tidy();
  }

  #add(token: Token, now: Instant): void {
    const death = this.#state.deathOf(token, now);
    if (death === 'rotated') this.#renew(token);
    if (death !== null) {
      if (isBelieved(token, this.#state, now)) this.#believe(token);
      return;
    }
    this.#places.set(token.jti, this.#order.push(token) - 1);
    this.#ends.add('token', token.jti, token.expiresAt);
    this.#count(token, 1);
  }

  /** Those that the blow hits and that are dead by now: a client that merely changed has lost nothing. */
  #strike(blow: Blow, now: Instant): void {
    if (!this.#mayHit(blow)) return;
    for (const token of this.#order) {
      if (token && isHit(token, blow) && this.#state.deathOf(token, now) !== null) this.#fell(token.jti, blow);
    }
  }

  /** Most clients and consents that change are new, or have no token: nobody looks through a million for them. */
  #mayHit({ to, id }: Blow): boolean {
    const { byClient, bySubject, byConsent } = this.#counts;
    if (to === 'client') return byClient.has(id) || bySubject.has(id);
    if (to === 'human') return bySubject.has(id);
    return to !== 'consent' || byConsent.has(id);
  }

  #find(jti: string): Token | null {
    const place = this.#places.get(jti);
    return place === undefined ? null : (this.#order[place] ?? null);
  }

  #renew(token: Token | undefined): void {
    if (token?.grantId) this.#rotations.set(token.grantId, this.rotationsOf(token.grantId) + 1);
  }

  #believe(token: Token): void {
    this.#believed.set(token.jti, token);
    this.#ends.add('token', token.jti, token.expiresAt);
  }

  /** By itself: nobody believes in it any more. */
  #end(jti: string): void {
    this.#believed.delete(jti);
    this.#fell(jti, null);
  }

  /** The token, and whatever was derived from it. */
  #fell(jti: string, blow: Blow | null): void {
    const fallen = new Set([jti]);
    for (const each of fallen) {
      const token = this.#find(each);
      if (token === null) continue;
      this.#order[this.#places.get(each) ?? -1] = null;
      this.#places.delete(each);
      this.#count(token, -1);
      if (isBelievable(token) && token.expiresAt > this.#clock.now()) this.#believe(token);
      for (const collect of this.#collectors) collect(token, blow);
      for (const child of this.#state.childrenOf(each)) fallen.add(child);
    }
  }

  /** The dead make room once they are more than the living. */
  #tidy(): void {
    if (this.#order.length <= 2 * this.#places.size + 1_000) return;
    this.#order = this.#order.filter((token) => token !== null);
    for (const [place, token] of this.#order.entries()) if (token) this.#places.set(token.jti, place);
  }

  #count({ clientId, sub, consentId, kid }: Token, by: 1 | -1): void {
    const { byClient, bySubject, byConsent, byKey } = this.#counts;
    add(byClient, clientId, by);
    add(bySubject, sub, by);
    if (consentId !== null) add(byConsent, consentId, by);
    if (kid !== null) add(byKey, kid, by);
  }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

function isHit({ jti, clientId, sub, consentId, grantId }: Token, { to, id }: Blow): boolean {
  switch (to) {
    case 'client':
      return clientId === id || sub === id;
    case 'human':
      return sub === id;
    case 'consent':
      return consentId === id;
    case 'grant':
      return grantId === id;
    case 'token':
      return jti === id;
  }
}

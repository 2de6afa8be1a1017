// Revocations of every kind among exchanges of every kind, some of them in the same moment: a resource server that asks
// is told of exactly the tokens that a plain walk over the family tree leaves alive.
import fc from 'fast-check';
import type { Change } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import { testNow } from '#test/support/builders.ts';
import { aConsent, aConsentedGrant, aHuman } from '#test/support/issuer-builders.ts';
import { accessTokenType, exchangeGrant, type IssuerInMemory, issuerInMemory } from '#test/support/issuer-in-memory.ts';
import type { Outcome } from './damage.ts';
import { failuresOf } from './narrowing.ts';

const ids = ['c0', 'c1', 'c2', 'c3', 'c4'] as const;
const humans = ['hum_ana', 'hum_ben'] as const;
const day = 86_400_000;

/** What the walk knows of a token: whom it is of, what it stands on, and of which tokens it was made. */
interface Known {
  readonly value: string;
  readonly jti: string;
  readonly client: string;
  readonly sub: string;
  readonly consent: string | null;
  readonly parents: readonly string[];
}

const number = fc.nat(1000);
const id = fc.constantFrom(...ids);
const exchange = fc.record({ by: id, subject: number, actor: fc.option(number, { freq: 3, nil: null }) });
const strike = fc.record({ what: fc.constantFrom('token', 'consent', 'grant', 'client', 'human'), which: number });
const turn = fc.record({ exchanges: fc.array(exchange, { maxLength: 5 }), strike: fc.option(strike, { nil: null }) });
const consent = fc.record({ client: id, human: fc.constantFrom(...humans) });
type Arbitrated<A> = A extends fc.Arbitrary<infer T> ? T : never;

/** `fallen` of `cases` tokens were dead in the end. */
export async function cascade({ runs, seed }: { runs: number; seed: number }): Promise<Outcome & { fallen: number }> {
  let [cases, fallen] = [0, 0];
  const property = fc.asyncProperty(
    fc.array(consent, { minLength: 1, maxLength: 3 }),
    fc.array(turn, { minLength: 1, maxLength: 6 }),
    async (consents, turns) => {
      const family = await Family.of(consents);
      for (const { exchanges, strike } of turns) {
        const exchanging = exchanges.map((each) => family.exchange(each));
        // A new epoch leaves open what is decided in the same moment: before it or after it.
        if (strike?.what === 'client' || strike?.what === 'human') await Promise.all(exchanging);
        await Promise.all([...exchanging, strike && family.strike(strike)]);
        family.settle();
        await family.compare();
      }
      cases += family.known.length;
      fallen += family.dead.size;
    },
  );
  const result = await fc.check(property, { numRuns: runs, seed });
  return { cases, fallen, failures: await failuresOf(result) };
}

class Family {
  readonly known: Known[] = [];
  readonly dead = new Set<string>();
  readonly #issuer: IssuerInMemory = issuerInMemory();
  readonly #consents: Arbitrated<typeof consent>[] = [];
  #isStruck: (token: Known) => boolean = () => false;

  static async of(consents: readonly Arbitrated<typeof consent>[]): Promise<Family> {
    const family = new Family();
    const issuer = family.#issuer;
    for (const each of ids) {
      issuer.addClient({ id: each, kind: 'agent', grants: [exchangeGrant], mayActFor: ids, scopes: ['s'] });
      family.known.push(await family.#plant({ client: each, sub: each, consent: null }));
    }
    issuer.addClient({ id: 'resource', mayIntrospect: true });
    issuer.apply(...humans.map((human): Change => ({ is: 'human', human: aHuman({ id: human }) })));
    for (const [index, { client, human }] of consents.entries()) {
      const of = { id: `${index}`, clientId: client, sub: human, expiresAt: testNow + day };
      issuer.apply({ is: 'consent', consent: aConsent(of) });
      issuer.apply({ is: 'grant', grant: aConsentedGrant({ ...of, consentId: of.id }) });
      family.#consents.push({ client, human });
      family.known.push(await family.#plant({ client, sub: human, consent: of.id }));
    }
    return family;
  }

  async #plant({ client, sub, consent }: Pick<Known, 'client' | 'sub' | 'consent'>): Promise<Known> {
    const on = consent === null ? {} : { grantId: consent, consentId: consent, actors: [client] };
    const { value, token } = await this.#issuer.issue({ clientId: client, sub, scopes: ['s'], ...on });
    return { value, jti: token.jti, client, sub, consent, parents: [] };
  }

  async exchange({ by, subject, actor }: Arbitrated<typeof exchange>): Promise<void> {
    const from = this.known[subject % this.known.length];
    const own = this.known.filter(({ client, sub }) => client === by && sub === by);
    const as = actor === null ? undefined : own[actor % own.length];
    if (from === undefined) return;
    const { status, body } = await this.#issuer.post('/token', by, {
      grant_type: exchangeGrant,
      subject_token: from.value,
      subject_token_type: accessTokenType,
      ...(as && { actor_token: as.value, actor_token_type: accessTokenType }),
    });
    if (status !== 200) return;
    const value = String(body['access_token']);
    const { jti } = JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }; // Ours.
    const parents = as === undefined ? [from.jti] : [from.jti, as.jti];
    this.known.push({ value, jti, client: by, sub: from.sub, consent: from.consent, parents });
  }

  /** Over the wire, or by the one record that an administrator's deed leaves. */
  async strike({ what, which }: Arbitrated<typeof strike>): Promise<void> {
    const target = this.known[which % this.known.length];
    if (target === undefined) return;
    const { hits, change } = strikes[what](target, this.#issuer.state);
    this.#isStruck = hits;
    if (change === null) await this.#issuer.post('/revoke', target.client, { token: target.value });
    else await this.#issuer.ports.ledger.record({ ...deed, object: target.jti, changes: [change] });
  }

  /** The plain walk: what was struck is dead, and whatever came of it, until nothing more falls. */
  settle(): void {
    for (const token of this.known) if (this.#isStruck(token)) this.dead.add(token.jti);
    this.#isStruck = () => false;
    for (let before = -1; before < this.dead.size; ) {
      before = this.dead.size;
      for (const { jti, parents } of this.known) if (parents.some((each) => this.dead.has(each))) this.dead.add(jti);
    }
  }

  async compare(): Promise<void> {
    for (const { jti, value } of this.known) {
      const { body } = await this.#issuer.post('/introspect', 'resource', { token: value });
      if (body['active'] === this.dead.has(jti)) throw new Error(`${jti} is ${body['active'] ? 'alive' : 'dead'}`);
    }
  }
}

type What = Arbitrated<typeof strike>['what'];
interface Strike {
  hits(token: Known): boolean;
  /** null: the token is revoked over the wire. */
  readonly change: Change | null;
}

const strikes: Readonly<Record<What, (target: Known, state: IssuerState) => Strike>> = {
  token: ({ jti }) => ({ hits: (token) => token.jti === jti, change: null }),
  consent({ consent: id, jti }, state) {
    const consent = state.consents.get(id ?? '');
    if (consent === undefined) return byJti(jti);
    const change: Change = { is: 'consent', consent: { ...consent, withdrawnAt: testNow } };
    return { hits: (token) => token.consent === id, change };
  },
  grant({ consent: id, jti }, state) {
    const grant = state.grants.get(id ?? '');
    if (grant === undefined) return byJti(jti);
    return { hits: (token) => token.consent === id, change: { is: 'grant', grant: { ...grant, revokedAt: testNow } } };
  },
  client({ client: id, jti }, state) {
    const client = state.clients.get(id);
    if (client === undefined) return byJti(jti);
    const hits = (token: Known): boolean => token.client === id || token.sub === id;
    return { hits, change: { is: 'client', client: { ...client, epoch: client.epoch + 1 } } };
  },
  human({ sub, jti }, state) {
    const human = state.humans.get(sub);
    if (human === undefined) return byJti(jti);
    return { hits: (token) => token.sub === sub, change: { is: 'human', human: { ...human, epoch: human.epoch + 1 } } };
  },
};

/** By an administrator, of the one token. */
const byJti = (jti: string): Strike => ({ hits: (token) => token.jti === jti, change: { is: 'token_revoked', jti } });

const deed = {
  action: 'token.revoked',
  decision: 'allowed',
  human: null,
  humanLive: false,
  agents: [],
  client: null,
  reason: '',
  trace: '',
  policy: 'issuer',
  details: {},
} as const;

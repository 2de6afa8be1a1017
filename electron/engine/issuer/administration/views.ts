// Live views of the issuer, one a method of the contract. They are drawn again up to ten times a second: what grows with
// the number of tokens is kept up by LiveTokens, not worked out here.
import type { Issuer } from '#engine/issuer/issuer.ts';
import type { Consent, Token } from '#engine/issuer/model.ts';
import type { WatchName, WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { Instant } from '#shared/model/fact.ts';
import { stillBelieved } from './fallout.ts';
import { type Accept, type Believed, believedRows, familyRows, type LiveFamilies } from './family-rows.ts';
import { hopsOf } from './hops.ts';
import type { LastUse } from './last-use.ts';
import type { LiveCounts, LiveTokens } from './live-tokens.ts';
import { clientRow, consentRow, humanRow, type RowParts, statusOf, tokenRow } from './rows.ts';

type Method = Extract<WatchName, `issuer.${string}`> extends `issuer.${infer M}` ? M : never;
export type IssuerViews = {
  [M in Method]: (params: WatchRequest<`issuer.${M}`>) => WatchView<`issuer.${M}`>;
} & {
  delegations(params: WatchRequest<'delegations.view'>): WatchView<'delegations.view'>;
  /** Tokens that live, and dead ones that are believed, as families. */
  families(accept: Accept): LiveFamilies;
  /** Who believes in dead ones. */
  believed(accept: Accept): Believed;
  /** Id of the tenant that its clients stand under in the inventory. */
  readonly tenant: string;
};

export interface ViewParts {
  readonly issuer: Pick<Issuer, 'state' | 'names' | 'running'>;
  readonly live: LiveTokens;
  readonly lastUse: Pick<LastUse, 'of'>;
  readonly now: () => Instant;
}

/** How many trees one view draws; the newest consents first. */
const mostChains = 100;
/** Of consents the newest so many are listed. */
const mostConsents = 500;

export function createViews({ issuer, live, lastUse, now }: ViewParts): IssuerViews {
  const { state, names } = issuer;
  const parts = (): RowParts => ({ state, names, lastUse, now: now() });

  /** In the order in which they were given, the newest first. */
  const consentsOf = (human: string | null): Consent[] =>
    [...state.consents.values()].filter(({ sub }) => human === null || sub === human).reverse();

  return {
    status() {
      const { running } = issuer;
      const at = now();
      let consents = 0;
      for (const consent of state.consents.values()) if (statusOf(consent, at) === 'live') consents += 1;
      return {
        issuer: running?.url ?? null,
        startedAt: running?.startedAt ?? null,
        registration: running?.settings.registration ?? false,
        clients: state.clients.size,
        humans: state.humans.size,
        consents,
        liveTokens: live.look().total,
        requests: { allowed: running?.counts.allowed ?? 0, denied: running?.counts.denied ?? 0 },
      };
    },
    clients({ text, first, count }) {
      const wanted = text.trim().toLowerCase();
      const found = [...state.clients.values()];
      const matching =
        wanted === ''
          ? found
          : found.filter(({ id, name }) => id.includes(wanted) || name.toLowerCase().includes(wanted));
      // The newest first: whoever made one looks for it.
      const rows = matching.reverse().slice(first, first + count);
      const [of, counts] = [parts(), live.look()];
      return { total: matching.length, first, rows: rows.map((client) => clientRow(client, of, counts)) };
    },
    humans() {
      const [of, counts] = [parts(), live.look()];
      const consents = new Map<string, number>();
      for (const consent of state.consents.values()) {
        if (statusOf(consent, of.now) === 'live') consents.set(consent.sub, (consents.get(consent.sub) ?? 0) + 1);
      }
      return {
        rows: [...state.humans.values()].map((human) => humanRow(human, of, counts, consents.get(human.id) ?? 0)),
      };
    },
    consents({ human }) {
      const [of, counts] = [parts(), live.look()];
      const found = consentsOf(human);
      // One human's are shown all as long as they live, so that all of them can be withdrawn.
      const shown = found.filter(
        (consent, place) => place < mostConsents || (human !== null && statusOf(consent, of.now) === 'live'),
      );
      return { total: found.length, rows: shown.map((consent) => consentRow(consent, of, counts)) };
    },
    tokens({ live: onlyLive, client, human, first, count }) {
      const of = { state, now: now() };
      const known = onlyLive ? countOf(live.look(), client, human) : null;
      const rows: Token[] = [];
      let seen = 0;
      for (const token of onlyLive ? live.newestFirst() : [...state.tokens.values()].reverse()) {
        if ((client !== null && token.clientId !== client) || (human !== null && token.sub !== human)) continue;
        if (seen >= first && rows.length < count) rows.push(token);
        seen += 1;
        if (known !== null && seen >= first + count) break;
      }
      return { now: of.now, total: known ?? seen, first, rows: rows.map((token) => tokenRow(token, of)) };
    },
    scopePolicies() {
      const rows = [...state.scopePolicies.values()].sort((one, other) => (one.scope < other.scope ? -1 : 1));
      return { rows: rows.map((row) => ({ ...row, audiences: row.audiences === null ? null : [...row.audiences] })) };
    },
    keys() {
      const { byKey } = live.look();
      const rows = [...state.keys.values()].map(({ kid, algorithm, status, createdAt }) => {
        return { kid, algorithm, status, createdAt, tokens: byKey.get(kid) ?? 0 };
      });
      return { rows };
    },
    families: (accept) => familyRows(accept, { live, state, names, now: now() }),
    believed: (accept) => believedRows(accept, { live, state, names, now: now() }),
    tenant: names.tenant.id,
    delegations({ human, withdrawn }) {
      const [of, counts] = [parts(), live.look()];
      const shown = consentsOf(human)
        .filter((consent) => withdrawn || statusOf(consent, of.now) === 'live')
        .slice(0, mostChains);
      const tokens = tokensOf(shown, withdrawn ? [...state.tokens.values()].reverse() : live.newestFirst());
      const chains = shown.map((consent) => {
        const own = (tokens.get(consent.id) ?? []).reverse();
        return {
          consent: consentRow(consent, of, counts),
          hops: hopsOf(consent, own, of),
          residual: stillBelieved(own, state, of.now),
        };
      });
      return { now: of.now, chains };
    },
  };
}

/** How many there are, where that is known without looking at them; null: it is not. */
function countOf({ total, byClient, bySubject }: LiveCounts, client: string | null, human: string | null) {
  if (client === null) return human === null ? total : (bySubject.get(human) ?? 0);
  return human === null ? (byClient.get(client) ?? 0) : null;
}

/** Tokens of those consents, in the order in which they come. */
function tokensOf(consents: readonly Consent[], tokens: Iterable<Token>): Map<string, Token[]> {
  const found = new Map<string, Token[]>(consents.map(({ id }) => [id, []]));
  for (const token of tokens) if (token.consentId !== null) found.get(token.consentId)?.push(token);
  return found;
}

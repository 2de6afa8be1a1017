// Live views of the issuer, one a method of the contract.
import type { Issuer } from '#engine/issuer/issuer.ts';
import type { Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { WatchName, WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { Instant } from '#shared/model/fact.ts';
import { hopsOf } from './hops.ts';
import { clientRow, consentRow, countLive, humanRow, type LiveCounts, type RowParts, tokenRow } from './rows.ts';

type Method = Extract<WatchName, `issuer.${string}`> extends `issuer.${infer M}` ? M : never;
export type IssuerViews = {
  [M in Method]: (params: WatchRequest<`issuer.${M}`>) => WatchView<`issuer.${M}`>;
} & { delegations(params: WatchRequest<'delegations.view'>): WatchView<'delegations.view'> };

type Source = Pick<Issuer, 'state' | 'names' | 'running'>;

/** How many trees one view draws; the newest consents first. */
const mostChains = 100;

export function createViews(issuer: Source, now: () => Instant): IssuerViews {
  const { state, names } = issuer;
  const parts = (): RowParts => ({ state, names, now: now() });
  const counts = createCounts(state, now);

  const newest = <T extends { readonly givenAt: Instant }>(rows: Iterable<T>): T[] =>
    [...rows].sort((a, b) => b.givenAt - a.givenAt);

  return {
    status() {
      const { running } = issuer;
      let consents = 0;
      for (const { withdrawnAt, expiresAt } of state.consents.values())
        if (withdrawnAt === null && now() < expiresAt) consents++;
      return {
        issuer: running?.url ?? null,
        startedAt: running?.startedAt ?? null,
        registration: running?.settings.registration ?? false,
        clients: state.clients.size,
        humans: state.humans.size,
        consents,
        liveTokens: counts().total,
        requests: { allowed: running?.counts.allowed ?? 0, denied: running?.counts.denied ?? 0 },
      };
    },
    clients({ text, first, count }) {
      const wanted = text.trim().toLowerCase();
      const found = [...state.clients.values()].filter(
        ({ id, name }) => wanted === '' || id.includes(wanted) || name.toLowerCase().includes(wanted),
      );
      // The newest first: whoever made one looks for it.
      const rows = found.reverse().slice(first, first + count);
      return { total: found.length, first, rows: rows.map((client) => clientRow(client, parts(), counts())) };
    },
    humans: () => ({ rows: [...state.humans.values()].map((human) => humanRow(human, parts(), counts())) }),
    consents({ human }) {
      const found = newest(state.consents.values()).filter(({ sub }) => human === null || sub === human);
      return { rows: found.slice(0, 500).map((consent) => consentRow(consent, parts(), counts())) };
    },
    tokens({ live, client, human, first, count }) {
      const at = now();
      const isWanted = (token: Token): boolean =>
        (client === null || token.clientId === client) &&
        (human === null || token.sub === human) &&
        (!live || state.deathOf(token, at) === null);
      const found = [...state.tokens.values()].filter(isWanted).reverse();
      const rows = found.slice(first, first + count).map((token) => tokenRow(token, { state, now: at }));
      return { now: at, total: found.length, first, rows };
    },
    keys() {
      const { byKey } = counts();
      const rows = [...state.keys.values()].map(({ kid, algorithm, status, createdAt }) => ({
        kid,
        algorithm,
        status,
        createdAt,
        tokens: byKey.get(kid) ?? 0,
      }));
      return { rows };
    },
    delegations({ human, withdrawn }) {
      const at = now();
      const consents = newest(state.consents.values()).filter(
        ({ sub, withdrawnAt, expiresAt }) =>
          (human === null || sub === human) && (withdrawn || (withdrawnAt === null && at < expiresAt)),
      );
      const tokens = tokensByConsent(state);
      const chains = consents.slice(0, mostChains).map((consent) => ({
        consent: consentRow(consent, parts(), counts()),
        hops: hopsOf(consent, tokens.get(consent.id) ?? [], { state, now: at }, withdrawn),
      }));
      return { now: at, chains };
    },
  };
}

/** Counted anew when a record changed something, or a second has gone by and tokens may have ended. */
function createCounts(state: IssuerState, now: () => Instant): () => LiveCounts {
  let kept: { readonly version: number; readonly at: Instant; readonly counts: LiveCounts } | null = null;
  return () => {
    const at = now();
    if (kept === null || kept.version !== state.version || Math.abs(at - kept.at) >= 1_000) {
      kept = { version: state.version, at, counts: countLive({ state, now: at }) };
    }
    return kept.counts;
  };
}

function tokensByConsent({ tokens }: Pick<IssuerState, 'tokens'>): Map<string, Token[]> {
  const found = new Map<string, Token[]>();
  for (const token of tokens.values()) {
    if (token.consentId === null) continue;
    const list = found.get(token.consentId);
    if (list === undefined) found.set(token.consentId, [token]);
    else list.push(token);
  }
  return found;
}

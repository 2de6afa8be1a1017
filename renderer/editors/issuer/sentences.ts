// What the page says of itself, computed from the views that it draws.
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { number, plural } from '#renderer/ui/format.ts';

type Status = ViewOf<'issuer.status'>;

/** `12 clients and 3 people; 2 consents stand, 7 tokens live` */
export function holdWords(status: Pick<Status, 'clients' | 'humans' | 'consents' | 'liveTokens'>): string {
  const { clients, humans, consents, liveTokens } = status;
  const who = `${clients === 0 ? 'No clients' : plural(clients, 'client')} and ${humans === 0 ? 'no people' : plural(humans, 'person', 'people')}`;
  const given =
    consents === 0 ? 'no consent stands' : `${plural(consents, 'consent')} ${consents === 1 ? 'stands' : 'stand'}`;
  const living =
    liveTokens === 0 ? 'no token lives' : `${plural(liveTokens, 'token')} ${liveTokens === 1 ? 'lives' : 'live'}`;
  return `${who}; ${given}, ${living}`;
}

/** `No request`, `12 requests allowed, 3 denied` */
export function requestWords({ allowed, denied }: Status['requests']): string {
  if (allowed + denied === 0) return 'No request';
  return `${plural(allowed, 'request')} allowed, ${denied === 0 ? 'none' : number(denied)} denied`;
}

/** `5 live tokens in 2 families` */
export function tokensWords(listed: number, total: number, families: number, dead: boolean): string {
  const what = dead ? plural(total, 'token') : plural(total, 'live token');
  if (total === 0) return dead ? 'No token has been issued' : 'No token lives';
  const shown = listed < total ? `, the newest ${number(listed)} shown` : '';
  return `${what} in ${plural(families, 'family', 'families')}${shown}`;
}

// Sentences about delegations, computed from the view that is drawn.
import { leftWords } from '#renderer/state/issuer-words.ts';
import { number, plural } from '#renderer/ui/format.ts';
import type { Chain, Hop } from './place-hops.ts';

/** `3 agents act for 2 people; 7 tokens live` */
export function delegationsTitle(chains: readonly Chain[]): string {
  const live = chains.filter(({ consent }) => consent.status === 'live');
  if (live.length === 0) return 'No agent acts for anybody';
  const agents = new Set(live.map(({ consent }) => consent.clientId)).size;
  const people = new Set(live.map(({ consent }) => consent.human)).size;
  const tokens = live.reduce((sum, { consent }) => sum + consent.liveTokens, 0);
  const living = tokens === 0 ? 'no token lives' : `${plural(tokens, 'token')} ${tokens === 1 ? 'lives' : 'live'}`;
  return `${plural(agents, 'agent')} ${agents === 1 ? 'acts' : 'act'} for ${plural(people, 'person', 'people')}; ${living}`;
}

/** `Ana Ruiz lets shop-assist use 3 scopes; it has handed on 2 of them over 2 hops` */
export function chainTitle({ consent, hops }: Chain): string {
  const start = `${consent.humanName} ${consent.status === 'live' ? 'lets' : 'let'} ${consent.clientName} use ${plural(consent.scopes.length, 'scope')}`;
  if (consent.status === 'withdrawn') return `${start} until the consent was withdrawn`;
  if (consent.status === 'expired') return `${start} until the consent expired`;
  if (hops.length === 0) return `${start}; no access token lives`;
  const handedOn = hops.filter(({ token }) => token.actors.length > 1);
  if (handedOn.length === 0) return `${start}; nothing is handed on`;
  const scopes = new Set(handedOn.flatMap(({ given }) => given)).size;
  const deepest = Math.max(...handedOn.map(({ token }) => token.actors.length)) - 1;
  return `${start}; ${number(scopes)} of them handed on over ${plural(deepest, 'hop')}`;
}

export const whyWords: Readonly<Record<Hop['dropped'][number]['why'], string>> = {
  client_lacks: 'the client may not have it',
  not_asked: 'was not asked for',
};

/** Who acts at this hop: the last actor, or the client itself. */
export const actorName = ({ token }: Hop): string => token.actors.at(-1)?.name ?? token.clientName;

export const hopWords = (hop: Hop, now: number): string =>
  `${number(hop.given.length)} of ${number(hop.before.length)} scopes, ${
    hop.token.death === null ? `${leftWords(hop.token.expiresAt - now)} left` : 'dead'
  }`;

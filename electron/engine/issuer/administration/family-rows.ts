import type { z } from 'zod';
import type { IssuerNames } from '#engine/issuer/identity-of.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { residual } from '#shared/contract/issuer.ts';
import type { LiveBar } from '#shared/contract/live.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { stillBelieved } from './fallout.ts';
import { familiesIn } from './families.ts';
import type { LiveTokens } from './live-tokens.ts';
import { nameOf } from './rows.ts';

/** Is the identity of a client among those that are asked about? */
export type Accept = (identity: IdentityId) => boolean;

export interface LiveFamilies {
  readonly now: Instant;
  /** As `Families` orders them; nothing is folded yet. */
  readonly bars: readonly LiveBar[];
  readonly families: number;
  readonly believed: number;
  readonly leftOut: number;
}

export interface Believed {
  readonly now: Instant;
  readonly rows: readonly (z.infer<typeof residual> & { readonly identity: string | null })[];
}

interface Parts {
  readonly live: LiveTokens;
  readonly state: IssuerState;
  readonly names: IssuerNames;
  readonly now: Instant;
}

/** Clients of the issuer by whether they are asked about: each is looked up once. */
function acceptedClients(accept: Accept, names: IssuerNames): (clientId: string) => boolean {
  const known = new Map<string, boolean>();
  return (clientId) => {
    const before = known.get(clientId);
    if (before !== undefined) return before;
    const answer = accept(names.clientIdentity(clientId));
    known.set(clientId, answer);
    return answer;
  };
}

export function familyRows(accept: Accept, { live, state, names, now }: Parts): LiveFamilies {
  const { members, families, leftOut } = familiesIn(live, state, acceptedClients(accept, names));
  let believed = 0;
  const bars = members.map(({ token, indent, below, rotations }): LiveBar => {
    const { jti, kind, opaque, clientId, sub, actors, issuedAt, expiresAt } = token;
    const death = state.deathOf(token, now);
    if (death !== null) believed += 1;
    const holder = actors.at(-1) ?? clientId;
    return {
      key: jti,
      clock: 'issuer',
      what: kind === 'refresh' ? 'refresh' : opaque ? 'opaque' : 'access',
      label: nameOf(holder, state),
      onBehalf: sub === holder || sub === clientId ? '' : nameOf(sub, state),
      identity: names.clientIdentity(clientId),
      jti,
      ...{ indent, below, rotations, death },
      folded: false,
      from: issuedAt,
      until: expiresAt,
    };
  });
  return { now, bars, families, believed, leftOut };
}

export function believedRows(accept: Accept, { live, state, names, now }: Parts): Believed {
  const isAccepted = acceptedClients(accept, names);
  const tokens = live.believed().filter(({ clientId }) => isAccepted(clientId));
  const holder = new Map(tokens.map(({ jti, clientId }) => [jti, names.clientIdentity(clientId)]));
  const rows = stillBelieved(tokens, state, now).flatMap((row) => {
    const identity = holder.get(row.jti);
    return identity === undefined ? [] : [{ ...row, identity }];
  });
  return { now, rows: rows.sort((one, other) => one.until - other.until) };
}

import { limits, type Token } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

/** At most so many live tokens come directly of one token, those counted that are being made right now. */
export function limitFanOut(asked: TokenRequest): void {
  const { subject, ports, client } = asked;
  if (subject === null) return;
  const most = Math.min(fanOutOf(client), fanOutOf(ports.state.clients.get(subject.clientId)));
  const key = `fan-out:${subject.jti}`;
  // Dead ones are only told apart where it matters: they may be many.
  if (asked.reservePlace(key, most - ports.state.childrenOf(subject.jti).length)) return;
  if (!asked.reservePlace(key, most - countLive(asked, subject))) {
    asked.remarks.policy = `client:${fanOutOf(client) === most ? client.id : subject.clientId}`;
    throw new OAuthError(
      'invalid_request',
      'Too many tokens came of this subject_token.',
      `already ${most} live tokens came of it`,
    );
  }
}

const fanOutOf = (client: TokenRequest['client'] | undefined): number => client?.policy.fanOut ?? limits.fanOut;

function countLive({ ports: { state }, now }: TokenRequest, { jti }: Token): number {
  let live = 0;
  for (const child of state.childrenOf(jti)) {
    const token = state.tokens.get(child);
    if (token !== undefined && state.deathOf(token, now) === null) live += 1;
  }
  return live;
}

// Identities and events by number, the same in every run: enough variety that no column is constant.
import { dayMs } from '#shared/lib/duration.ts';
import type { Activity } from '#shared/model/activity.ts';
import { type Identity, identityKinds } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { aCredential, aGrant, anIdentity, aScope, testNow } from '#test/support/builders.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';
const people = 2_000;
const actions = ['orders:read', 'orders:write', 'refunds:create', 'customers:read', 'loyalty:write', 'stock:read'];

/** A number scattered over 32 bits, so that neighbours differ in everything. */
const mixed = (i: number): number => Math.imul((i + 1) ^ ((i + 1) >>> 15), 0x2c1b3c6d) >>> 0;

function idOf(i: number): IdentityId {
  let text = '';
  for (let rest = i + 1; text.length < 16; rest = Math.floor(rest / 32)) text = `${letters[rest % 32]}${text}`;
  // Ids of the generated company only.
  return `idn_${text}` as IdentityId;
}

export function generatedIdentity(i: number): Identity {
  const mix = mixed(i);
  const name = `service-${mix % 5000}-${i}`;
  const used = testNow - (mix % 400) * dayMs;
  const kind =
    identityKinds[i < people ? identityKinds.length - 1 : mix % (identityKinds.length - 1)] ?? 'oauth_client';
  return anIdentity({
    id: idOf(i),
    kind,
    name,
    externalId: `c-${i}`,
    aliases: [`${name}@example.com`],
    status: mix % 11 === 0 ? 'disabled' : 'active',
    createdAt: testNow - (mix % 2000) * dayMs,
    lastUsedAt: used,
    owners:
      mix % 7 === 0
        ? []
        : [{ name: `Person ${mix % people}`, id: idOf(mix % people), type: 'person', status: 'active' }],
    credentials: [
      aCredential({
        createdAt: testNow - (mix % 700) * dayMs,
        expiresAt: mix % 3 === 0 ? 'never' : used + 400 * dayMs,
      }),
    ],
    grants: [
      aGrant({
        onBehalfOf: mix % 5 === 0 ? idOf(mix % people) : null,
        scopes: actions.slice(0, 1 + (mix % 6)).map((scope) => aScope(scope, { lastUsedAt: used })),
      }),
    ],
  });
}

export function generatedActivity(i: number, identities: number): Activity {
  const mix = mixed(i);
  const agent = people + (mix % Math.max(1, identities - people));
  const human = mix % people;
  return {
    at: testNow - (mix % (90 * 86_400)) * 1000,
    human: mix % 3 === 0 ? null : { id: idOf(human), name: `Person ${human}` },
    humanLive: mix % 4 === 0,
    agents: mix % 5 === 0 ? [] : [{ id: idOf(agent), name: `service-${agent}` }],
    client: { id: idOf(agent), name: `service-${agent}` },
    action: actions[mix % actions.length] ?? '',
    object: `order ${mix % 50_000}`,
    decision: mix % 40 === 0 ? 'denied' : 'allowed',
    reason: mix % 40 === 0 ? 'no consent' : '',
    trace: `txn ${i}`,
  };
}

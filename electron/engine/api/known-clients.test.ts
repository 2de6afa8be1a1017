import { describe, expect, it } from 'vitest';
import type { Activity } from '#shared/model/activity.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { IdentityId, TenantId } from '#shared/model/ids.ts';
import { KnownClients } from './known-clients.ts';

const tenant = { id: 'ten_abcdefghijkl' as TenantId };
const [stranger, own] = ['idn_stranger' as IdentityId, 'idn_own' as IdentityId];
const event = (id: IdentityId | null, name: string): Activity =>
  // Only who the client is matters here.
  ({ action: 'CLIENT_LOGIN', client: { id, name } }) as unknown as Activity;

function clients(kind: Identity['kind']): { readonly asked: string[]; readonly known: KnownClients } {
  const asked: string[] = [];
  const known = new KnownClients(
    {
      named(_tenant, name) {
        asked.push(name);
        return name === 'orders' ? ({ id: own, kind } as Identity) : null;
      },
    },
    { identities: { rowOf: (id) => (id === own ? 0 : -1) } },
  );
  return { asked, known };
}

describe('KnownClients', () => {
  it('takes the name that a client signs in with for the client itself, and asks once', () => {
    const { asked, known } = clients('service_account');
    for (let time = 0; time < 2; time += 1)
      expect(known.resolved(event(stranger, 'orders'), tenant).client).toEqual({ id: own, name: 'orders' });
    expect(asked).toEqual(['orders']);
  });

  it('leaves alone who is known, who is nobody, and what only a person is called', () => {
    const { asked, known } = clients('human');
    for (const each of [event(own, 'orders'), event(null, 'orders'), event(stranger, 'unknown')])
      expect(known.resolved(each, tenant)).toBe(each);
    expect(asked).toEqual(['unknown']);
    expect(known.resolved(event(stranger, 'orders'), tenant).client?.id).toBe(stranger);
  });
});

import { describe, expect, it } from 'vitest';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { aCredential, anIdentity } from '#test/support/builders.ts';
import { HandleTable, handleNumber } from './handles.ts';

const key = 'AKIAQYLPMN5HX2EXAMPL';

function handlesOf(values: Partial<Identity>): readonly number[] {
  const table = new HandleTable();
  table.add(0, anIdentity(values));
  return [...table.columns.handle.view()].sort();
}
const numbers = (...keys: readonly string[]): readonly number[] => keys.map(handleNumber).sort();

describe('what a report knows an identity by', () => {
  it('is the fingerprints of live credentials, their ids and its own', () => {
    const credentials = [
      aCredential({ id: 'secret', fingerprint: 'sha256:000000000001' }),
      aCredential({ id: '0a1b2c3d4e5f', fingerprint: unknown('not_in_export') }),
      aCredential({ id: 'expired-secret', status: 'expired', fingerprint: 'sha256:000000000002' }),
    ];
    const aliases = ['orders-sync', 'two words', '115423088130921', 'short', '1234567', 'x'.repeat(201)];
    expect(handlesOf({ externalId: 'f3c1-orders', aliases, credentials })).toEqual(
      numbers('sha256:000000000001', 'f3c1-orders', 'orders-sync', '115423088130921', '0a1b2c3d4e5f'),
    );
  });

  it('is not the id of a key that opens nothing any more', () => {
    const held = (status: 'active' | 'disabled') =>
      handlesOf({ aliases: [key], credentials: [aCredential({ status, vendorKind: `access key ${key}` })] });
    expect(held('active')).toContain(handleNumber(key));
    expect(held('disabled')).not.toContain(handleNumber(key));
  });

  it('is 48 bits, compared without case', () => {
    expect(handleNumber(key)).toBe(handleNumber(key.toLowerCase()));
    expect(handleNumber('sha256:0000000000ff')).toBe(255);
    const many = Array.from({ length: 2_000 }, (_, at) => handleNumber(`client-${at}-sync`));
    expect(new Set(many).size).toBe(many.length);
    for (const number of many) expect(Number.isSafeInteger(number) && number < 2 ** 48).toBe(true);
  });

  it('goes with its holder', () => {
    const staged = new HandleTable();
    for (const [row, name] of ['first-client', 'second-client'].entries())
      staged.add(row, anIdentity({ externalId: name, credentials: [] }));
    const table = new HandleTable();
    table.replace(staged, Uint32Array.from([0, 1]), Uint32Array.from([0, 1]));
    table.keep(Uint32Array.from([1]));
    expect([...table.columns.holder.view()]).toEqual([0]);
    expect([...table.columns.handle.view()]).toEqual([handleNumber('second-client')]);
  });
});

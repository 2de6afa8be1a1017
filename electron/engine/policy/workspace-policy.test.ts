import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PolicyRegister } from './register.ts';
import { createPolicies } from './workspace-policy.ts';

const policies = createPolicies((text) => createHash('sha256').update(text).digest('hex'));

function registerWith(...texts: readonly string[]) {
  const register = new PolicyRegister();
  for (const [index, text] of texts.entries()) {
    const data = { policy: { text, hash: '0'.repeat(64) } };
    register.apply({ action: 'policy.set', seq: index + 1, at: '2026-03-14T12:00:00.000Z', human: 'Ada', data });
  }
  return register;
}

describe('the policy in force', () => {
  it('is the standard until somebody sets one, then the last that was set', () => {
    const standard = policies.inForce(null);
    expect([standard.set, standard.unread]).toEqual([null, null]);
    expect(policies.of({ registers: [registerWith()] }).hash).toBe(standard.policy.hash);
    const { policy, set } = policies.inForce({ registers: [registerWith('floors: { F8: 61 }', 'floors: { F8: 62 }')] });
    expect([policy.data.floors.F8, set?.seq]).toEqual([62, 2]);
    expect(policies.of({ registers: [registerWith('floors: { F8: 61 }', '')] }).hash).toBe(standard.policy.hash);
  });

  it('stays where a later one is of another version and cannot be read', () => {
    const { policy, set, unread } = policies.inForce({
      registers: [registerWith('floors: { F8: 61 }', 'floors: { F99: 1 }', 'version: 7')],
    });
    expect([policy.data.floors.F8, set?.seq, unread?.seq]).toEqual([61, 1, 3]);
  });

  it('is the same after being kept and loaded', () => {
    const register = registerWith('floors: { F8: 61 }', '');
    const loaded = new PolicyRegister();
    loaded.load(register.save());
    expect(loaded.all).toEqual(register.all);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyDocument } from '#engine/api/verify-document.ts';
import { aPlan, disabling } from '#test/support/plan-builders.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { documentOf } from './documents.ts';
import type { KeptPlan } from './state.ts';

const system = createTestSystem();
const pair = system.keys.createPair();
const erp = { clientId: 'erp', enabled: true };
const plan = aPlan([disabling('a', erp), disabling('b', erp)]);
const maker = {
  workspace: 'wsp_1',
  publicKey: pair.publicKey,
  at: 0,
  sign: (text: string) => system.keys.sign(pair.privateKey, text),
};
const [first] = plan.steps;
if (first === undefined) throw new Error('the plan has steps');
const receipt = {
  step: first.id,
  outcome: 'verified' as const,
  message: 'read back as planned',
  startedAt: 0,
  endedAt: 1,
  exchanges: [],
  before: erp,
  observed: { ...erp, enabled: false },
  read: true,
  fingerprintBefore: '',
  fingerprintAfter: '',
  probes: [],
};
const kept: KeptPlan = {
  plan,
  signedBy: null,
  state: 'done',
  why: '',
  approval: { by: 'ana', at: 0, seq: 3 },
  begun: new Set(),
  receipts: new Map([[first.id, receipt]]),
  endedAt: 1,
};
const text = JSON.stringify(documentOf('receipt', kept, maker), null, 2);
/** Base64 has bits that mean nothing: key and signature themselves may be spelled in more ways than one. */
const said = text.indexOf('"publicKey"', text.lastIndexOf('"counts"'));

describe('signed documents', () => {
  it('are genuine as they were written, and their counts add up', () => {
    expect(verifyDocument(system, text, pair.publicKey)).toMatchObject({
      ok: true,
      kind: 'receipt',
      workspace: 'wsp_1',
      counts: { verified: 1, waiting: 1 },
    });
  });

  it('say whose key it is only when it was asked beside', () => {
    expect(verifyDocument(system, text, null).words.at(-1)).toContain('--key');
    expect(verifyDocument(system, text, system.keys.createPair().publicKey)).toMatchObject({ ok: false });
  });

  it('do not verify once anything that means something was changed', () => {
    fc.assert(
      fc.property(fc.nat(said - 1), fc.nat(93), (at, shift) => {
        const altered = `${text.slice(0, at)}${String.fromCharCode(33 + shift)}${text.slice(at + 1)}`;
        let same = false;
        try {
          same = JSON.stringify(JSON.parse(altered)) === JSON.stringify(JSON.parse(text));
        } catch {
          same = false;
        }
        if (!same) expect(verifyDocument(system, altered, null).ok).toBe(false);
      }),
      { numRuns: 500, seed: 9 },
    );
  });

  it('do not verify with a member that stands twice, is hidden, or says nothing where a number stood', () => {
    for (const [from, to] of [
      ['"outcome": "verified"', '"outcome": "refused", "outcome": "verified"'],
      ['"kind": "receipt"', '"__proto__": { "kind": "plan" }, "kind": "receipt"'],
      ['"residual": 300', '"residual": 300, "__proto__": null'],
      ['"undoes": null', '"undoes": 1e999'],
    ] as const) {
      expect(text).toContain(from);
      expect(verifyDocument(system, text.replace(from, to), pair.publicKey)).toMatchObject({ ok: false });
    }
  });

  it.each(['', '{}', '[]', 'null', '{"format":1}', text.slice(0, 100)])('is no document: %s', (junk) => {
    expect(verifyDocument(system, junk, null).ok).toBe(false);
  });
});

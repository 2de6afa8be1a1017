// A receipt of a large plan is checked by anybody, anywhere: by the command alone, without a workspace.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { documentOf } from '#engine/plans/documents.ts';
import { temporaryFolder } from '#test/support/engine.ts';
import { aPlan, disabling } from '#test/support/plan-builders.ts';
import { createTestSystem } from '#test/support/test-system.ts';

const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');

it('verifies a document of two thousand steps, and refuses it once a letter of it was changed', () => {
  const folder = temporaryFolder();
  try {
    const { keys } = createTestSystem();
    const { publicKey, privateKey } = keys.createPair();
    const names = Array.from({ length: 2000 }, (_, at) => `client-${at}`);
    const plan = aPlan(names.map((name) => disabling(name, { clientId: name, enabled: true })));
    const kept = {
      plan,
      signedBy: null,
      state: 'approved',
      why: '',
      approval: null,
      begun: new Set<never>(),
      endedAt: null,
    } as const;
    const document = documentOf(
      'plan',
      { ...kept, receipts: new Map() },
      { workspace: 'wsp_1', publicKey, at: 0, sign: (text) => keys.sign(privateKey, text) },
    );
    const text = JSON.stringify(document, null, 2);
    expect(text.length).toBeGreaterThan(1024 * 1024);
    const [genuine, altered, key] = ['genuine.json', 'altered.json', 'key.pem'].map((name) => folder.join(name));
    writeFileSync(genuine ?? '', text);
    writeFileSync(altered ?? '', text.replace('client-1999', 'client-1990'));
    writeFileSync(key ?? '', publicKey);
    const verify = (file = ''): ReturnType<typeof spawnSync> =>
      spawnSync(process.execPath, [entry, 'receipt', 'verify', file, '--key', key ?? ''], { encoding: 'utf8' });
    expect(verify(genuine)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('signed by the workspace wsp_1'),
    });
    expect(verify(altered)).toMatchObject({ status: 1, stdout: expect.stringContaining('altered') });
    expect(verify(folder.path)).toMatchObject({ status: 2, stderr: expect.stringContaining('is a folder') });
  } finally {
    folder.remove();
  }
});

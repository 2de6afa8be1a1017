import { describe, expect, it } from 'vitest';
import type { VaultNews, VaultRequest } from '#shared/contract/host.ts';
import { createTestClock } from '#test/support/test-system.ts';
import { createVault, type VaultPorts } from './vault.ts';

function setUp(changes: Partial<VaultPorts> = {}) {
  const clock = createTestClock();
  const clipboard = { holds: '' };
  const references = Array.from({ length: 5 }, (_, index) => `reference-${index}`);
  const vault = createVault({
    backend: () => 'system',
    encrypt: (text) => Buffer.from(`sealed ${text}`),
    decrypt(sealed) {
      const text = Buffer.from(sealed).toString();
      if (!text.startsWith('sealed ')) throw new Error(`cannot open ${text}`);
      return text.slice('sealed '.length);
    },
    clipboard: {
      read: () => Promise.resolve(clipboard.holds),
      write(text) {
        clipboard.holds = text;
      },
      clear() {
        clipboard.holds = '';
      },
    },
    confirm: () => Promise.resolve(true),
    after: clock.after,
    reference: () => references.pop() ?? '',
    ...changes,
  });
  return {
    vault,
    clock,
    clipboard,
    ask: (request: VaultRequest) =>
      new Promise<VaultNews>((resolve) => {
        expect(vault.take(request, resolve)).toBe(true);
      }),
  };
}
/** What a timer began is done. */
async function passed(clock: ReturnType<typeof createTestClock>, ms: number): Promise<void> {
  clock.advance(ms);
  await new Promise((resolve) => setImmediate(resolve));
}
const answer = (value: string | boolean | null) => ({ t: 'vault.answer', id: 1, value });

describe('what was typed', () => {
  it('is handed over once', async () => {
    const { vault, ask } = setUp();
    const reference = vault.hold('hunter2');
    expect(reference).not.toContain('hunter2');
    expect(await ask({ t: 'vault.take', id: 1, reference })).toEqual(answer('hunter2'));
    expect(await ask({ t: 'vault.take', id: 1, reference })).toEqual(answer(null));
  });

  it('is forgotten after five minutes', async () => {
    const { vault, ask, clock } = setUp();
    const [first, second] = [vault.hold('one'), vault.hold('two')];
    clock.advance(299_999);
    expect(await ask({ t: 'vault.take', id: 1, reference: first })).toEqual(answer('one'));
    clock.advance(1);
    expect(await ask({ t: 'vault.take', id: 1, reference: second })).toEqual(answer(null));
  });

  it('is forgotten when the app ends', async () => {
    const { vault, ask } = setUp();
    const reference = vault.hold('hunter2');
    await vault.close();
    expect(await ask({ t: 'vault.take', id: 1, reference })).toEqual(answer(null));
  });
});

describe('sealing', () => {
  it('is the system’s, and comes back', async () => {
    const { ask } = setUp();
    expect(await ask({ t: 'vault.backend', id: 1 })).toEqual(answer('system'));
    const sealed = await ask({ t: 'vault.seal', id: 1, text: 'hunter2' });
    expect(sealed).toEqual(answer(Buffer.from('sealed hunter2').toString('base64')));
    expect(await ask({ t: 'vault.unseal', id: 1, sealed: String('value' in sealed && sealed.value) })).toEqual(
      answer('hunter2'),
    );
  });

  it.each(['plain', 'none'] as const)('refuses where it is %s', async (backend) => {
    const { ask } = setUp({ backend: () => backend });
    expect(await ask({ t: 'vault.backend', id: 1 })).toEqual(answer(backend));
    expect(await ask({ t: 'vault.seal', id: 1, text: 'hunter2' })).toMatchObject({
      t: 'vault.failed',
      why: expect.stringContaining('passphrase'),
    });
  });

  it('tells nothing of what it could not open', async () => {
    const { ask } = setUp();
    const failed = await ask({ t: 'vault.unseal', id: 1, sealed: Buffer.from('hunter2').toString('base64') });
    expect(failed).toMatchObject({ t: 'vault.failed' });
    expect(JSON.stringify(failed)).not.toContain('hunter2');
  });
});

describe('the clipboard', () => {
  it('is cleared after 30 s', async () => {
    const { ask, clock, clipboard } = setUp();
    await ask({ t: 'vault.clipboard', id: 1, text: 'hunter2' });
    await passed(clock, 29_999);
    expect(clipboard.holds).toBe('hunter2');
    await passed(clock, 1);
    expect(clipboard.holds).toBe('');
  });

  it('is left alone where something else was copied', async () => {
    const { ask, clock, clipboard } = setUp();
    await ask({ t: 'vault.clipboard', id: 1, text: 'hunter2' });
    clipboard.holds = 'my own';
    await passed(clock, 30_000);
    expect(clipboard.holds).toBe('my own');
  });

  it('keeps a second secret for 30 s of its own', async () => {
    const { ask, clock, clipboard } = setUp();
    await ask({ t: 'vault.clipboard', id: 1, text: 'one' });
    clock.advance(20_000);
    await ask({ t: 'vault.clipboard', id: 1, text: 'two' });
    await passed(clock, 29_999);
    expect(clipboard.holds).toBe('two');
    await passed(clock, 1);
    expect(clipboard.holds).toBe('');
  });

  it('is cleared when the app ends', async () => {
    const { vault, ask, clipboard } = setUp();
    await ask({ t: 'vault.clipboard', id: 1, text: 'hunter2' });
    await vault.close();
    expect(clipboard.holds).toBe('');
  });
});

describe('requests', () => {
  it('asks the analyst', async () => {
    const asked: unknown[] = [];
    const { ask } = setUp({
      confirm: ({ title, detail }) => Promise.resolve(asked.push([title, detail]) < 2),
    });
    const question = { t: 'vault.confirm', id: 1, title: 'Delete 3', detail: 'in Keycloak prod' } as const;
    expect(await ask(question)).toEqual(answer(true));
    expect(await ask(question)).toEqual(answer(false));
    expect(asked[0]).toEqual(['Delete 3', 'in Keycloak prod']);
  });

  it('leaves what is none of it to others', () => {
    const { vault } = setUp();
    const never = () => expect.unreachable();
    for (const message of [null, {}, { t: 'ready' }, { t: 'vault.take', id: 1 }, { t: 'vault.seal', id: -1, text: '' }])
      expect(vault.take(message, never)).toBe(false);
  });
});

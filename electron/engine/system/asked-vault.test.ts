import { expect, it } from 'vitest';
import { createAskedVault } from './asked-vault.ts';

function setUp() {
  const asked: unknown[] = [];
  const vault = createAskedVault((request) => void asked.push(request));
  return { asked, vault };
}

it('asks the app, and gives each answer to who asked', async () => {
  const { asked, vault } = setUp();
  const [sealed, opened] = [vault.seal('plain'), vault.unseal('sealed')];
  expect(asked).toEqual([
    { t: 'vault.seal', id: 1, text: 'plain' },
    { t: 'vault.unseal', id: 2, sealed: 'sealed' },
  ]);
  vault.tell({ t: 'vault.answer', id: 2, value: 'two' });
  vault.tell({ t: 'vault.answer', id: 1, value: 'one' });
  expect([await sealed, await opened]).toEqual(['one', 'two']);
});

it.each([
  ['system', 'system'],
  ['plain', 'plain'],
  ['none', 'none'],
  [null, 'none'],
] as const)('reads %s as a backend that is %s', async (value, backend) => {
  const { vault } = setUp();
  const found = vault.backend();
  vault.tell({ t: 'vault.answer', id: 1, value });
  expect(await found).toBe(backend);
});

it('takes nothing for a reference that nobody knows, and nothing but yes for a yes', async () => {
  const { vault } = setUp();
  const [taken, confirmed] = [vault.take('r'), vault.confirm({ title: 't', detail: 'd' })];
  vault.tell({ t: 'vault.answer', id: 1, value: null });
  vault.tell({ t: 'vault.answer', id: 2, value: null });
  expect([await taken, await confirmed]).toEqual([null, false]);
});

it('refuses in the words of the app, and outlives an answer to nothing', async () => {
  const { vault } = setUp();
  const failed = vault.toClipboard('x');
  vault.tell({ t: 'vault.failed', id: 1, why: 'The clipboard could not be written.' });
  vault.tell({ t: 'vault.answer', id: 99, value: true });
  await expect(failed).rejects.toMatchObject({ code: 'host.refused', message: 'The clipboard could not be written.' });
});

import { expect, test } from 'vitest';
import { createMemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { isWorkspace, readWorkspaceFile, writeWorkspaceFile } from './workspace-file.ts';

const folder = '/w/Acme.nhi';
const file = { format: 1, id: 'wks_1', name: 'Acme', publicKey: 'key', createdAt: '2026-03-02T09:00:00.000Z' } as const;

test('what is written is what is read', async () => {
  const files = createMemoryFiles();
  const system = createTestSystem({ files });
  await files.makeFolder(folder);
  expect(isWorkspace(system, folder)).toBe(false);
  await writeWorkspaceFile(system, folder, file);
  expect([isWorkspace(system, folder), readWorkspaceFile(system, folder)]).toEqual([true, file]);
});

test.each([
  ['{"format":2,"id":7}', 'workspace.newer'],
  ['{"format":1,"id":"x"}', 'workspace.damaged'],
  ['{"format":"1"}', 'workspace.damaged'],
  ['[]', 'workspace.damaged'],
  ['{"format":1', 'workspace.damaged'],
])('%s is refused with %s', (text, code) => {
  const files = createMemoryFiles();
  files.put(`${folder}/workspace.json`, text);
  expect(() => readWorkspaceFile(createTestSystem({ files }), folder)).toThrow(expect.objectContaining({ code }));
});

test('no folder, and a folder that is something else', () => {
  const files = createMemoryFiles();
  files.put('/w/other/readme.txt', 'x');
  const system = createTestSystem({ files });
  expect(() => readWorkspaceFile(system, '/nowhere')).toThrow(expect.objectContaining({ code: 'workspace.absent' }));
  for (const path of ['/w/other', '/w/other/readme.txt']) {
    expect(() => readWorkspaceFile(system, path)).toThrow(
      expect.objectContaining({ code: 'workspace.not_a_workspace' }),
    );
  }
});

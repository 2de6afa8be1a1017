import { expect, it } from 'vitest';
import { createMemoryFiles } from '#test/support/memory-files.ts';
import { readTextFile } from './text-file.ts';

it('says of each file that cannot be what was asked for why it is not', async () => {
  const files = createMemoryFiles();
  await files.makeFolder('/there');
  await files.writeAtomic('/there/rule.yaml', 'naïve');
  await files.writeAtomic('/there/large', 'x'.repeat(4097));
  const codeOf = (path: string, most?: number): unknown => {
    try {
      return readTextFile(files, path, most);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(codeOf('/there/rule.yaml')).toBe('naïve');
  expect(codeOf('/there/none')).toBe('file.absent');
  expect(codeOf('/there')).toBe('file.unreadable');
  expect(codeOf('/there/large', 4096)).toBe('file.too_large');
  expect(codeOf('/there/large', 4097)).toHaveLength(4097);
});

it('says so where the rights forbid it', () => {
  const files = createMemoryFiles();
  const forbidden = {
    ...files,
    exists: () => true,
    isFolder: () => false,
    size: () => 1,
    readSync: (): Uint8Array => {
      throw new Error('EACCES');
    },
  };
  expect(() => readTextFile(forbidden, '/secret')).toThrow(expect.objectContaining({ code: 'file.unreadable' }));
});

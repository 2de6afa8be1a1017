import { expect, it } from 'vitest';
import type { Answer } from '#shared/contract/bridge.ts';
import { type DropEvent, watchDrops } from './drops.ts';

function setUp() {
  const listeners: Record<string, (event: DropEvent<string>) => void> = {};
  const watch = watchDrops<string>(
    {
      addEventListener(type, listener) {
        listeners[type] = listener;
      },
    },
    (file) => (file.startsWith('made-up') ? '' : `/home/${file}`),
  );
  const fire = (type: 'dragover' | 'drop', files: string[], parts: { isTrusted?: boolean; types?: string[] } = {}) => {
    let prevented = false;
    const dataTransfer = { types: parts.types ?? ['Files'], files, dropEffect: 'none' };
    const preventDefault = (): void => {
      prevented = true;
    };
    listeners[type]?.({ isTrusted: parts.isTrusted ?? true, dataTransfer, preventDefault });
    return { prevented, effect: dataTransfer.dropEffect };
  };
  return { watch, fire };
}

it('turns files that were dropped into paths, each drop a view of its own', () => {
  const { watch, fire } = setUp();
  const seen: Answer[] = [];
  const stop = watch((answer) => void seen.push(answer));
  expect(fire('dragover', [])).toEqual({ prevented: true, effect: 'copy' });
  expect(fire('drop', ['a.json', 'b.csv']).prevented).toBe(true);
  fire('drop', ['a.json', 'b.csv']);
  stop();
  fire('drop', ['c.csv']);
  const paths = ['/home/a.json', '/home/b.csv'];
  expect(seen).toEqual([
    { ok: true, value: { seq: 0, paths: [] } },
    { ok: true, value: { seq: 1, paths } },
    { ok: true, value: { seq: 2, paths } },
  ]);
});

it('takes nothing that a script made, and leaves the dragging of text alone', () => {
  const { watch, fire } = setUp();
  const seen: Answer[] = [];
  watch((answer) => void seen.push(answer));
  expect(fire('drop', ['a.json'], { isTrusted: false }).prevented).toBe(true);
  fire('drop', ['made-up.json']);
  expect(fire('drop', [], { types: ['text/plain'] }).prevented).toBe(false);
  expect(fire('dragover', [], { types: ['text/plain'] }).prevented).toBe(false);
  expect(seen).toHaveLength(1);
});

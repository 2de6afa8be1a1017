import type { IpcMainInvokeEvent } from 'electron';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Answer } from '#shared/contract/bridge.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createRegistrar, trustsPageOf } from './ipc.ts';

const frame = { url: 'app://workbench/index.html' };
const ours = { mainFrame: frame };
const foreign = { mainFrame: frame };
// The part of an event that is looked at.
const event = (parts: object): IpcMainInvokeEvent =>
  ({ sender: ours, senderFrame: frame, ...parts }) as IpcMainInvokeEvent;

function setUp(answer: (message: { n: number }) => unknown = () => 1) {
  let listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<Answer> = () => Promise.reject(new Error());
  const lines: string[] = [];
  const handle = createRegistrar(
    {
      handle: (_channel, given) => {
        listener = given;
      },
    },
    trustsPageOf((sender) => sender !== (foreign as unknown)),
    (text) => void lines.push(text),
  );
  let answered = 0;
  handle('c', z.object({ n: z.number() }), (message) => {
    answered += 1;
    return answer(message);
  });
  return { ask: (message: unknown, from = event({})) => listener(from, message), lines, answered: () => answered };
}

const refused = { ok: false, error: { code: 'host.refused', details: {} } };

describe('a channel', () => {
  it('answers the page', async () => {
    expect(await setUp(({ n }) => n + 1).ask({ n: 1, more: true })).toEqual({ ok: true, value: 2 });
  });

  const otherFrame = { url: 'app://workbench/index.html' };
  it.each([
    ['another window', { sender: foreign }],
    ['a frame inside the page', { senderFrame: otherFrame }],
    ['a frame that is gone', { senderFrame: null }],
    ['another page of the bundle', frameAt('app://workbench/other.html')],
    ['another host', frameAt('app://workbench.example/index.html')],
    ['another scheme', frameAt('https://workbench/index.html')],
    ['a file', frameAt('file:///app://workbench/index.html')],
  ])('refuses %s', async (_who, parts) => {
    const { ask, answered } = setUp();
    expect(await ask({ n: 1 }, event(parts))).toMatchObject(refused);
    expect(answered()).toBe(0);
  });

  it('refuses what is over 1 MB', async () => {
    expect(await setUp().ask({ n: 1, more: 'x'.repeat(1_000_001) })).toMatchObject(refused);
  });

  it('survives ten thousand wrong messages and answers none', async () => {
    const { ask, answered } = setUp();
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true, withNullPrototype: true }), async (message) => {
        expect(await ask(message)).toMatchObject(refused);
      }),
      { numRuns: 10_000, seed: 17 },
    );
    expect(answered()).toBe(0);
  });

  it('passes a refusal on and keeps a bug to itself', async () => {
    const refusal = setUp(() => {
      throw new AppError('file.absent', 'gone');
    });
    expect(await refusal.ask({ n: 1 })).toMatchObject({ ok: false, error: { code: 'file.absent', message: 'gone' } });
    const bug = setUp(() => {
      throw new Error('private');
    });
    const answer = await bug.ask({ n: 1 });
    expect(answer).toMatchObject(refused);
    expect(JSON.stringify(answer)).not.toContain('private');
    expect(bug.lines.join()).toContain('private');
  });
});

/** The main frame of our window, but showing something else. */
function frameAt(url: string): object {
  const senderFrame = { url };
  return { senderFrame, sender: { mainFrame: senderFrame } };
}

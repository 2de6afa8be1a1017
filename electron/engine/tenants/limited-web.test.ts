import { describe, expect, it } from 'vitest';
import type { TenantAnswer } from '#engine/system/tenant-web.ts';
import { createTestClock } from '#test/support/test-system.ts';
import { createWebGate, limitedWeb, type WebLimits } from './limited-web.ts';

const answer: TenantAnswer = { status: 200, headers: {}, body: '' };
const request = { method: 'GET', url: 'https://a/', headers: {}, body: '' } as const;
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

const gate = (limits: WebLimits, clock = createTestClock()) => createWebGate(() => limits, clock);

/** A backend that answers when it is told to. */
function held() {
  const open: (() => void)[] = [];
  let [begun, most] = [0, 0];
  return {
    web: {
      async ask() {
        begun += 1;
        most = Math.max(most, begun);
        await new Promise<void>((resolve) => open.push(resolve));
        begun -= 1;
        return answer;
      },
    },
    answerOne: () => open.shift()?.(),
    get waiting() {
      return open.length;
    },
    get most() {
      return most;
    },
  };
}

describe('limitedWeb', () => {
  it('never has more requests under way than it may, and leaves none behind', async () => {
    const backend = held();
    const web = limitedWeb(backend.web, gate({ concurrency: 3, rate: 0 }));
    let done = 0;
    for (let index = 0; index < 10; index += 1) void web.ask(request).then(() => (done += 1));
    await settled();
    expect(backend.waiting).toBe(3);
    for (let index = 0; index < 10; index += 1) {
      backend.answerOne();
      await settled();
    }
    expect([done, backend.most]).toEqual([10, 3]);
  });

  it('counts the requests of all sessions with a tenant, by what is set now', async () => {
    const [one, other] = [held(), held()];
    const limits = { concurrency: 2, rate: 0 };
    const shared = gate(limits);
    const webs = [one, other].map(({ web }) => limitedWeb(web, shared));
    for (let index = 0; index < 4; index += 1) for (const web of webs) void web.ask(request);
    await settled();
    const underWay = (): number => one.waiting + other.waiting;
    expect([one.waiting, other.waiting]).toEqual([1, 1]);
    limits.concurrency = 1;
    one.answerOne();
    await settled();
    expect(underWay()).toBe(1);
    limits.concurrency = 3;
    other.answerOne();
    await settled();
    expect(underWay()).toBe(3);
  });

  it('begins no more a second than it may', async () => {
    const clock = createTestClock();
    let begun = 0;
    const web = limitedWeb(
      {
        ask: async () => {
          begun += 1;
          return answer;
        },
      },
      gate({ concurrency: 16, rate: 2 }, clock),
    );
    for (let index = 0; index < 5; index += 1) void web.ask(request);
    await settled();
    expect(begun).toBe(1);
    for (const expected of [2, 3, 4, 5]) {
      clock.advance(500);
      await settled();
      expect(begun).toBe(expected);
    }
  });

  it('gives its place back when a request fails, and asks nothing once it was cancelled', async () => {
    let asked = 0;
    const web = limitedWeb(
      {
        ask: async () => {
          asked += 1;
          throw new Error('broken');
        },
      },
      gate({ concurrency: 1, rate: 0 }),
    );
    await expect(web.ask(request)).rejects.toThrow('broken');
    await expect(web.ask(request)).rejects.toThrow('broken');
    await expect(web.ask(request, AbortSignal.abort())).rejects.toMatchObject({ fault: 'cancelled', sent: false });
    expect(asked).toBe(2);
  });
});

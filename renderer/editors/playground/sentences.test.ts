import { describe, expect, it } from 'vitest';
import { type Agent, playgroundTitle, processTree, type View } from './sentences.ts';

const agent = (id: string, parent: string | null, pid: number | null = 1): Agent => ({
  id,
  clientId: id,
  name: id,
  parent,
  depth: 0,
  pid,
  state: pid === null ? 'stopped' : 'working',
  scopes: [],
  last: null,
  stolen: false,
});
const request = (decision: 'allowed' | 'denied'): View['requests'][number] => ({
  at: 0,
  agent: 'a',
  action: 'orders.read',
  object: '/orders',
  decision,
  status: 200,
  reason: '',
});
const view: View = {
  running: true,
  shop: 'http://127.0.0.1:1',
  verifyBy: 'local',
  customer: { id: 'ana', name: 'Ana' },
  consent: null,
  agents: [agent('a', null), agent('b', 'a'), agent('c', 'b', null)],
  requests: [request('allowed'), request('denied')],
};

describe('the playground', () => {
  it('says who works and what was denied', () => {
    expect(playgroundTitle({ ...view, running: false })).toBe('The playground is closed');
    expect(playgroundTitle(view)).toBe('2 agents work for Ana; of the last 2 requests 1 was denied');
    const thief = { ...agent('t', 'a'), clientId: null };
    expect(playgroundTitle({ ...view, agents: [agent('a', null), thief] })).toBe(
      '1 agent works for Ana, 1 thief beside it; of the last 2 requests 1 was denied',
    );
    expect(playgroundTitle({ ...view, agents: [], requests: [] })).toBe('No agent works; no request yet');
    expect(playgroundTitle({ ...view, agents: [agent('a', null)], requests: [request('allowed')] })).toBe(
      '1 agent works for Ana; of the one request none were denied',
    );
  });

  it('draws processes below those that spawned them, and loses none', () => {
    const agents = [agent('c', 'b'), agent('a', null), agent('b', 'a'), agent('d', 'gone'), agent('e', 'a')];
    expect(processTree(agents).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'e', 'd']);
  });
});

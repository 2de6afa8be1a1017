import { describe, expect, it } from 'vitest';
import { identityKinds } from '#shared/model/identity.ts';
import { type Colours, type Nodes, paint } from './paint.ts';
import { placeNodes } from './place-nodes.ts';

/** Writes down what is drawn in which colour. */
function notebook() {
  const drawn: string[] = [];
  const colour = { fillStyle: '', strokeStyle: '' };
  const note = (what: string) => (): void => void drawn.push(`${what} ${colour.fillStyle}`);
  const context = {
    set fillStyle(value: string) {
      colour.fillStyle = value;
    },
    set strokeStyle(value: string) {
      colour.strokeStyle = value;
    },
    clearRect() {},
    beginPath() {},
    moveTo() {},
    lineTo: () => void drawn.push(`line ${colour.strokeStyle}`),
    bezierCurveTo: () => void drawn.push(`edge ${colour.strokeStyle}`),
    rect() {},
    stroke() {},
    fill() {},
    arc: note('circle'),
    fillRect: note('square'),
    fillText: (text: string) => void drawn.push(text),
    measureText: (text: string) => ({ width: text.length * 6 }),
  };
  // A canvas has more; paint asks for no more.
  return { drawn, context: context as unknown as CanvasRenderingContext2D };
}

const colours: Colours = {
  oauth_client: 'client',
  api_key: 'key',
  service_account: 'account',
  workload: 'workload',
  agent: 'agent',
  human: 'human',
  lost: 'lost',
  foreground: 'foreground',
  dim: 'dim',
  line: 'line',
  font: 'font',
};

function draw(nodes: Nodes, chosen: number | null): string[] {
  const { drawn, context } = notebook();
  paint(context, { nodes, placing: placeNodes(nodes.hop, 900, 300), colours, chosen }, 900, 300);
  return drawn;
}
const count = (drawn: readonly string[], what: string): number => drawn.filter((each) => each === what).length;

describe('the picture of a blast radius', () => {
  const agent = identityKinds.indexOf('agent');
  const human = identityKinds.indexOf('human');
  const nodes: Nodes = {
    hop: Uint16Array.of(1, 2, 2, 3),
    kind: Uint8Array.of(agent, agent, human, human),
    via: Uint32Array.of(0, 0, 0, 1),
    weight: new Float64Array(4),
    lost: Uint8Array.of(0, 0, 0, 1),
  };

  it('has a mark for each node, humans round, a cross for what is out of reach, and the way to the chosen one', () => {
    const drawn = draw(nodes, 3);
    expect(count(drawn, 'square agent')).toBe(2);
    expect(count(drawn, 'circle human')).toBe(1);
    expect(count(drawn, 'line lost')).toBe(2);
    expect(count(drawn, 'edge line')).toBe(2);
    expect(count(drawn, 'edge foreground')).toBe(2);
    expect(drawn).toContain('Stolen');
    expect(drawn).toContain('Hop 2: 2');
  });

  it('draws 100,000 nodes with few edges', () => {
    const many = 100_000;
    const drawn = draw(
      {
        hop: Uint16Array.from({ length: many }, (_, at) => (at === 0 ? 1 : 2)),
        kind: new Uint8Array(many).fill(human),
        via: new Uint32Array(many),
        weight: new Float64Array(many),
        lost: new Uint8Array(many),
      },
      null,
    );
    expect(count(drawn, 'square human')).toBe(many);
    expect(count(drawn, 'edge line')).toBe(1);
  });
});

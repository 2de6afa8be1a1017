import type { ViewOf } from '#renderer/state/use-watch.ts';
import { number } from '#renderer/ui/format.ts';
import { type IdentityKind, identityKinds } from '#shared/model/identity.ts';
import { type Block, middleOf, type Placing } from './place-nodes.ts';

export type Nodes = NonNullable<ViewOf<'reach.view'>>['nodes'];
export type Colours = Readonly<Record<IdentityKind | 'lost' | 'foreground' | 'dim' | 'line' | 'font', string>>;

/** Up to here each edge is a line of its own; beyond, one line goes from a node to the middle of what it leads to. */
const mostLines = 4000;
/** px: smaller cells are drawn without a space between them, and without a shape. */
const spaced = 4;

export interface Scene {
  readonly nodes: Nodes;
  readonly placing: Placing;
  readonly colours: Colours;
  readonly chosen: number | null;
}

/** Draws the whole picture; 100,000 nodes are 100,000 rectangles in seven colours. */
export function paint(context: CanvasRenderingContext2D, scene: Scene, width: number, height: number): void {
  context.clearRect(0, 0, width, height);
  paintEdges(context, scene);
  paintNodes(context, scene);
  paintWords(context, scene, width);
  paintWay(context, scene);
}

const blockOf = ({ blocks }: Placing, nodes: Nodes, position: number): Block | undefined =>
  blocks[(nodes.hop[position] ?? 1) - 1];

function placeOf({ placing, nodes }: Scene, position: number): [number, number] {
  const block = blockOf(placing, nodes, position);
  return block === undefined ? [0, 0] : middleOf(placing, block, position);
}

function curve(context: CanvasRenderingContext2D, from: readonly number[], to: readonly number[]): void {
  const [x1 = 0, y1 = 0] = from;
  const [x2 = 0, y2 = 0] = to;
  const middle = (x1 + x2) / 2;
  context.moveTo(x1, y1);
  context.bezierCurveTo(middle, y1, middle, y2, x2, y2);
}

function paintEdges(context: CanvasRenderingContext2D, scene: Scene): void {
  const { nodes, colours } = scene;
  const count = nodes.hop.length;
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.beginPath();
  if (count <= mostLines) {
    for (let at = 1; at < count; at += 1) {
      if (nodes.lost[at] === 1) continue;
      curve(context, placeOf(scene, nodes.via[at] ?? 0), placeOf(scene, at));
    }
  } else {
    const sums = new Map<number, { x: number; y: number; count: number }>();
    for (let at = 1; at < count; at += 1) {
      if (nodes.lost[at] === 1) continue;
      const via = nodes.via[at] ?? 0;
      const sum = sums.get(via) ?? { x: 0, y: 0, count: 0 };
      const [x, y] = placeOf(scene, at);
      sums.set(via, { x: sum.x + x, y: sum.y + y, count: sum.count + 1 });
    }
    let drawn = 0;
    for (const [via, { x, y, count: children }] of sums) {
      if (drawn === mostLines) break;
      curve(context, placeOf(scene, via), [x / children, y / children]);
      drawn += 1;
    }
  }
  context.stroke();
}

function paintNodes(context: CanvasRenderingContext2D, scene: Scene): void {
  const { nodes, placing, colours } = scene;
  const isSpaced = placing.cell > spaced;
  const side = isSpaced ? placing.cell * 0.7 : placing.cell;
  // Each rectangle by itself: one path of 100,000 takes a canvas many times as long.
  identityKinds.forEach((kind, code) => {
    context.fillStyle = colours[kind];
    const isRound = kind === 'human' && isSpaced;
    for (let at = 0; at < nodes.kind.length; at += 1) {
      if (nodes.kind[at] !== code || nodes.lost[at] === 1) continue;
      const [x, y] = placeOf(scene, at);
      // Humans are round, whatever is no human has corners.
      if (isRound) {
        context.beginPath();
        context.arc(x, y, side / 2, 0, 2 * Math.PI);
        context.fill();
      } else context.fillRect(x - side / 2, y - side / 2, side, side);
    }
  });
  for (let at = 0; at < nodes.lost.length; at += 1) {
    if (nodes.lost[at] === 1) paintLost(context, scene, placeOf(scene, at), side);
  }
}

/** A cross where there is room for one, else next to nothing. */
function paintLost(
  context: CanvasRenderingContext2D,
  { placing, colours }: Scene,
  [x, y]: readonly [number, number],
  side: number,
): void {
  if (placing.cell <= spaced) {
    context.fillStyle = colours.line;
    context.fillRect(x - side / 2, y - side / 2, side, side);
    return;
  }
  const arm = side * 0.35;
  context.strokeStyle = colours.lost;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x + arm, y - arm);
  context.lineTo(x - arm, y + arm);
  context.stroke();
}

function paintWords(context: CanvasRenderingContext2D, { placing, colours }: Scene, width: number): void {
  context.font = `11px ${colours.font}`;
  context.fillStyle = colours.dim;
  placing.blocks.forEach(({ hop, count, left }, index) => {
    const room = (placing.blocks[index + 1]?.left ?? width) - left - 8;
    const long = hop === 1 ? 'Stolen' : `Hop ${hop}: ${number(count)}`;
    const text = context.measureText(long).width <= room ? long : number(count);
    if (context.measureText(text).width <= room) context.fillText(text, left, 14);
  });
}

/** The way from what was stolen to the chosen node. */
function paintWay(context: CanvasRenderingContext2D, scene: Scene): void {
  const { chosen, nodes, placing, colours } = scene;
  if (chosen === null || chosen >= nodes.hop.length) return;
  context.strokeStyle = colours.foreground;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let at = chosen; at !== 0; at = nodes.via[at] ?? 0) {
    curve(context, placeOf(scene, nodes.via[at] ?? 0), placeOf(scene, at));
  }
  const [x, y] = placeOf(scene, chosen);
  const side = Math.max(8, placing.cell + 2);
  context.rect(x - side / 2, y - side / 2, side, side);
  context.stroke();
}

// Goal E: the blast radius of the worst node and reach of all, over 100,000 identities and 1,000,000 edges, beside the same
// walk in graphology and the same question as a recursive query of native SQLite. All three must reach the same rows.
import { DirectedGraph } from 'graphology';
import { adjacency, type EdgeColumns, type Graph } from '#engine/graph/adjacency.ts';
import { type Closure, closureOf } from '#engine/graph/closure.ts';
import { reachOfAll, scoredHops } from '#engine/graph/reach.ts';
import { walk } from '#engine/graph/walk.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { type BenchRow, compare, inTurns, noGoal, timed } from './measure.ts';
import { type NativeDatabase, nativeDatabase } from './native-sqlite.ts';

const scale = Number(process.env['NHI_BENCH_SCALE'] ?? 1);
const rows = Math.round(100_000 * scale);
const edgesPerRow = 10;
const rounds = 5;
const sampled = 200;
const spawned = delegationKinds.indexOf('spawned');
const everything = { hops: Number.POSITIVE_INFINITY };

/** A small generator of its own: the same graphs on every machine. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function edgesTo(target: (row: number, draw: (below: number) => number) => number): EdgeColumns {
  const draw = dice(5);
  const count = rows * edgesPerRow;
  const [from, to] = [new Uint32Array(count), new Uint32Array(count)];
  for (let edge = 0; edge < count; edge += 1) {
    from[edge] = Math.floor(edge / edgesPerRow);
    to[edge] = target(from[edge] ?? 0, draw);
  }
  return { from, to, kind: new Uint8Array(count).fill(spawned) };
}

/** Each row leads to some of the next fifty: thousands of hops deep, and no way back. */
const deep = (): EdgeColumns => edgesTo((row, draw) => Math.min(rows - 1, row + 1 + draw(50)));
/** Any row leads to any other: nearly all of it is one cycle. */
const cyclic = (): EdgeColumns => edgesTo((_row, draw) => draw(rows));
/** All edges on one row, to and fro. */
function star(): EdgeColumns {
  const count = rows * edgesPerRow;
  const [from, to] = [new Uint32Array(count), new Uint32Array(count)];
  for (let edge = 0; edge < count; edge += 1) {
    const leaf = 1 + (edge % (rows - 1));
    from[edge] = edge % 2 === 0 ? 0 : leaf;
    to[edge] = edge % 2 === 0 ? leaf : 0;
  }
  return { from, to, kind: new Uint8Array(count).fill(spawned) };
}

function worstOf({ start }: Graph): number {
  let worst = 0;
  const degree = (row: number): number => (start[row + 1] ?? 0) - (start[row] ?? 0);
  for (let row = 0; row < rows; row += 1) if (degree(row) > degree(worst)) worst = row;
  return worst;
}

function graphologyOf({ from, to, kind }: EdgeColumns): DirectedGraph {
  const graph = new DirectedGraph();
  for (let row = 0; row < rows; row += 1) graph.addNode(row);
  for (let edge = 0; edge < kind.length; edge += 1) graph.mergeDirectedEdge(from[edge], to[edge]);
  return graph;
}

/** Breadth first by hand: its own traversal is slower. */
function walkGraphology(graph: DirectedGraph, origin: number): number {
  const seen = new Set([String(origin)]);
  const queue = [String(origin)];
  for (let head = 0; head < queue.length; head += 1) {
    graph.forEachOutNeighbor(queue[head], (next) => {
      if (seen.has(next)) return;
      seen.add(next);
      queue.push(next);
    });
  }
  return queue.length;
}

function tableOf(database: NativeDatabase, { from, to, kind }: EdgeColumns): void {
  database.exec('create table edge (source integer, target integer, primary key (source, target)) without rowid');
  database.exec('begin');
  const insert = database.prepare('insert or ignore into edge values (?, ?)');
  for (let edge = 0; edge < kind.length; edge += 1) insert.run(from[edge] ?? 0, to[edge] ?? 0);
  database.exec('commit');
}

function walkSql(database: NativeDatabase, origin: number): number {
  const statement = database.prepare(
    'with recursive reached(row) as (values (?) union select target from edge join reached on source = row) select count(*) as rows from reached',
  );
  return Number(statement.get(origin)?.['rows']);
}

function same(...counts: readonly number[]): void {
  if (new Set(counts).size !== 1) throw new Error(`the walks reach ${counts.join(', ')} rows`);
}

async function worstNode(name: string, edges: EdgeColumns): Promise<BenchRow[]> {
  const graph = adjacency(rows, edges);
  const worst = worstOf(graph);
  const peer = graphologyOf(edges);
  const database = await nativeDatabase();
  tableOf(database, edges);
  same(walk(graph, worst, everything).rows.length, walkGraphology(peer, worst), walkSql(database, worst));
  const [ours, graphology] = await inTurns(
    rounds,
    () => walk(graph, worst, everything),
    () => walkGraphology(peer, worst),
    2,
  );
  const [again, sql] = await inTurns(
    3,
    () => walk(graph, worst, everything),
    () => walkSql(database, worst),
    1,
  );
  database.close();
  const case_ = `blast radius of the worst node, ${name} graph`;
  const goal = { text: '≤ 1/50 of graphology', atMost: 1 / 50 };
  return [
    compare('E', `${case_}, against graphology`, 'ms', goal, ours, graphology),
    compare('E', `${case_}, against a recursive query of native SQLite`, 'ms', noGoal(), again, sql),
  ];
}

/** The peer is one walk after the other, of which a part is measured and the rest reckoned. */
async function all(name: string, edges: EdgeColumns, goal: { text: string; atMost?: number }): Promise<BenchRow> {
  const own = new Float64Array(rows).fill(1);
  const graph = adjacency(rows, edges);
  const each = Math.max(1, Math.floor(rows / sampled));
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    ours.push(await timed(() => reachOfAll(graph, own)));
    const part = await timed(() => {
      for (let row = 0; row < rows; row += each) walk(graph, row, { hops: scoredHops });
    });
    peer.push(part * each);
  }
  return compare(
    'E',
    `reach of all as the score counts it, ${name} graph, against one walk each`,
    'ms',
    goal,
    ours,
    peer,
  );
}

/** Without a limit of hops. The peer is one walk after the other, of which a part is measured and the rest reckoned. */
async function closure(name: string, edges: EdgeColumns, sample: number): Promise<BenchRow[]> {
  const own = new Float64Array(rows).fill(1);
  const graph = adjacency(rows, edges);
  const each = Math.max(1, Math.floor(rows / sample));
  const [ours, peer, slices]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < 3; round += 1) {
    let found: Closure | undefined;
    const run = closureOf(graph, own);
    ours.push(
      await timed(() => {
        for (;;) {
          const began = performance.now();
          const { value, done } = run.next();
          slices.push(performance.now() - began);
          if (done !== true) continue;
          found = value;
          return;
        }
      }),
    );
    let met = 0;
    const part = await timed(() => {
      for (let row = 0; row < rows; row += each) met += walk(graph, row, everything).rows.length;
    });
    peer.push(part * each);
    let counted = 0;
    for (let row = 0; row < rows; row += each) counted += found?.identities[row] ?? 0;
    same(met, counted);
  }
  const case_ = `reach of all as far as it goes, ${name} graph`;
  return [
    compare(
      'E',
      `${case_}, against one walk each`,
      'ms',
      { text: '≤ 1/9 of one walk each', atMost: 1 / 9 },
      ours,
      peer,
    ),
    compare('E', `${case_}: longest time that others wait`, 'ms', noGoal('50 ms'), [Math.max(...slices)], [50]),
  ];
}

export async function run(): Promise<BenchRow[]> {
  const edges = cyclic();
  const build = await inTurns(
    2,
    () => adjacency(rows, edges),
    () => graphologyOf(edges),
    1,
  );
  return [
    compare('E', 'typed adjacency of a cyclic graph, against building it in graphology', 'ms', noGoal(), ...build),
    ...(await worstNode('deep', deep())),
    ...(await worstNode('cyclic', edges)),
    await all('deep', deep(), noGoal()),
    await all('cyclic', edges, noGoal()),
    await all('star', star(), { text: 'less than one walk each', atMost: 1 }),
    ...(await closure('deep', deep(), 100)),
    ...(await closure('cyclic', edges, 40)),
  ];
}

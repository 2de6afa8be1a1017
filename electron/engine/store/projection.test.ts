import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factNames as namesOfFacts } from '#engine/inventory/fact-columns.ts';
import { mergeRanked } from '#engine/inventory/merge.ts';
import { openJournal } from '#engine/journal/journal.ts';
import type { Activity } from '#shared/model/activity.ts';
import { streamOf } from '#shared/model/contribution.ts';
import type { Identity } from '#shared/model/identity.ts';
import {
  aGrant,
  anActivity,
  anIdentity,
  aScope,
  aTenant,
  identityIdOf,
  plainFacts,
  testNow,
} from '#test/support/builders.ts';
import { createMemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem, seededNumbers, type TestSystem } from '#test/support/test-system.ts';
import { createDetails } from './details.ts';
import { openObjects } from './objects.ts';
import { openWorkspace } from './open-workspace.ts';
import { digestOf, Projection } from './projection.ts';
import { replay } from './replay.ts';
import type { Projector } from './staging.ts';
import type { Register, Workspace } from './store.ts';
import { factNames } from './tables/identity-columns.ts';

/** Keeps every word that a record says, in their order. */
function wordRegister(): Register & { readonly words: string[] } {
  const words: string[] = [];
  return {
    name: 'words',
    words,
    apply({ data, seq }) {
      if (typeof data['word'] === 'string') words.push(`${seq} ${data['word']}`);
    },
    save: () => JSON.stringify(words),
    // Written by save.
    load: (text) => void words.splice(0, words.length, ...(JSON.parse(text) as string[])),
  };
}

const projector: Projector = {
  registers: () => [wordRegister()],
  project: (identity, ledger) => ({
    ...plainFacts,
    createdAt: typeof identity.createdAt === 'number' ? identity.createdAt : Number.NaN,
    tier: ledger.classifications.get('tier')?.tier ?? 3,
    lastUsedAt: identity.lastUsedAt === 'never' ? Number.NEGATIVE_INFINITY : testNow,
  }),
  spans: ({ createdAt, grants }) =>
    grants.map((_, kind) => ({ kind, since: Number(createdAt), until: Number.POSITIVE_INFINITY })),
  merge: mergeRanked,
  display: (identity) => ({ ownerLabel: identity.vendorKind, onBehalfName: null, search: identity.name }),
};
const folder = '/w/Acme.nhi';
const streams = ['one.json', 'two.json'] as const;
const names = ['alpha', 'beta', 'gamma', 'delta'] as const;

const identity: fc.Arbitrary<Identity> = fc
  .record({
    name: fc.constantFrom(...names),
    vendorKind: fc.string({ unit: 'binary', maxLength: 4 }),
    createdAt: fc.constantFrom(1, 2, testNow),
    human: fc.option(fc.constantFrom(...names), { nil: null }),
    spawned: fc.option(fc.constantFrom(...names), { nil: null }),
    padding: fc.constantFrom(0, 70_000),
    file: fc.constantFrom(...streams),
    scopes: fc.array(fc.constantFrom('orders:read', 'orders:write', 'admin'), { maxLength: 3 }),
  })
  .map(({ name, vendorKind, createdAt, human, spawned, padding, file, scopes }) =>
    anIdentity({
      sources: [{ file, digest: 'd', record: name, importer: 'test', importedAt: createdAt }],
      name,
      vendorKind,
      createdAt,
      description: 'x'.repeat(padding),
      grants: [
        aGrant({
          onBehalfOf: human === null ? null : identityIdOf(human),
          scopes: scopes.map((scope) => aScope(scope)),
        }),
      ],
      delegations:
        spawned === null ? [] : [{ kind: 'spawned', from: identityIdOf(name), to: identityIdOf(spawned), scopes: [] }],
    }),
  );

const activity: fc.Arbitrary<Activity> = fc
  .record({ at: fc.integer({ min: 1, max: 9 }), action: fc.constantFrom('a', 'b'), trace: fc.string({ maxLength: 3 }) })
  .map(anActivity);

type Step =
  | {
      readonly kind: 'import';
      readonly identities: readonly Identity[];
      readonly events: readonly Activity[];
      /** A file that lists only those that were put. */
      readonly whole?: (typeof streams)[number] | null;
    }
  | { readonly kind: 'classify'; readonly tier: number }
  | { readonly kind: 'undo'; readonly which: number }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'record'; readonly words: readonly string[]; readonly parties: boolean }
  | { readonly kind: 'rollback'; readonly identities: readonly Identity[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      identities: fc.array(identity, { maxLength: 4 }),
      events: fc.array(activity, { maxLength: 4 }),
      whole: fc.option(fc.constantFrom(...streams), { nil: null }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('classify' as const), tier: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      words: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
      parties: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('rollback' as const), identities: fc.array(identity, { maxLength: 2 }) }),
  },
);

const by = { object: 'export.json', human: 'analyst', client: 'test', data: {} } as const;
const open = (system: TestSystem): Promise<Workspace> =>
  openWorkspace(system, folder, { ...projector, readOnly: false, human: 'analyst', client: 'test', create: true });

const partiesOf = (word: string) => ({
  human: null,
  humanLive: false,
  agents: [{ name: word, id: identityIdOf(word) }],
  client: { name: 'client', id: null },
  reason: '',
  trace: word,
  tenant: aTenant().id,
});

/** Numbers of the imports that were not undone. */
const importsIn = ({ journal, ledger }: Workspace): number[] =>
  journal
    .list(0, journal.records)
    .filter(({ action, seq }) => action === 'import.committed' && ledger.undone.every((undone) => undone.seq !== seq))
    .map(({ seq }) => seq);

async function take(workspace: Workspace, of: Exclude<Step, { readonly kind: 'reopen' }>): Promise<void> {
  if (of.kind === 'record') {
    // All in one breath, and beside a commit of their own.
    const records = of.words.map((word) =>
      workspace.record({
        ...by,
        action: 'scope.classified',
        decision: 'denied',
        data: { word, ...(of.parties ? { parties: partiesOf(word) } : {}) },
      }),
    );
    await take(workspace, { kind: 'import', identities: [], events: [] });
    await Promise.all(records);
    return;
  }
  const unit = await workspace.begin();
  if (of.kind === 'undo') {
    const standing = importsIn(workspace);
    const seq = standing[of.which % standing.length];
    if (seq === undefined) return unit.rollback();
    await unit.withdraw(seq);
    await unit.commit({ ...by, action: 'import.undone', data: { undoes: seq } });
    return;
  }
  if (of.kind === 'classify') {
    await unit.commit({
      ...by,
      action: 'scope.classified',
      data: { classifications: { tier: { tier: of.tier, verb: 'read' } } },
    });
    return;
  }
  for (const each of of.identities) {
    unit.seenRecord(aTenant(), each.name, each.vendorKind);
    unit.putIdentity(each, [{ name: each.name }]);
  }
  if (of.kind === 'rollback') return unit.rollback();
  if (of.whole) {
    const stream = streamOf({ importer: 'test', file: of.whole });
    const put = of.identities.filter(({ sources }) => sources[0]?.file === of.whole).map(({ id }) => id);
    unit.markMissing(stream, new Set([aTenant().id]), new Set(put), 7);
  }
  for (const event of of.events) unit.putActivity(event, aTenant());
  if (of.events.length > 2) {
    unit.putProblem({ severity: 'info', code: 'import.odd', message: 'm', file: 'f', record: null, field: null });
  }
  await unit.commit({ ...by, action: 'import.committed' });
}

/** The folder's journal replayed; from `start` on when it is given. */
async function replayed(system: TestSystem, start?: Projection): Promise<Projection> {
  const projection = start ?? new Projection(projector, '');
  const objects = await openObjects(system, folder, { readOnly: true });
  const journal = await openJournal(system, folder, { readOnly: true, objects });
  const record = (seq: number) => {
    const [found] = journal.list(seq - 1, 1);
    if (!found) throw new Error('no such record');
    return found;
  };
  await replay(projection, createDetails(projection.identities, { objects, record }), { journal, objects });
  await journal.close();
  objects.close();
  return projection;
}

const copyOf = (projection: Projection): Projection => {
  const copy = new Projection(projector, '');
  copy.load([...projection.chunks()].map((chunk) => ({ ...chunk, data: chunk.data.slice() })));
  return copy;
};

/** What a workspace shows of itself, put in the form of a projection. */
const shownDigest = (workspace: Workspace, system: TestSystem): string =>
  digestOf([...workspace.identities.chunks(), ...workspace.activity.chunks()], system.hash);
const tablesDigest = (projection: Projection, system: TestSystem): string =>
  digestOf([...projection.identities.chunks(), ...projection.activity.chunks()], system.hash);

describe('the projection', () => {
  it('is the same by commits, by replay, and by snapshot and tail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), fc.nat(7), async (steps, snapshotAt) => {
        const system = createTestSystem();
        let workspace = await open(system);
        let snapshot: Projection | undefined;
        for (const [at, each] of steps.entries()) {
          if (each.kind === 'reopen') {
            await workspace.close();
            workspace = await open(system);
          } else await take(workspace, each);
          if (at === snapshotAt) snapshot = copyOf(await replayed(system));
        }
        const all = await replayed(system);
        expect(tablesDigest(all, system)).toBe(shownDigest(workspace, system));
        expect(all.ledger.problems).toEqual(workspace.ledger.problems);
        expect(all.registers.map((each) => each.save())).toEqual(workspace.registers.map((each) => each.save()));
        const tail = await replayed(system, snapshot ?? copyOf(all));
        expect(digestOf(tail.chunks(), system.hash)).toBe(digestOf(all.chunks(), system.hash));
        for (let row = 0; row < workspace.identities.length; row++) {
          expect(workspace.raw(row, 0)).toEqual({ name: workspace.identity(row).name });
        }
        await workspace.close();
      }),
      { numRuns: 60 },
    );
  });

  it('holds every acknowledged commit after a power cut at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), fc.nat(), async (steps, seed) => {
        const files = createMemoryFiles();
        const system = createTestSystem({ files });
        const workspace = await open(system);
        for (const each of steps) if (each.kind !== 'reopen') await take(workspace, each);
        const random = seededNumbers(seed);
        const after = createTestSystem({
          files: files.afterPowerCut(() => random() < 0.5),
          host: { pid: 4712, startOf: () => null },
        });
        expect(tablesDigest(await replayed(after), after)).toBe(shownDigest(workspace, system));
        await workspace.close();
      }),
      { numRuns: 40 },
    );
  });

  it('has a column for every fact', () => {
    expect([...factNames].sort()).toEqual([...namesOfFacts].sort());
  });
});

// A connector at work without the workbench around it: sync, plan, run, over the real network.
import { createHash, randomUUID } from 'node:crypto';
import type { Connector, Session, Subject, Wish } from '#engine/connectors/connector.ts';
import type { Proposed } from '#engine/plans/make-plan.ts';
import { runPlan } from '#engine/plans/runner.ts';
import { type KeptPlan, type PlanChange, PlansRegister } from '#engine/plans/state.ts';
import { nodeTenantWebs, type TenantLimits } from '#engine/system/node-tenant-web.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { IdentityId, TenantId } from '#shared/model/ids.ts';
import type { Plan } from '#shared/model/plan.ts';
import { collectImport } from '#test/conformance/collect-import.ts';
import { aPlanOf } from './plan-builders.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const tenant = 'ten_abcdefghijkl' as TenantId;

export interface Connected {
  readonly session: Session;
  /** Secrets that backends showed once. */
  readonly secrets: Map<string, string>;
  sync(): Promise<Synced>;
  plan(...wish: Parameters<Connected['run']>): Promise<Plan>;
  /** Makes a plan of the wish, approves and runs it. */
  run(
    intent: Wish['intent'],
    subject: Subject,
    parameters?: Wish['parameters'],
    target?: Partial<Wish['target']>,
  ): Promise<Ran>;
  /** `begun`: an earlier run was killed after it had begun every step, and nobody knows how far it came. */
  runPlan(plan: Plan, options?: { readonly begun: boolean }): Promise<KeptPlan>;
  /** The admin secret as it is kept now. */
  held(): string;
  close(): Promise<void>;
}

interface Synced {
  /** By name. */
  subject(name: string): Subject;
  readonly identities: readonly Identity[];
  readonly texts: ReadonlyMap<string, string>;
}

interface Ran {
  readonly plan: Plan;
  readonly kept: KeptPlan;
  readonly outcomes: readonly string[];
}

export async function connect(
  connector: Connector,
  settings: Readonly<Record<string, string>>,
  secret: string,
  /** `haste`: so many times faster than a clock the runner waits. */
  { limits = {}, haste = 1 }: { readonly limits?: Partial<TenantLimits>; readonly haste?: number } = {},
): Promise<Connected> {
  const web = await nodeTenantWebs(limits).open({ addresses: 'loopback', ca: '', proxy: '' });
  const never = new AbortController().signal;
  let held = secret;
  const session = connector.open({
    settings,
    secret: () => held,
    secretIsSealed: true,
    async renewSecret(change) {
      held = change(held);
    },
    web,
    now: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    sha256,
    fingerprint: (secret) => `sha256:${sha256(secret).slice(0, 12)}`,
    randomText: randomUUID,
  });
  const secrets = new Map<string, string>();

  async function sync(): Promise<Synced> {
    const texts = new Map<string, string>();
    for await (const { part, text } of session.discover(null, never)) texts.set(part, (texts.get(part) ?? '') + text);
    const subjects = new Map<string, Subject>();
    const ids = new Map<IdentityId, string>();
    const identities: Identity[] = [];
    const nameOf = (id: IdentityId): string | null => identities.find((each) => each.id === id)?.name ?? null;
    for (const [part, text] of texts) {
      if (text === '') continue;
      const read = await collectImport(part, new TextEncoder().encode(text), { sha256, fingerprint: sha256 });
      for (const { identity: found, records } of read.identities) {
        const importer = read.recognised?.importer ?? '';
        const place = { file: part, digest: '', importer, importedAt: 0 };
        const identity = { ...found, sources: found.sources.map((source) => ({ ...place, ...source })) };
        identities.push(identity);
        ids.set(identity.id, identity.externalId);
        const raws = records.map(({ record, raw }) => ({ importer, record, raw }));
        subjects.set(identity.name, { identity, records: raws, externalIdOf: (id) => ids.get(id) ?? null, nameOf });
      }
    }
    return {
      identities,
      texts,
      subject(name) {
        const found = subjects.get(name);
        if (found === undefined) throw new Error(`${name} was not synced`);
        return found;
      },
    };
  }

  async function planned(
    ...[intent, subject, parameters = {}, target = {}]: Parameters<Connected['run']>
  ): Promise<Plan> {
    const wish: Wish = {
      intent,
      subject,
      parameters,
      target: { identity: subject.identity.id, part: 'identity', ref: '', ...target },
    };
    const proposals = connector.propose(wish, settings);
    if ('refused' in proposals) throw new Error(proposals.refused);
    const capability = connector.capabilities(null).find((each) => each.intent === intent);
    if (capability === undefined) throw new Error(`${connector.id} says nothing of ${intent}`);
    const proposed = proposals.map(
      (proposal): Proposed => ({ target: wish.target, tenant, intent, effect: capability, proposal }),
    );
    return aPlanOf(proposed, intent);
  }

  async function run(...wish: Parameters<Connected['run']>): Promise<Ran> {
    const plan = await planned(...wish);
    const kept = await runIt(plan);
    return { plan, kept, outcomes: plan.steps.map(({ id }) => kept.receipts.get(id)?.outcome ?? 'pending') };
  }

  async function runIt(plan: Plan, { begun } = { begun: false }): Promise<KeptPlan> {
    const register = new PlansRegister();
    const apply = (change: PlanChange): void =>
      register.apply({ at: new Date().toISOString(), human: 'tester', seq: 1, data: { plan: change } });
    const { steps, ...head } = plan;
    for (const change of [
      { is: 'steps', plan: plan.id, steps },
      { is: 'created', plan: head },
      { is: 'approved', plan: plan.id, digest: plan.digest },
      ...(begun ? steps.map(({ id }) => ({ is: 'step_started' as const, plan: plan.id, step: id })) : []),
    ] satisfies PlanChange[])
      apply(change);
    await runPlan(plan.id, {
      state: register,
      clock: {
        now: Date.now,
        after(ms, then) {
          const timer = setTimeout(then, ms / haste);
          return () => clearTimeout(timer);
        },
      },
      sha256,
      record: async (change) => apply(change),
      open: async () => ({ session: { ...session, close: () => Promise.resolve() }, concurrency: 4 }),
      keep: async (_plan, _step, { name, value }) => void secrets.set(name, value),
      paused: never,
      signal: never,
    });
    const kept = register.plans.get(plan.id);
    if (kept === undefined) throw new Error('the plan is kept');
    return kept;
  }

  return {
    session,
    secrets,
    sync,
    plan: planned,
    run,
    runPlan: runIt,
    held: () => held,
    async close() {
      await session.close();
      await web.close();
    },
  };
}

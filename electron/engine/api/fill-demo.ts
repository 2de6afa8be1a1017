import type { CallContext } from '#engine/door/door.ts';
import { censusOf } from '#engine/projections/workspace-status.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { recordIncidents } from './incidents.ts';
import type { Session } from './session.ts';

type Filled = CallOutput<'workspace.fillDemo'>;
const atOnce = 500;

/** The demo company in the workspace that is open: what its scopes mean, then everything else as one commit. */
export async function fillWithDemo(
  session: Session,
  context: Pick<CallContext, 'signal' | 'progress'>,
): Promise<Filled> {
  const { workspace } = session.mustBeOpen();
  if (!isFilled(workspace)) {
    const job = session.jobs.start('Filling the demo company', context);
    try {
      const { demoCompany, demoSeed } = await import('#engine/demo/demo-company.ts');
      const company = demoCompany(demoSeed, session.system.hash.sha256);
      await sayWhatHolds(session, workspace, company);
      await fill(session, workspace, company, job.signal);
      // What its analyst knows of vendors, as if it had been entered.
      await recordIncidents(session, 'incident.added', company.incidents);
      session.system.log.info(`Filled ${workspace.name} with the demo company.`);
    } finally {
      job.end();
    }
  }
  const { counts } = censusOf(session.picture, workspace.tenants);
  return {
    identities: counts.identities,
    humans: counts.humans,
    events: counts.events,
    seq: workspace.journal.records,
  };
}

type Company = ReturnType<typeof import('#engine/demo/demo-company.ts').demoCompany>;

const isFilled = ({ ledger, identities }: Workspace): boolean => ledger.isDemo && identities.length > 0;

/** Facts depend on it, so it comes first and alone. */
async function sayWhatHolds(session: Session, workspace: Workspace, company: Company): Promise<void> {
  if (workspace.ledger.isDemo && workspace.ledger.asOf === company.asOf) return;
  const unit = await workspace.begin();
  await unit.commit({
    action: 'scope.classified',
    object: workspace.name,
    human: session.human,
    client: session.client,
    data: {
      summary: `${company.classifications.length} scopes of the demo company`,
      asOf: company.asOf,
      isDemo: true,
      classifications: Object.fromEntries(
        company.classifications.map(({ vendor, api, scope, tier, verb }) => [
          `${vendor}\u001f${api}\u001f${scope}`,
          { tier, verb },
        ]),
      ),
    },
  });
}

async function fill(session: Session, workspace: Workspace, company: Company, signal: AbortSignal): Promise<void> {
  const unit = await workspace.begin();
  try {
    const tenantOf = new Map<string, Tenant>();
    const [first] = company.tenants;
    if (!first) throw new Error('the demo company has no tenant');
    for (const tenant of company.tenants) unit.putTenant(tenant);
    let put = 0;
    const breathe = async (): Promise<void> => {
      put += 1;
      if (put % atOnce === 0) await unit.drain();
      if (signal.aborted) throw new AppError('import.cancelled', 'Filling the demo company was cancelled.');
    };
    for (const identity of company.identities) {
      unit.putIdentity(
        identity,
        identity.sources.map(() => null),
      );
      tenantOf.set(identity.id, identity.tenant);
      await breathe();
    }
    for (const activity of company.activity) {
      const parties = [activity.agents.at(-1)?.id, activity.client?.id, activity.human?.id];
      const known = parties.map((id) => (id ? tenantOf.get(id) : undefined)).find((tenant) => tenant !== undefined);
      unit.putActivity(activity, known ?? first);
      await breathe();
    }
    const { identities, activity } = unit.staged;
    await unit.commit({
      action: 'demo.filled',
      object: workspace.name,
      human: session.human,
      client: session.client,
      data: { summary: `${identities} identities, ${activity} events` },
    });
  } finally {
    await unit.rollback();
  }
}

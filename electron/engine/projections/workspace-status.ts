import type { WorkspaceStatus } from '#shared/contract/workspace.ts';
import { severities } from '#shared/model/finding.ts';
import { identityKinds } from '#shared/model/identity.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { isOpen, type Picture } from './picture.ts';

type Counts = Omit<WorkspaceStatus['counts'], 'problems'>;
export type Census = { readonly counts: Counts; readonly tenants: WorkspaceStatus['tenants'] };

const human = identityKinds.indexOf('human');
const taken = new WeakMap<Picture, Census>();

/** Who and what the workspace holds, counted once a picture. */
export function censusOf(picture: Picture, tenants: ReadonlyMap<string, Tenant>): Census {
  const before = taken.get(picture);
  if (before) return before;
  const { identities, activity, findings } = picture;
  const perTenant = new Map<string, WorkspaceStatus['tenants'][number]>();
  for (const tenant of tenants.values()) {
    perTenant.set(tenant.id, { id: tenant.id, vendor: tenant.vendor, name: tenant.name, identities: 0, humans: 0 });
  }
  let [nonHumans, humans, credentials] = [0, 0, 0];
  for (let row = 0; row < identities.length; row += 1) {
    const tenant = perTenant.get(identities.tenantId(row));
    if (identities.kind[row] === human) {
      // However many accounts somebody has; each tenant counts its own.
      if (identities.humanOf[row] === row) humans += 1;
      if (tenant) tenant.humans += 1;
    } else {
      nonHumans += 1;
      credentials += identities.credentials[row] ?? 0;
      if (tenant) tenant.identities += 1;
    }
  }
  const bySeverity = { critical: 0, high: 0, medium: 0, low: 0 };
  for (let index = 0; index < findings.length; index += 1) {
    const severity = severities[findings.severity[index] ?? 0];
    if (severity && isOpen(findings, index)) bySeverity[severity] += 1;
  }
  const census = {
    counts: { identities: nonHumans, humans, events: activity.length, credentials, findings: bySeverity },
    tenants: [...perTenant.values()].filter((tenant) => tenant.identities + tenant.humans > 0),
  };
  taken.set(picture, census);
  return census;
}

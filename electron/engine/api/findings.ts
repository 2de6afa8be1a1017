import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { findingTree } from '#engine/projections/finding-tree.ts';
import { type ExplainFinding, findingsList } from '#engine/projections/findings.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import { wireFinding } from '#engine/projections/wire-shapes.ts';
import { registerOf } from '#engine/store/register-of.ts';
import { ConnectionsRegister } from '#engine/tenants/state.ts';
import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { severities } from '#shared/model/finding.ts';
import { ruleHeadOf } from './rules.ts';
import type { Session } from './session.ts';
import { weighedFixes } from './weighed-fixes.ts';

export function findingCalls(session: Session): Pick<CallHandlers, 'findings.fixes'> {
  return {
    'findings.fixes': ({ identity }) => {
      const { picture, explain } = session.mustBeOpen();
      const row = picture.identities.rowOf(identity);
      if (row === undefined) throw new AppError('identity.absent', `There is no identity ${identity}.`);
      const { name, score } = inventoryRowOf(picture.identities, row);
      const findings = explain
        .findings(row, explain.identity(row))
        .toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity))
        .map(({ rule, severity, title, fixes, acceptance }) => ({
          rule,
          identity,
          severity,
          title,
          fixes: weighedFixes(session, row, fixes),
          acceptance: acceptance?.state ?? null,
        }));
      return { name, score: score?.value ?? null, findings };
    },
  };
}

export function findingWatches(
  session: Session,
): Pick<WatchHandlers, 'findings.list' | 'findings.tree' | 'findings.detail'> {
  const explain: ExplainFinding = (row, rule) => session.opened?.explain.finding(row, rule) ?? null;
  return {
    'findings.list': (params) => ({
      topics: ['findings'],
      view: () => findingsList(session.picture, explain, params),
    }),
    'findings.tree': (params) => ({
      topics: ['findings'],
      view: () => findingTree(session.picture, explain, params),
    }),
    'findings.detail': (params) => ({
      topics: ['identities', 'activity', 'findings', 'tenants'],
      view: () => (session.opened === null ? null : detailOf(session, params)),
    }),
  };
}

function detailOf(session: Session, key: WatchRequest<'findings.detail'>): WatchView<'findings.detail'> {
  const { workspace, picture, explain } = session.mustBeOpen();
  const row = picture.identities.rowOf(key.identity);
  const rule = ruleHeadOf(picture, key.rule);
  const finding = row === undefined ? null : explain.finding(row, key.rule);
  if (row === undefined || rule === null || finding === null) return null;
  const { name, kind, tenant, tenantId, score } = inventoryRowOf(picture.identities, row);
  const connections = registerOf(workspace, ConnectionsRegister).connections as ReadonlyMap<string, unknown>;
  return {
    ...wireFinding(finding),
    rule,
    fixes: weighedFixes(session, row, finding.fixes),
    name,
    kind,
    tenant,
    connected: connections.has(tenantId),
    score: score?.value ?? null,
  };
}

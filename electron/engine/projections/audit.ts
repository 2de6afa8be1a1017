import type { Workspace } from '#engine/store/store.ts';
import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { JournalAction, JournalRecord } from '#shared/model/journal-record.ts';

/** The journal itself, oldest record first unless the newest is asked for first. */
export function auditList(workspace: Workspace | null, params: WatchRequest<'audit.list'>): WatchView<'audit.list'> {
  const total = workspace?.journal.records ?? 0;
  const first = Math.min(params.first, total);
  const count = Math.min(params.count, total - first);
  const place = params.newestFirst ? total - first - count : first;
  const list = workspace?.journal.list(place, count) ?? [];
  const records = params.newestFirst ? list.toReversed() : list;
  return {
    total,
    first,
    rows: records.map((record) => ({
      seq: record.seq,
      at: Date.parse(record.at),
      human: record.human,
      action: record.action,
      object: record.object,
      summary: summaryOf(record),
      hash: record.hash,
    })),
  };
}

const sentences: Readonly<Record<JournalAction, string>> = {
  'workspace.created': 'Workspace created',
  'workspace.recovered': 'Repaired on opening',
  'workspace.lock_taken_over': 'Lock of a process that had died taken over',
  'import.committed': 'Imported',
  'import.undone': 'Undid the import of',
  'human.linked': 'Linked the accounts of',
  'human.unlinked': 'Parted the accounts of',
  'owner.assigned': 'Owner assigned',
  'incident.added': 'Incident of a vendor noted',
  'incident.removed': 'Incident of a vendor taken off the list',
  'identity.departed': 'Marked as gone',
  'risk.accepted': 'Risk accepted',
  'risk.withdrawn': 'Accepted risk counts again',
  'identity.returned': 'Marked as still there',
  'demo.filled': 'Filled with the demo company',
  'mapping.saved': 'Column mapping saved',
  'scope.classified': 'Scope classified',
  'audit.exported': 'Journal exported',
  'issuer.started': 'Local issuer started',
  'issuer.stopped': 'Local issuer stopped',
  'inventory.updated': 'Inventory updated',
  'questions.answered': 'Five questions answered',
  'key.created': 'Signing key created',
  'key.rotated': 'Signing key rotated',
  'key.retired': 'Signing key retired',
  'client.created': 'Client created',
  'client.changed': 'Client changed',
  'client.rotated': 'Credential of a client rotated',
  'client.disabled': 'Client disabled',
  'client.enabled': 'Client enabled',
  'client.deleted': 'Client deleted',
  'client.registered': 'Client registered itself',
  'client.revoked': 'Every token of a client revoked',
  'human.added': 'Human added',
  'human.changed': 'Human changed',
  'human.deleted': 'Human deleted',
  'human.revoked': 'Every token of a human revoked',
  'human.signed_in': 'Human signed in',
  'human.signed_out': 'Human signed out',
  'scope.limited': 'Policy of a scope set',
  'scope.unlimited': 'Policy of a scope removed',
  'authorization.requested': 'Authorization requested',
  'consent.given': 'Consent given',
  'consent.withdrawn': 'Consent withdrawn',
  'token.issued': 'Token issued',
  'token.refreshed': 'Token refreshed',
  'token.exchanged': 'Token exchanged',
  'token.introspected': 'Token introspected',
  'token.revoked': 'Token revoked',
  'refresh.reused': 'Refresh token used again: its family revoked',
  'request.refused': 'Request refused',
  'access.created': 'Initial access token created',
  'access.withdrawn': 'Initial access token withdrawn',
  'tenant.added': 'Tenant added',
  'tenant.changed': 'Settings of a tenant changed',
  'tenant.removed': 'Tenant removed',
  'tenant.tested': 'Connection tested',
  'tenant.synced': 'Tenant synced',
  'plan.created': 'Plan made',
  'plan.approved': 'Plan approved',
  'plan.run': 'Plan run',
  'plan.paused': 'Plan paused',
  'plan.ended': 'Plan ended',
  'plan.discarded': 'Plan discarded',
  'plan.retried': 'Steps of a plan tried again',
  'step.started': 'Step begun',
  'step.ended': 'Step ended',
  'receipt.exported': 'Receipt exported',
  'view.saved': 'View saved',
  'view.renamed': 'View renamed',
  'view.removed': 'View removed',
  'policy.set': 'Policy set',
  'packs.chosen': 'Packs of rules chosen',
  'rule.saved': 'Rule saved',
  'rule.removed': 'Rule removed',
  'campaign.started': 'Campaign started',
  'campaign.decided': 'Campaign: verdict',
  'campaign.reassigned': 'Campaign: other reviewer',
  'campaign.postponed': 'Campaign postponed',
  'campaign.closed': 'Campaign closed',
  'campaign.reopened': 'Campaign opened again',
  'agent.spawned': 'Agent of the playground started',
  'agent.stopped': 'Agent of the playground stopped',
  'orders.read': 'Orders read',
  'orders.write': 'Orders written',
  'payments.create': 'Payment made',
  'profile.read': 'Profile read',
};

/** What the record says in one line: its action, and the counts that its data carries. */
export function summaryOf({ action, data }: Pick<JournalRecord, 'action' | 'data'>): string {
  const sentence = sentences[action] ?? action;
  const summary = data['summary'];
  return typeof summary === 'string' && summary !== '' ? `${sentence}: ${summary}` : sentence;
}

import type { Activity } from '#shared/model/activity.ts';
import { type Fields, isObject } from './fields.ts';
import { readLog } from './gather/activity-file.ts';
import type { Ref, World } from './gather/source-object.ts';
import { activityOf, castOf, timeOf } from './github/audit-events.ts';
import { blankAddresses } from './github/blank-addresses.ts';
import { orgIn, type TenantOf } from './github/names.ts';
import { webhookAction, webhookActor, webhookObject, webhookOwner, webhookTime } from './github/webhook-events.ts';
import type { Head, Importer, Item, Reading, Recognition } from './importer.ts';
import { isRecording } from './recordings.ts';

const logged = /"action\\?"\s*:\s*\\?"[a-z_\d]+\.[a-z_\d]+\\?"/;
const login = /"login\\?"\s*:/;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const { members, text } = head;
  const found = (confidence: number): Recognition => {
    const org = orgIn(text);
    return { vendor: 'github', tenantId: org?.toLowerCase() ?? null, tenantName: org, confidence };
  };
  const names = new Set(members);
  const has = (...wanted: readonly string[]): boolean => wanted.some((name) => names.has(name));
  if (isRecording(head)) return /\/audit-log\b/.test(text) && logged.test(text) ? found(0.9) : null;
  if (has('action') && has('actor', '@timestamp', '_document_id', 'org', 'business', 'created_at')) {
    return logged.test(text) ? found(0.9) : null;
  }
  if (has('sender') && login.test(text)) return found(0.9);
  if (has('delivered_at') && has('guid', 'event')) return found(0.9);
  const isRepository = has('repository') && /"full_name"\s*:/.test(text);
  return isRepository && has('action', 'ref', 'pages', 'pusher') ? found(0.85) : null;
}

/** A delivery of a webhook as GitHub keeps it: the payload stands in its request. */
function unwrap(item: Item): Item {
  const { value } = item;
  blankAddresses(value);
  if (!isObject(value) || !isObject(value['request']) || value['delivered_at'] === undefined) return item;
  const payload = value['request']['payload'];
  const { delivered_at, event } = value;
  return isObject(payload) ? { ...item, value: { ...payload, delivered_at, x_github_event: event } } : item;
}

/** The audit log writes `repo.create`, a webhook `created`. */
const isLogged = (event: Fields): boolean =>
  event.plain('action').includes('.') || (event.raw('actor') !== undefined && event.raw('action') !== undefined);

function deliveryOf(event: Fields, at: number, tenantOf: TenantOf, world: Pick<World, 'idOf'>): Activity {
  const owner = webhookOwner(event);
  const party = (ref: Ref, name: string) => ({ id: world.idOf(ref), name });
  return {
    ...castOf(webhookActor(event), null, party, tenantOf, owner),
    at,
    agents: [],
    action: webhookAction(event),
    object: webhookObject(event),
    decision: 'allowed',
    reason: '',
    trace: '',
  };
}

const elements = ['$[*]'] as const;

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const tenantOf: TenantOf = (name) => context.tenantOf('github', name.toLowerCase(), name);
  let untimed = 0;
  const reading = readLog(
    context,
    sink,
    elements,
    (event, world) => {
      if (isLogged(event)) {
        const at = timeOf(event);
        if (at !== null) {
          const id = event.raw('_document_id') === undefined ? '' : logId(event, at);
          return { id, activity: activityOf(event, at, tenantOf, world) };
        }
        const message = 'without @timestamp and created_at nobody can tell when it happened';
        return { code: 'import.unreadable_value', field: '@timestamp', message };
      }
      if (webhookAction(event) === '') {
        return { code: 'import.missing_id', field: 'action', message: 'without action nobody can tell what happened' };
      }
      const at = webhookTime(event);
      if (at === null) untimed += 1;
      return { id: '', activity: at === null ? null : deliveryOf(event, at, tenantOf, world) };
    },
    unwrap,
  );
  return {
    ...reading,
    *end() {
      yield* reading.end() ?? [];
      if (untimed === 0) return;
      const message = `${untimed} deliveries do not say when they happened: kept as records, not in the timeline`;
      sink.problem({ severity: 'info', code: 'import.skipped', message, record: null, field: null });
    },
  };
}

/** Masked logs repeat ids: the time, the action and whom it was done to belong to it. */
const logId = (event: Fields, at: number): string =>
  [
    event.plain('_document_id'),
    at,
    event.plain('action'),
    event.plain('operation_type'),
    event.plain('visibility'),
  ].join(':');

/**
 * The audit log of a GitHub organization or enterprise, as its API, its export and streams write it, and deliveries of
 * webhooks. Apps, tokens and people have the ids that the importer `github` gives them.
 */
export const githubAuditLog: Importer = {
  id: 'github-audit-log',
  label: 'GitHub audit log and webhook deliveries',
  version: 1,
  authority: 'log',
  recognise,
  elements,
  recordings: true,
  begin,
};

// Deliveries of webhooks: which event a payload is, and when it happened. Payloads name neither.
import { type Fields, isObject } from '#engine/importers/fields.ts';
import type { Instant } from '#shared/model/fact.ts';

/** The member that an event is about, most telling first: what it stands in is listed behind it. */
const subjects: readonly (readonly [member: string, event: string])[] = [
  ['repositories_added', 'installation_repositories'],
  ['personal_access_token_request', 'personal_access_token_request'],
  ['review', 'pull_request_review'],
  ['thread', 'pull_request_review_thread'],
  ['workflow_job', 'workflow_job'],
  ['workflow_run', 'workflow_run'],
  ['check_run', 'check_run'],
  ['check_suite', 'check_suite'],
  ['deployment_status', 'deployment_status'],
  ['deployment', 'deployment'],
  ['alert', 'alert'],
  ['key', 'deploy_key'],
  ['hook', 'meta'],
  ['rule', 'branch_protection_rule'],
  ['release', 'release'],
  ['package', 'package'],
  ['comment', 'comment'],
  ['issue', 'issues'],
  ['pull_request', 'pull_request'],
  ['discussion', 'discussion'],
  ['pages', 'gollum'],
  ['forkee', 'fork'],
  ['membership', 'organization'],
  ['member', 'member'],
  ['invitation', 'organization'],
  ['team', 'team'],
];

export function eventOf(payload: Fields): string {
  const said = payload.plain('x_github_event');
  if (said !== '') return said;
  const has = (name: string): boolean => payload.raw(name) !== undefined;
  if (has('ref') && (has('commits') || has('pusher'))) return 'push';
  if (has('team') && has('repository') && !has('action')) return 'team_add';
  const found = subjects.find(([member]) => has(member))?.[1];
  if (found !== undefined) return found;
  if (has('repository')) return 'repository';
  if (has('installation')) return 'installation';
  if (has('organization')) return 'organization';
  return payload.plain('action') === 'revoked' && has('sender') ? 'github_app_authorization' : '';
}

/** `installation_repositories.added`, as the audit log would write it; '' where nothing can be told. */
export function webhookAction(payload: Fields): string {
  const [event, action] = [eventOf(payload), payload.plain('action')];
  if (event === '') return '';
  return action === '' ? event : `${event}.${action}`;
}

/** What a subject says of when the action was done to it. */
const timesFor = (action: string): readonly string[] => {
  if (/^(?:created|opened|requested|published|queued)/.test(action))
    return ['created_at', 'run_started_at', 'updated_at'];
  const own = action === '' ? [] : [`${action}_at`];
  return [...own, 'submitted_at', 'completed_at', 'closed_at', 'updated_at', 'created_at'];
};

export function webhookTime(payload: Fields): Instant | null {
  const delivered = payload.instant('delivered_at');
  if (typeof delivered === 'number') return delivered;
  const members = [...subjects.map(([member]) => member), 'installation'];
  for (const member of members) {
    const subject = isObject(payload.raw(member)) ? payload.object(member) : null;
    for (const name of subject === null ? [] : timesFor(payload.plain('action'))) {
      const at = subject?.raw(name) === undefined ? undefined : subject.instant(name);
      if (typeof at === 'number') return at;
    }
  }
  const commit = isObject(payload.raw('head_commit')) ? payload.object('head_commit')?.instant('timestamp') : undefined;
  if (typeof commit === 'number') return commit;
  // A push is the last thing that was pushed.
  const pushed = eventOf(payload) === 'push' ? payload.object('repository')?.instant('pushed_at') : undefined;
  return typeof pushed === 'number' ? pushed : null;
}

/** Who did it: the sender, and where a pipeline dropped it, who wrote or pushed. */
export function webhookActor(payload: Fields): string {
  const login = (member: string): string =>
    isObject(payload.raw(member)) ? (payload.object(member)?.plain('login') ?? '') : '';
  const author = (member: string): string => {
    const subject = isObject(payload.raw(member)) ? payload.object(member) : null;
    return subject !== null && isObject(subject.raw('user')) ? (subject.object('user')?.plain('login') ?? '') : '';
  };
  const authors = ['comment', 'review', 'issue', 'pull_request'].map(author);
  const pusher = isObject(payload.raw('pusher')) ? (payload.object('pusher')?.plain('name') ?? '') : '';
  return [login('sender'), ...authors, pusher].find((name) => name !== '') ?? '';
}

export function webhookObject(payload: Fields): string {
  const named = (member: string, name: string): string =>
    isObject(payload.raw(member)) ? (payload.object(member)?.plain(name) ?? '') : '';
  const repository = named('repository', 'full_name');
  const team = named('team', 'slug');
  const app = named('installation', 'app_slug') || named('installation', 'id');
  const parts = [repository, team, app === '' ? '' : `installation ${app}`].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : named('organization', 'login');
}

/** The organization, or whoever owns the repository or the installation. */
export function webhookOwner(payload: Fields): string {
  const within = (member: string, inner: string): string => {
    const holder = isObject(payload.raw(member)) ? payload.object(member) : null;
    return holder !== null && isObject(holder.raw(inner)) ? (holder.object(inner)?.plain('login') ?? '') : '';
  };
  const organization = isObject(payload.raw('organization')) ? payload.object('organization')?.plain('login') : '';
  const repository = isObject(payload.raw('repository')) ? payload.object('repository')?.plain('full_name') : '';
  return organization || within('installation', 'account') || (repository?.split('/', 1)[0] ?? '');
}

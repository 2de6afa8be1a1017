// One event of the API server's audit log (audit.k8s.io): who did what to which object, and was it let.
import type { Fields } from '#engine/importers/fields.ts';
import { circumstances } from '#engine/importers/gather/circumstances.ts';
import type { World } from '#engine/importers/gather/source-object.ts';
import { secretsIn } from '#engine/importers/request-secrets.ts';
import type { Activity, Decision } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { isPersonName, principal } from './principals.ts';

type Party = NonNullable<Activity['client']>;

/** The API server writes the first; pipelines that drop it keep one of the others. */
const times = ['requestReceivedTimestamp', 'stageTimestamp', 'timestamp', 'p_event_time'] as const;

export function timeOf(event: Fields): Instant | null {
  for (const name of times) {
    const at = event.instant(name);
    if (typeof at === 'number') return at;
  }
  return null;
}

/** `create:pods/exec`, as a role would allow it. */
export function actionOf(event: Fields): string {
  const verb = event.plain('verb');
  if (verb === '') return '';
  const object = event.object('objectRef');
  const resource = object?.plain('resource') ?? '';
  if (resource === '') return `${verb}:${event.plain('requestURI').split('?')[0] ?? ''}`;
  const part = object?.plain('subresource') ?? '';
  return `${verb}:${resource}${part === '' ? '' : `/${part}`}`;
}

function objectOf(event: Fields): string {
  const object = event.object('objectRef');
  if (object === null) return event.plain('requestURI').split('?')[0] ?? '';
  const place = [object.plain('namespace'), object.plain('name')].filter((part) => part !== '').join('/');
  return `${object.plain('resource')} ${place}`.trim();
}

function decisionOf(event: Fields): { readonly decision: Decision; readonly reason: string } {
  const status = event.object('responseStatus');
  const code = status?.number('code');
  const said = event.object('annotations')?.plain('authorization.k8s.io/decision') ?? '';
  const denied = said === 'forbid' || code === 401 || code === 403;
  const failed = typeof code === 'number' && code >= 400;
  // A request that was let may fail all the same.
  const reason = failed ? [String(code), status?.plain('reason') || status?.plain('message') || ''] : [];
  return { decision: denied ? 'denied' : 'allowed', reason: reason.join(' ').trim() };
}

const party = (name: string, world: Pick<World, 'idOf'>): Party => ({ id: world.idOf(principal(name)), name });

export function activityOf(event: Fields, action: string, at: Instant, world: Pick<World, 'idOf'>): Activity {
  const actor = event.object('user')?.plain('username') ?? '';
  const subject = event.object('impersonatedUser')?.plain('username') ?? '';
  const { decision, reason } = decisionOf(event);
  const isPerson = isPersonName(actor);
  const human = isPersonName(subject) ? subject : isPerson ? actor : '';
  // A machine in whose name another one acts is nobody that the record has a place for: the reason names it.
  const became = subject !== '' && subject !== human ? `impersonating ${subject}` : '';
  return {
    at,
    human: human === '' ? null : party(human, world),
    humanLive: human !== '' && human === actor,
    agents: [],
    client: actor === '' || (isPerson && human === actor) ? null : party(actor, world),
    action,
    object: objectOf(event),
    decision,
    reason: [reason, became].filter((part) => part !== '').join('; '),
    trace: event.plain('auditID'),
    ...circumstances({
      address: Array.isArray(event.raw('sourceIPs')) ? (event.texts('sourceIPs')?.[0] ?? '') : '',
      userAgent: event.plain('userAgent'),
      signals: [...secretsIn(event.plain('requestURI')), isPersonName(subject) && !isPerson && 'impersonation'],
    }),
  };
}

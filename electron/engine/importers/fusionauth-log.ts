import { readActivity } from './fusionauth/events.ts';
import { secretNames } from './fusionauth/secrets.ts';
import { tenantIn } from './fusionauth/tenant-id.ts';
import { readLog } from './gather/activity-file.ts';
import { blankNamed } from './gather/own-secrets.ts';
import type { Head, Importer, Recognition } from './importer.ts';

const lists = ['logins', 'auditLogs'] as const;
/** An entry shows what a key was before and after. */
const secrets = new Set([...secretNames, 'key']);

function recognise({ format, members, text }: Head): Recognition | null {
  if (format !== 'json') return null;
  const has = (...names: readonly string[]): boolean => names.every((name) => members.includes(name));
  const tenantId = tenantIn(text);
  const found = (confidence: number): Recognition => ({
    vendor: 'fusionauth',
    tenantId,
    tenantName: tenantId,
    confidence,
  });
  if (has('auditLogs') || has('insertInstant', 'insertUser', 'message')) return found(0.92);
  if (has('logins') && /"(?:instant|applicationId)"\s*:/.test(text)) return found(0.9);
  if (has('applicationId', 'instant', 'userId')) return found(0.88);
  const isHook = has('event') || has('createInstant', 'type');
  return isHook && /"createInstant"\s*:\s*\d{12,13}/.test(text) ? found(0.9) : null;
}

/**
 * FusionAuth's login records, audit log and webhook events. People and applications have the ids that `fusionauth` gives
 * them; whoever the audit log names, it names by what they log in with.
 */
export const fusionauthLog: Importer = {
  id: 'fusionauth-log',
  label: 'FusionAuth logins and audit log',
  version: 1,
  authority: 'log',
  recognise,
  elements: ['$[*]', ...lists.map((name) => `$.${name}[*]`)],
  begin: (context, sink) =>
    readLog(
      context,
      sink,
      fusionauthLog.elements,
      (event, world) => {
        const read = readActivity(event, world);
        if (read === null) {
          return { code: 'import.skipped', field: null, message: 'is neither a login, an audit entry nor an event' };
        }
        if (typeof read.at !== 'number') {
          const message = `without ${read.timeMember} nobody can tell when it happened`;
          return { code: 'import.unreadable_value', field: read.timeMember, message };
        }
        return { id: read.id, activity: read.activity(read.at) };
      },
      (item) => {
        blankNamed(item.value, secrets);
        return item;
      },
    ),
};

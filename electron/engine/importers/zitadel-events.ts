import { isObject } from './fields.ts';
import { readLog } from './gather/activity-file.ts';
import type { Head, Importer, Item, Recognition } from './importer.ts';
import { activityOf, blankPayload, typeIn } from './zitadel/events.ts';

function recognise({ format, members, text }: Head): Recognition | null {
  if (format !== 'json') return null;
  const has = (...names: readonly string[]): boolean => names.every((name) => members.includes(name));
  const isEvent = has('aggregate', 'creationDate') && (has('editor') || has('sequence'));
  const isPage = has('events') && /"aggregate"\s*:/.test(text) && /"(?:editor|sequence)"\s*:/.test(text);
  return isEvent || isPage ? { vendor: 'zitadel', tenantId: null, tenantName: null, confidence: 0.93 } : null;
}

const unwrap = (item: Item): Item => {
  const { value } = item;
  return isObject(value) ? { ...item, value: { ...value, payload: blankPayload(value['payload']) } } : item;
};

/** ZITADEL's events, as `POST /admin/v1/events/_search` answers them. Users have the ids that `zitadel` gives them. */
export const zitadelEvents: Importer = {
  id: 'zitadel-events',
  label: 'ZITADEL events',
  version: 1,
  authority: 'log',
  recognise,
  elements: ['$[*]', '$.events[*]'],
  begin: (context, sink) =>
    readLog(
      context,
      sink,
      zitadelEvents.elements,
      (event, world) => {
        const type = typeIn(event, 'type');
        if (type === '')
          return { code: 'import.missing_id', field: 'type', message: 'without type nobody can tell what happened' };
        const at = event.instant('creationDate');
        if (typeof at !== 'number') {
          const message = 'without creationDate nobody can tell when it happened';
          return { code: 'import.unreadable_value', field: 'creationDate', message };
        }
        const aggregate = event.object('aggregate')?.plain('id') ?? '';
        const sequence = event.plain('sequence');
        const id = sequence === '' ? '' : `${aggregate}:${sequence}:${type}`;
        return { id, activity: activityOf(event, type, at, world) };
      },
      unwrap,
    ),
};

import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { type Incident, type IncidentData, Incidents, vendorKey } from '#engine/inventory/incidents.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import type { Session } from './session.ts';

const flagging = 'NHI3b';
/** Names that a form offers. */
const mostPublishers = 500;

const wordOf = ({ vendor, reason, at }: Incident) => ({ vendor, reason, at });

/** Answers what was known of the same vendors. */
export async function recordIncidents(
  session: Session,
  action: Extract<JournalAction, `incident.${string}`>,
  incidents: IncidentData['incidents'],
) {
  const { workspace } = session.mustBeOpen();
  const { human, client } = session;
  const known = registerOf(workspace, Incidents);
  const before = incidents.flatMap(({ vendor }) => known.of(vendor) ?? []).map(wordOf);
  const [first] = incidents;
  const object = incidents.length === 1 ? (first?.vendor ?? '') : `${incidents.length} vendors`;
  const data = { incident: { incidents }, summary: first?.reason ?? '' };
  const { seq } = await workspace.record({ action, object, human, client, decision: 'allowed', data });
  return { seq, before };
}

export function incidentCalls(session: Session): Pick<CallHandlers, 'incidents.add' | 'incidents.remove'> {
  return {
    'incidents.add': ({ incidents }) => {
      const nameless = incidents.find(({ vendor }) => vendorKey(vendor) === '');
      if (nameless !== undefined) throw new AppError('input.invalid', `“${nameless.vendor}” names no vendor.`);
      return recordIncidents(session, 'incident.added', incidents);
    },
    async 'incidents.remove'({ vendors }) {
      const known = registerOf(session.mustBeOpen().workspace, Incidents);
      const incidents = vendors.map((vendor) => {
        const found = known.of(vendor);
        if (found === undefined)
          throw new AppError('input.invalid', `No incident of ${vendor} is on the list.`, {
            hint: 'nhi incident list shows them.',
          });
        return wordOf(found);
      });
      return recordIncidents(session, 'incident.removed', incidents);
    },
  };
}

export function incidentWatches(session: Session): Pick<WatchHandlers, 'incidents.list'> {
  return {
    'incidents.list': () => ({
      topics: ['identities', 'findings'],
      view() {
        if (session.opened === null) return { rows: [], publishers: [] };
        const { workspace, picture } = session.opened;
        const byVendor = rowsByVendor(workspace);
        const { findings, identities } = picture;
        const rule = findings.rules.findIndex(({ id }) => id === flagging);
        const flagged = new Set<number>();
        for (let at = 0; at < findings.length; at += 1)
          if (findings.rule[at] === rule) flagged.add(findings.row[at] ?? 0);
        const rows = [...registerOf(workspace, Incidents).values()].map((incident) => {
          const published = byVendor.get(vendorKey(incident.vendor))?.rows ?? [];
          const live = published.filter((row) => flagged.has(row)).map((row) => identities.id(row));
          return { ...incident, published: published.length, live };
        });
        return {
          rows: rows.toSorted((one, other) => other.live.length - one.live.length || other.at - one.at),
          publishers: [...byVendor.values()]
            .map(({ name, rows: of }) => ({ name, identities: of.length }))
            .toSorted((one, other) => other.identities - one.identities || (one.name < other.name ? -1 : 1))
            .slice(0, mostPublishers),
        };
      },
    }),
  };
}

function rowsByVendor({
  identities,
}: Workspace): ReadonlyMap<string, { readonly name: string; readonly rows: number[] }> {
  const { codes, strings } = identities.columns.publisher;
  const keys = strings.map(vendorKey);
  const found = new Map<string, { readonly name: string; readonly rows: number[] }>();
  for (let row = 0; row < identities.length; row += 1) {
    const code = codes.at(row);
    const key = keys[code] ?? '';
    if (key === '') continue;
    const same = found.get(key);
    if (same === undefined) found.set(key, { name: strings[code] ?? '', rows: [row] });
    else same.rows.push(row);
  }
  return found;
}

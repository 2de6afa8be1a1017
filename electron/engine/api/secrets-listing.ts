import type { Sighting } from '#engine/inventory/leaks.ts';
import { leaksIn } from '#engine/jobs/leaks.ts';
import { isFingerprint } from '#shared/model/leak.ts';
import { csvOf } from './csv.ts';
import type { Session } from './session.ts';

/** A secret that a scanner saw in one place, and whose it is. */
export interface ListedSecret {
  readonly at: string;
  readonly tool: string;
  readonly what: string;
  readonly place: string;
  /** Fingerprints and ids that the report tells of it. */
  readonly keys: readonly string[];
  /** The report does not tell its value. */
  readonly hidden: boolean;
  /** People at the scanner said that it is none. */
  readonly dismissed: boolean;
  /** Empty: nobody’s of this inventory. `by`: what they have in common. */
  readonly identities: readonly { readonly id: string; readonly name: string; readonly by: string }[];
}

export interface SecretsListing {
  /** Secrets, each once wherever it stood; of them those of nobody; of those again such as reports hide. */
  readonly secrets: number;
  readonly unmatched: number;
  readonly hidden: number;
  readonly sightings: readonly ListedSecret[];
}

/** What scanners found, the newest first. `onlyUnmatched`: of that what is of nobody of the inventory as it is now. */
export function listSecrets(session: Session, onlyUnmatched: boolean): SecretsListing {
  const { workspace, picture } = session.mustBeOpen();
  const { ofRow, ofNobody, secrets, unmatched, hidden } = leaksIn(workspace);
  const found = new Map<
    string,
    { readonly sighting: Sighting; readonly identities: ListedSecret['identities'][number][] }
  >();
  for (const sighting of ofNobody) found.set(placeKey(sighting), { sighting, identities: [] });
  for (const [row, leaks] of onlyUnmatched ? [] : ofRow) {
    for (const { by, ...sighting } of leaks) {
      const known = found.get(placeKey(sighting)) ?? { sighting, identities: [] };
      known.identities.push({ id: picture.identities.id(row), name: picture.identities.name(row), by });
      found.set(placeKey(sighting), known);
    }
  }
  const sightings = [...found.values()]
    .sort((one, other) => other.sighting.at - one.sighting.at || (one.sighting.place < other.sighting.place ? -1 : 1))
    .map(({ sighting, identities }) => listed(sighting, identities));
  return { secrets, unmatched, hidden, sightings };
}

const placeKey = ({ at, tool, place, said, keys }: Sighting): string => JSON.stringify([at, tool, place, said, keys]);

const listed = ({ at, tool, said, place, keys, dismissed }: Sighting, identities: ListedSecret['identities']) => ({
  at: new Date(at).toISOString(),
  tool,
  what: said,
  place,
  keys,
  hidden: !keys.some(isFingerprint),
  dismissed,
  identities,
});

export const secretsCsv = ({ sightings }: SecretsListing): string =>
  csvOf(
    ['at', 'scanner', 'what', 'place', 'keys', 'hidden', 'dismissed', 'identities', 'ids'],
    sightings.map(({ at, tool, what, place, keys, hidden, dismissed, identities }) => [
      ...[at, tool, what, place, keys.join(' '), String(hidden), String(dismissed)],
      identities.map(({ name }) => name).join('; '),
      identities.map(({ id }) => id).join(' '),
    ]),
  );

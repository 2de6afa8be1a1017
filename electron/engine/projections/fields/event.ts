import type { LaneColumn, Picture } from '#engine/projections/picture.ts';
import { type Field, type Language, through } from '#engine/query/field.ts';
import { among, choice } from '#engine/query/forms/choice.ts';
import { instants } from '#engine/query/forms/instant.ts';
import { coded } from '#engine/query/forms/text.ts';
import { decisions, signals } from '#shared/model/activity.ts';
import { identityFields } from './identity.ts';

const nobody = (laneOf: (picture: Picture) => LaneColumn) => ({
  nobody: (picture: Picture) => {
    const { code, none } = laneOf(picture);
    return (row: number) => code[row] === none;
  },
});

const origin = (wanted: 'activity' | 'live' | 'journal') => (picture: Picture) => (row: number) =>
  picture.activity.origin(row) === wanted;

const shows = (bit: number) => (picture: Picture) => {
  const { signals: bits } = picture.activity;
  return (row: number) => ((bits[row] ?? 0) & bit) !== 0;
};

const own: readonly Field<Picture>[] = [
  {
    name: 'human',
    meaning: 'The human who is acted for',
    form: coded(
      nobody(({ activity }) => activity.human),
      ({ activity }) => activity.texts.human,
      ['"Ann Lee"'],
    ),
  },
  { name: 'agent', meaning: 'An agent of the chain', form: coded({}, ({ activity }) => activity.texts.agent) },
  { name: 'client', meaning: 'The client that asked', form: coded({}, ({ activity }) => activity.texts.client) },
  {
    name: 'action',
    meaning: 'What was done',
    form: coded({}, ({ activity }) => activity.texts.action, ['orders.read', '*.write']),
  },
  {
    name: 'object',
    meaning: 'What it was done to',
    form: coded({}, ({ activity }) => activity.texts.object, ['orders/*']),
  },
  { name: 'decision', meaning: 'Whether it was let', form: choice(decisions, ({ activity }) => activity.denied) },
  {
    name: 'reason',
    meaning: 'Why, in the source’s words',
    form: coded({}, ({ activity }) => activity.texts.reason, ['*expired*']),
  },
  { name: 'at', meaning: 'When', form: instants('back', {}, ({ activity, now }) => ({ at: activity.at, now })) },
  {
    name: 'presence',
    meaning: 'Whether the human was there',
    form: choice(['delegated', 'live'], ({ activity }) => activity.live),
  },
  {
    name: 'origin',
    meaning: 'Imported, seen by the local issuer, or done by the workbench',
    form: among({ activity: origin('activity'), live: origin('live'), journal: origin('journal') }),
  },
  {
    name: 'ip',
    meaning: 'The address that asked',
    form: coded({}, ({ activity }) => activity.texts.address, ['203.0.113.7', '10.0.*']),
  },
  {
    name: 'network',
    meaning: 'Its autonomous system or country',
    form: coded({}, ({ activity }) => activity.texts.network, ['AS64500', 'DE']),
  },
  {
    name: 'user_agent',
    meaning: 'The program that asked, in its own words',
    form: coded({}, ({ activity }) => activity.texts.userAgent, ['curl/*', 'Mozilla/*']),
  },
  {
    name: 'key',
    meaning: 'Id of the credential that was used',
    form: coded({}, ({ activity }) => activity.texts.credential, ['AKIA*']),
  },
  {
    name: 'signal',
    meaning: 'What the record shows of how it was done',
    form: among(Object.fromEntries(signals.map((signal, place) => [signal, shows(1 << place)]))),
  },
];

const actorOf = (picture: Picture) => ({ source: picture, row: (event: number) => picture.activity.actor(event) });

/** Events: their own fields, and those of the identity that acted; where it is not in the inventory none of these holds. */
export const eventLanguage: Language<Picture> = {
  fields: [...own, ...identityFields.map((field) => through(field, actorOf))],
  length: ({ activity }) => activity.length,
  search:
    ({ activity }) =>
    (row) =>
      activity.search(row),
};

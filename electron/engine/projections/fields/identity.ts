// What a query may ask of an identity: one line a field. NaN is unknown in every column; it satisfies no comparison.
import type { Picture } from '#engine/projections/picture.ts';
import type { Field, Language } from '#engine/query/field.ts';
import { among, choice } from '#engine/query/forms/choice.ts';
import { durationScale } from '#engine/query/forms/duration.ts';
import { instants } from '#engine/query/forms/instant.ts';
import { onScale, plainScale, scoreScale, shareScale, tierScale } from '#engine/query/forms/number.ts';
import { coded, rowTexts } from '#engine/query/forms/text.ts';
import { ownerStates } from '#shared/contract/values.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { bands } from '#shared/model/score.ts';
import { acceptancesOf, rulesOf, severitiesOf } from './finding-columns.ts';
import { holdings, lastUse, ownerWords, rotation, unusedFor } from './identity-values.ts';

const unknown = { unknown: Number.isNaN };
const never = { never: (value: number) => Math.abs(value) === Number.POSITIVE_INFINITY, ...unknown };
/** Humans have no score. */
const unscored = { none: Number.isNaN };
const noYes = ['no', 'yes'];

export const identityFields: readonly Field<Picture>[] = [
  { name: 'kind', meaning: 'What it is', form: choice(identityKinds, ({ identities }) => identities.kind) },
  {
    name: 'name',
    meaning: 'Its name',
    form: rowTexts(({ identities }) => (row) => [identities.name(row)]),
  },
  {
    name: 'id',
    meaning: 'Its id here or at the vendor',
    form: rowTexts(
      ({ identities }) =>
        (row) => [identities.id(row), identities.externalId(row)],
      ['idn_*'],
    ),
  },
  {
    name: 'vendor',
    meaning: 'The vendor of its tenant',
    form: coded({}, ({ identities }) => identities.texts.vendor, []),
  },
  {
    name: 'tenant',
    meaning: 'Name or id of its tenant',
    form: coded({}, ({ identities }) => identities.texts.tenant, []),
  },
  {
    name: 'environment',
    meaning: 'prod, stage, dev … as the source says',
    form: coded(
      {
        unknown:
          ({ identities }) =>
          (row) =>
            identities.environment(row) === '',
      },
      ({ identities }) => identities.texts.environment,
      ['prod'],
    ),
  },
  {
    name: 'status',
    meaning: 'Whether it may act',
    form: choice(identityStatuses, ({ identities }) => identities.status),
  },
  {
    name: 'owner',
    meaning: 'State of its owner, or an owner’s name',
    form: coded(ownerWords(ownerStates), ({ identities }) => identities.texts.owner, ['"Ann Lee"']),
  },
  { name: 'band', meaning: 'Band of its score', form: choice(bands, ({ identities }) => identities.band) },
  {
    name: 'score',
    meaning: 'Privilege score, 0–100',
    form: onScale(scoreScale, unscored, ({ identities }) => identities.value),
  },
  {
    name: 'low',
    meaning: 'The least that its score can be',
    form: onScale(scoreScale, unscored, ({ identities }) => identities.low),
  },
  {
    name: 'high',
    meaning: 'The most that its score can be',
    form: onScale(scoreScale, unscored, ({ identities }) => identities.high),
  },
  {
    name: 'confidence',
    meaning: 'Share of the score that is known',
    form: onScale(shareScale, unscored, ({ identities }) => identities.confidence),
  },
  {
    name: 'power',
    meaning: 'What it can do, 0–100',
    form: onScale(scoreScale, unscored, ({ identities }) => identities.power),
  },
  {
    name: 'exposure',
    meaning: 'How easily it is taken over, 0–100',
    form: onScale(scoreScale, unscored, ({ identities }) => identities.exposure),
  },
  {
    name: 'lifetime',
    meaning: 'How long a thief could go on with no further human act',
    form: onScale(durationScale, never, ({ identities }) => identities.lifetime),
  },
  {
    name: 'expires',
    meaning: 'When its first static secret ends',
    form: instants('ahead', never, ({ identities, now }) => ({ at: identities.expiresAt, now })),
  },
  {
    name: 'rotated',
    meaning: 'When its oldest static secret was made',
    form: instants('back', { none: (at) => at === Number.POSITIVE_INFINITY, ...unknown }, rotation),
  },
  {
    name: 'created',
    meaning: 'When it was made',
    form: instants('back', unknown, ({ identities, now }) => ({ at: identities.createdAt, now })),
  },
  {
    name: 'used',
    meaning: 'When it was last used',
    form: instants('back', never, lastUse),
  },
  {
    name: 'unused',
    meaning: 'For how long it was not used, from its making where it never was',
    form: onScale(durationScale, unknown, unusedFor),
  },
  {
    name: 'scope',
    meaning: 'A scope that it holds',
    form: coded(
      {
        none:
          ({ identities }) =>
          (row) =>
            identities.scopesGranted[row] === 0,
      },
      ({ identities }) => identities.texts.scope,
      ['"*:admin"', '*.read'],
    ),
  },
  {
    name: 'scopes',
    meaning: 'How many scopes it holds',
    form: onScale(plainScale, unknown, ({ identities }) => identities.scopesGranted),
  },
  {
    name: 'tier',
    meaning: 'The most sensitive scope that it holds',
    form: onScale(tierScale, { none: (tier) => tier > 3, ...unknown }, ({ identities }) => identities.tier),
  },
  {
    name: 'credential',
    meaning: 'Kind of a credential that it has',
    form: coded({}, ({ identities }) => identities.texts.credential, ['client_secret', 'api_key']),
  },
  {
    name: 'customers',
    meaning: 'Humans that it acts for',
    form: onScale(plainScale, unknown, ({ identities }) => identities.customers),
  },
  {
    name: 'resources',
    meaning: 'APIs that it may call directly',
    form: onScale(plainScale, unknown, ({ identities }) => identities.resources),
  },
  {
    name: 'reach',
    meaning: 'Customers and resources that a thief of it gets to',
    form: onScale(plainScale, unknown, ({ identities }) => identities.reach),
  },
  {
    name: 'findings',
    meaning: 'How many findings it has',
    form: onScale(plainScale, {}, ({ identities }) => identities.findings),
  },
  { name: 'rule', meaning: 'Flagged by this rule', form: rulesOf },
  { name: 'severity', meaning: 'Has a finding of this severity', form: severitiesOf },
  { name: 'accepted', meaning: 'Has a finding that an analyst accepted', form: acceptancesOf },
  {
    name: 'leaked',
    meaning: 'A credential of it was seen in the open',
    form: choice(noYes, ({ identities }) => identities.leaked),
  },
  {
    name: 'builtin',
    meaning: 'Part of the vendor’s product',
    form: choice(noYes, ({ identities }) => identities.builtIn),
  },
  {
    name: 'missing',
    meaning: 'Since when its source names it no more',
    form: instants('back', { no: Number.isNaN }, ({ identities, now }) => ({ at: identities.missingSince, now })),
  },
  { name: 'has', meaning: 'Something that it has', form: among(holdings) },
  {
    name: 'in',
    meaning: 'File that it was read from',
    form: coded({}, ({ identities }) => identities.texts.file, ['realm.json', '*.csv']),
  },
];

export const identityLanguage: Language<Picture> = {
  fields: identityFields,
  length: ({ identities }) => identities.length,
  search:
    ({ identities }) =>
    (row) =>
      identities.search(row),
};

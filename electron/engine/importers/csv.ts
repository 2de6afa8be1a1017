import Papa from 'papaparse';
import type { ColumnMapping } from '#shared/contract/imports.ts';
import { assumed, type Whereabouts } from '#shared/model/contribution.ts';
import { type Credential, type CredentialKind, credentialKinds } from '#shared/model/credential.ts';
import { type Fact, type Instant, isUnknown, known, unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Identity, IdentityKind, IdentityStatus } from '#shared/model/identity.ts';
import { identityId } from '#shared/model/identity-id.ts';
import { storagePlaces } from '#shared/model/storage.ts';
import { namesRows, suggestMapping } from './csv-mapping.ts';
import { CsvRow } from './csv-row.ts';
import { sniffDelimiter } from './csv-rows.ts';
import { credentialWords, kindWords, match, statusWords, storageWords } from './csv-words.ts';
import { isObject } from './fields.ts';
import type { Head, ImportContext, Importer, Item, Recognition, Sink } from './importer.ts';
import { ownersIn } from './owners.ts';

import { SeenKeys } from './seen-keys.ts';

/** Sentences have commas too: only rows that are as wide as their heads are a table. */
function isEven({ text, columns }: Head): boolean {
  if (columns.length < 2) return false;
  const rows = Papa.parse<string[]>(text, {
    delimiter: sniffDelimiter(text),
    preview: 11,
    skipEmptyLines: true,
  }).data.slice(1);
  return rows.filter((row) => row.length === columns.length).length * 2 >= rows.length;
}

function recognise(head: Head): Recognition | null {
  if (head.format !== 'csv') return null;
  const named = namesRows(suggestMapping(head.columns));
  if (!named && !isEven(head)) return null;
  return { confidence: named ? 0.5 : 0.2, vendor: 'csv', tenantId: null, tenantName: null };
}

const splitScopes = (text: string): readonly string[] => [
  ...new Set(text.split(/[\s,;|]+/).filter((scope) => scope !== '')),
];

class CsvFile {
  readonly #context: ImportContext;
  readonly #sink: Sink;
  readonly #seen = new SeenKeys();
  readonly #guessed = new Set<string>();
  #columns: readonly string[] = [];
  #mapping: ColumnMapping = {};
  #refused = false;

  constructor(context: ImportContext, sink: Sink) {
    this.#context = context;
    this.#sink = sink;
  }

  get refused(): boolean {
    return this.#refused;
  }

  item(item: Item): void {
    if (item.pattern === '$header') this.#header(item);
    else this.#row(item);
  }

  #row(item: Item): void {
    if (this.#refused || !isObject(item.value)) return;
    const row = new CsvRow(item.value, this.#columns, this.#mapping, item.path, this.#sink);
    const name = row.text('name');
    const externalId = row.text('external_id') || name;
    if (externalId === '') {
      const message = 'the row has neither a name nor an id';
      const field = row.columnOf('external_id') ?? row.columnOf('name');
      this.#sink.rejected({ severity: 'error', code: 'import.missing_id', message, record: item.path, field });
      return;
    }
    if (!this.#seen.add(this.#context.sha256(externalId))) {
      const message = `${externalId} stands in this file twice: the first row counts`;
      const field = row.columnOf('external_id') ?? row.columnOf('name');
      this.#sink.rejected({ severity: 'error', code: 'import.duplicate_id', message, record: item.path, field });
      return;
    }
    this.#sink.record({
      key: `row:${externalId}`,
      record: item.path,
      raw: item.value,
      fingerprints: item.fingerprints,
    });
    this.#sink.identity(this.#identity(row, externalId, name || externalId), whereabouts(row, name));
  }

  #header(item: Item): void {
    this.#columns = Array.isArray(item.value) ? item.value.map(String) : [];
    const given = this.#context.mapping;
    const usable = given !== null && Object.keys(given).some((column) => this.#columns.includes(column));
    this.#mapping = usable ? given : suggestMapping(this.#columns);
    if (namesRows(this.#mapping)) return;
    this.#refused = true;
    const shown = this.#columns.slice(0, 12).join(', ');
    const message = `no column is mapped to name or external_id: map the one that names each row (columns: ${shown})`;
    this.#sink.problem({ severity: 'error', code: 'import.column_mapping', message, record: item.path, field: null });
  }

  #guess(what: string, row: CsvRow, field: string | null, message: string): void {
    if (this.#guessed.has(what)) return;
    this.#guessed.add(what);
    this.#sink.problem({ severity: 'info', code: 'import.guessed', message, record: row.record, field });
  }

  #identity(row: CsvRow, externalId: string, name: string): Parameters<Sink['identity']>[0] {
    const credentialKind = this.#credentialKind(row);
    const kind = this.#kind(row, credentialKind);
    const onBehalf = row.text('on_behalf_of');
    const tenant = this.#context.tenant;
    const id = identityId(this.#context.sha256, tenant.id, 'row', externalId);
    const human = onBehalf === '' ? null : identityId(this.#context.sha256, tenant.id, 'row', onBehalf);
    const ttl = row.number('access_ttl_seconds');
    return {
      id,
      kind,
      vendorKind: row.text('kind') || 'row',
      tenant,
      name,
      externalId,
      aliases: name === externalId ? [] : [name],
      description: row.text('description'),
      status: this.#status(row),
      environment: row.text('environment') || unknown('not_recorded'),
      publisher: row.text('publisher') || unknown('not_recorded'),
      ...this.#verified(row),
      owners: ownersIn(row.facts('owner')),
      createdAt: this.#instant(row.instants('created_at')[0]),
      lastUsedAt: latest(row.instants('last_used_at'), row.isMapped('last_used_at')),
      credentials: this.#credentials(row, credentialKind),
      grants: this.#grants(row, human, onBehalf),
      delegations:
        human === null
          ? []
          : [{ kind: 'acts_for', from: human, to: id, scopes: splitScopes(row.texts('scopes').join(' ')) }],
      tokenPolicy:
        ttl === undefined
          ? null
          : {
              accessTtl: ttl,
              accessTtlFrom: 'client',
              refreshAbsolute: unknown('not_in_export'),
              refreshIdle: unknown('not_in_export'),
              refreshRotation: unknown('not_in_export'),
              offline: unknown('not_in_export'),
            },
      standing: unknown('not_recorded'),
      autonomy: human === null ? unknown('not_recorded') : 'delegated',
      leaked: false,
      builtIn: false,
      sources: [{ record: row.record }],
    };
  }

  #instant(fact: Fact<Instant | 'never'> | undefined): Fact<Instant> {
    return fact === undefined || fact === 'never' ? unknown('not_recorded') : fact;
  }

  #kind(row: CsvRow, credential: CredentialKind | null): IdentityKind {
    const word = row.text('kind').toLowerCase();
    const told = word === '' ? undefined : match(kindWords, word.replaceAll('_', ' '));
    if (told !== undefined) return told;
    const guess: IdentityKind = credential === 'api_key' ? 'api_key' : 'service_account';
    const message =
      word === ''
        ? `no column says the kind: rows are taken for ${guess}`
        : `the kind ${word} is not known here: taken for ${guess}`;
    this.#guess(`kind ${word} ${guess}`, row, row.columnOf('kind'), message);
    return guess;
  }

  #status(row: CsvRow): IdentityStatus {
    const column = row.columnOf('status');
    const word = row.text('status').toLowerCase();
    const told = match(statusWords, word);
    if (told === undefined) {
      if (word !== '')
        this.#guess(`status ${word}`, row, column, `the status ${word} is not known here: taken for active`);
      return 'active';
    }
    const inverted = column !== null && /disabled|suspended|blocked/i.test(column);
    if (!inverted || (told !== 'active' && told !== 'disabled')) return told;
    return told === 'active' ? 'disabled' : 'active';
  }

  #verified(row: CsvRow): Pick<Identity, 'publisherVerified'> {
    const word = row.text('publisher_verified').toLowerCase();
    if (/^(?:true|1|yes|y|verified)$/.test(word)) return { publisherVerified: true };
    if (/^(?:false|0|no|n|not verified|unverified)$/.test(word)) return { publisherVerified: false };
    return {};
  }

  #storage(row: CsvRow): Pick<Credential, 'storage'> {
    const text = row.text('storage');
    if (text === '') return {};
    const place = storagePlaces.find((one) => one === text) ?? match(storageWords, text.toLowerCase());
    if (place !== undefined) return { storage: [{ place, at: text }] };
    const message = `${text} is no place that is known here: where the credential is kept stays unknown`;
    this.#guess(`storage ${text}`, row, row.columnOf('storage'), message);
    return {};
  }

  #credentialKind(row: CsvRow): CredentialKind | null {
    const word = row.text('credential_kind').toLowerCase();
    if (word === '') return null;
    const told = credentialKinds.find((kind) => kind === word) ?? match(credentialWords, word);
    if (told !== undefined) return told;
    this.#guess(
      `credential ${word}`,
      row,
      row.columnOf('credential_kind'),
      `the credential kind ${word} is not known here: taken for an API key`,
    );
    return 'api_key';
  }

  #credentials(row: CsvRow, told: CredentialKind | null): readonly Credential[] {
    const dated = row.isMapped('expires_at') || row.isMapped('rotated_at');
    if (told === null && !dated && row.text('storage') === '') return [];
    if (told === null) {
      const field = row.columnOf('rotated_at') ?? row.columnOf('expires_at');
      this.#guess('credential', row, field, 'no column says what kind the credentials are: taken for API keys');
    }
    const expiresAt = earliest(row.instants('expires_at'));
    const rotated = earliest(row.instants('rotated_at'));
    const rotatedAt = this.#instant(rotated);
    const end = known(expiresAt);
    return [
      {
        id: 'credential',
        kind: told ?? 'api_key',
        vendorKind: row.text('credential_kind') || 'not stated',
        status: typeof end === 'number' && end <= this.#context.now ? 'expired' : 'active',
        fingerprint: unknown('not_in_export'),
        createdAt: rotatedAt,
        rotatedAt,
        expiresAt,
        lastUsedAt: latest(row.instants('last_used_at'), row.isMapped('last_used_at')),
        binding: 'none',
        ...this.#storage(row),
      },
    ];
  }

  #grants(row: CsvRow, human: Identity['id'] | null, onBehalf: string): readonly Grant[] {
    const names = splitScopes(row.texts('scopes').join(' '));
    if (names.length === 0 && human === null) return [];
    const resource = row.text('resource');
    const consent = {
      id: 'consent',
      givenAt: unknown('not_recorded'),
      expiresAt: unknown('not_recorded'),
      purpose: unknown('not_recorded'),
    };
    return [
      {
        id: human === null ? 'scopes' : `on-behalf-of:${onBehalf}`,
        resource,
        scopes: names.map((name) => ({ name, api: resource, lastUsedAt: unknown('not_in_export') })),
        onBehalfOf: human,
        subjects: human === null ? 0 : 1,
        consent: human === null ? null : { ...consent, status: 'missing' },
        expiresAt: unknown('not_in_export'),
        lastUsedAt: unknown('not_in_export'),
        offline: names.includes('offline_access'),
        origin: 'row',
      },
    ];
  }
}

/** What the row does not say is filled in. */
function whereabouts(row: CsvRow, name: string): Whereabouts | undefined {
  const said = { name, kind: row.text('kind'), vendorKind: row.text('kind'), status: row.text('status') };
  const unsaid = Object.entries(said).filter(([, text]) => text === '');
  return unsaid.length === 0 ? undefined : Object.fromEntries(unsaid.map(([field]) => [field, assumed]));
}

/** Of several columns the last use; never only when every one that says anything says so. */
function latest(facts: readonly Fact<Instant | 'never'>[], mapped: boolean): Fact<Instant | 'never'> {
  const instants = facts.filter((fact) => typeof fact === 'number');
  if (instants.length > 0) return Math.max(...instants);
  const bad = facts.find(isUnknown);
  if (bad) return bad;
  return facts.includes('never') ? 'never' : unknown(mapped ? 'not_recorded' : 'not_in_export');
}

function earliest(facts: readonly Fact<Instant | 'never'>[]): Fact<Instant | 'never'> {
  const instants = facts.filter((fact) => typeof fact === 'number');
  if (instants.length > 0) return Math.min(...instants);
  return facts.find(isUnknown) ?? (facts.includes('never') ? 'never' : unknown('not_recorded'));
}

/** Any CSV whose columns the analyst has mapped to unified fields. */
export const csv: Importer = {
  id: 'csv',
  label: 'CSV table',
  authority: 'table',
  standsAlone: true,
  version: 3,
  recognise,
  elements: ['$row'],
  begin(context, sink) {
    const file = new CsvFile(context, sink);
    return { item: (item) => file.item(item), end: () => undefined, refused: () => file.refused };
  },
};

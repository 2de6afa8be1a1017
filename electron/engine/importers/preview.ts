import Papa from 'papaparse';
import type { ColumnMapping } from '#shared/contract/imports.ts';
import type { Vendor } from '#shared/model/tenant.ts';
import { activity } from './activity.ts';
import { sampleEvents } from './activity-columns.ts';
import { namesActor, suggestActivityMapping } from './activity-mapping.ts';
import { csv } from './csv.ts';
import { suggestMapping } from './csv-mapping.ts';
import { sniffDelimiter } from './csv-rows.ts';
import { readHead } from './head.ts';
import type { Head } from './importer.ts';
import { isPlaceholder } from './placeholders.ts';
import { recogniseHead } from './recognise.ts';
import { isSecretName, looksSecret, stripped } from './strip-secrets.ts';
import { tenantByPlace } from './tenant-by-place.ts';

export interface HeadPreview {
  readonly importer: string | null;
  readonly label: string;
  readonly version: number;
  /** Why nobody recognised it; '' where somebody did. */
  readonly reason: string;
  /** It is known, and nobody wants it read. */
  readonly leftOut: boolean;
  readonly tenant: { readonly vendor: Vendor; readonly name: string | null; readonly id: string | null } | null;
  /** What the tenant is called where the file does not say. */
  readonly tenantByPlace: string;
  /** What all files of that place call their tenant, where this one says so. */
  readonly placeName: string | null;
  /** It only adds to what other files say. */
  readonly companion: boolean;
  readonly csv: {
    readonly columns: readonly string[];
    readonly sample: readonly (readonly string[])[];
    readonly mapping: ColumnMapping;
    /** JSON, whose columns are paths. */
    readonly lines: boolean;
  } | null;
}

const sampleRows = 5;
const sampleCell = 200;

export function previewHead(
  file: string,
  bytes: Uint8Array,
  whole: boolean,
  folders: readonly string[] = [],
): HeadPreview {
  const head = readHead(file, bytes, whole, folders);
  const found = recogniseHead(head);
  if (found.importer === null) {
    return {
      importer: null,
      label: '',
      version: 0,
      reason: found.reason,
      leftOut: found.leftOut,
      tenant: null,
      tenantByPlace: '',
      placeName: null,
      companion: false,
      csv: null,
    };
  }
  const { importer, recognition } = found;
  const said = (text: string | null): string | null => (text === null || isPlaceholder(text) ? null : text);
  return {
    importer: importer.id,
    label: importer.label,
    version: importer.version,
    reason: '',
    leftOut: false,
    tenant: { vendor: recognition.vendor, name: said(recognition.tenantName), id: said(recognition.tenantId) },
    tenantByPlace: tenantByPlace(file, folders, importer, recognition.folder),
    placeName: said(recognition.placeName ?? null),
    companion: recognition.companion === true,
    csv: importer === csv || importer === activity ? tableOf(head) : null,
  };
}

function tableOf(head: Head): HeadPreview['csv'] {
  const cell = (value: string): string => (looksSecret(value) ? stripped : value.slice(0, sampleCell));
  const events = sampleEvents(head);
  const columns = events?.columns ?? head.columns;
  const rows = events?.rows ?? rowsIn(head.text);
  const guess = suggestActivityMapping(columns);
  return {
    columns,
    lines: events !== null,
    // A column that has the name of a secret shows none either.
    sample: rows.map((row) =>
      row.map((value, at) => (isSecretName(columns[at] ?? '') && value !== '' ? stripped : cell(value))),
    ),
    mapping: namesActor(guess) ? guess : events === null ? suggestMapping(columns) : {},
  };
}

function rowsIn(text: string): readonly (readonly string[])[] {
  const delimiter = sniffDelimiter(text);
  return Papa.parse<string[]>(text, { delimiter, preview: sampleRows + 1, skipEmptyLines: true }).data.slice(1);
}

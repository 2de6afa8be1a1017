import { runCommand } from '#renderer/registry/contributions.ts';
import { type ImportFile, removeTables, setMapping, setRows, tablesLike, useImport } from '#renderer/state/import.ts';
import { Button } from '#renderer/ui/button.tsx';
import { number } from '#renderer/ui/format.ts';
import { Select } from '#renderer/ui/input.tsx';
import { activityFields, type ColumnMapping, mappableFields } from '#shared/contract/imports.ts';

type Field = ColumnMapping[string];

const fieldWords: Readonly<Record<Field, string>> = {
  name: 'Name',
  external_id: 'Id at the vendor',
  kind: 'Kind',
  owner: 'Owner',
  status: 'Status',
  scopes: 'Scopes',
  resource: 'Resource',
  created_at: 'Created',
  last_used_at: 'Last used',
  expires_at: 'Expires',
  rotated_at: 'Rotated',
  access_ttl_seconds: 'Access token lifetime, seconds',
  credential_kind: 'Credential kind',
  environment: 'Environment',
  description: 'Description',
  on_behalf_of: 'Acts on behalf of',
  publisher: 'Publisher',
  publisher_verified: 'Publisher is verified',
  storage: 'Where the credential is kept',
  time: 'Time',
  action: 'Action',
  actor: 'Actor',
  human: 'Human acted for',
  agent: 'Agent',
  client: 'Client',
  object: 'Object',
  decision: 'Decision',
  reason: 'Reason',
  trace: 'Trace id',
  ip: 'IP address',
  network: 'Network or country',
  user_agent: 'User agent',
};
const optionsOf = (fields: readonly Field[]): readonly { readonly value: Field | ''; readonly label: string }[] => [
  { value: '', label: 'Not used' },
  ...fields.map((value) => ({ value, label: fieldWords[value] })),
];
const options = { identities: optionsOf(mappableFields), events: optionsOf(activityFields) } as const;
const rowOptions = [
  { value: 'identities', label: 'Each row is an identity' },
  { value: 'events', label: 'Each row is an event' },
] as const;

/** Each field stands for one column at most: giving it to another takes it from the first. */
export function mapped(mapping: ColumnMapping, column: string, field: Field | ''): ColumnMapping {
  const others = Object.entries(mapping).filter(([name, value]) => name !== column && value !== field);
  return Object.fromEntries(field === '' ? others : [...others, [column, field]]);
}

/** The columns of a table, or the members of lines, with their first rows, and what each one means. */
export function CsvMapping({ file }: { file: ImportFile }) {
  const csv = file.preview?.csv;
  if (csv == null) return null;
  const used = Object.keys(file.mapping).length;
  const alike = tablesLike(file, useImport.getState().files).length;
  return (
    <section aria-label={`Columns of ${file.name}`}>
      <h2>
        {file.name}
        {alike > 1 ? ` and ${number(alike - 1)} with the same heads` : ''}: {used} of {csv.columns.length} columns are
        used
        <span className="dim">
          {csv.remembered ? '  as the last time' : '  guessed from the heads; what you choose is remembered'}
        </span>
      </h2>
      <div className="import-actions">
        {csv.lines ? (
          <span>Each line is an event.</span>
        ) : (
          <Select
            label={`What a row of ${file.name} is`}
            value={file.rows}
            options={rowOptions}
            onChange={(rows) => setRows(file.key, rows)}
          />
        )}
        <span className="grow" />
        <Button onClick={() => void runCommand('import.load-mapping', { key: file.key })}>Load a Mapping…</Button>
        <Button onClick={() => removeTables(file)}>{alike > 1 ? 'Leave These Out' : 'Leave This Out'}</Button>
        <Button disabled={used === 0} onClick={() => void runCommand('import.save-mapping', { key: file.key })}>
          Save This Mapping…
        </Button>
      </div>
      <div className="csv-scroll">
        <table className="csv-preview">
          <thead>
            <tr>
              {csv.columns.map((column) => (
                <th key={column} scope="col">
                  <div className="ellipsis" title={column}>
                    {column}
                  </div>
                  <Select
                    label={`Meaning of the column ${column}`}
                    value={file.mapping[column] ?? ''}
                    options={options[file.rows]}
                    onChange={(field) => setMapping(file.key, mapped(file.mapping, column, field))}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {csv.sample.slice(0, 6).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sample rows have no other identity than their place
              <tr key={at}>
                {csv.columns.map((column, place) => (
                  <td
                    key={column}
                    className={file.mapping[column] === undefined ? 'dim' : undefined}
                    title={row[place]}
                  >
                    {row[place]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

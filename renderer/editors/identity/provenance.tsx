import { createContext, type ReactElement, type ReactNode, useContext, useMemo } from 'react';
import { date, exact, number, stamp } from '#renderer/ui/format.ts';
import { HeadRow } from '#renderer/ui/head-row.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import type { IdentityDetail, Provenance } from '#shared/contract/inventory.ts';

type Field = Provenance['fields'][number];
type Saying = Pick<Field, 'value' | 'from' | 'record'>;

interface Told {
  readonly streams: Provenance['streams'];
  readonly fields: ReadonlyMap<string, Field>;
  readonly sources: IdentityDetail['identity']['sources'];
}

const ToldContext = createContext<Told>({ streams: [], fields: new Map(), sources: [] });

/** Where the fields of the identity inside came from. */
export function ToldBy({
  detail,
  children,
}: {
  readonly detail: IdentityDetail;
  readonly children: ReactNode;
}): ReactNode {
  const told = useMemo(() => {
    const { streams, fields } = detail.provenance;
    return { streams, fields: new Map(fields.map((each) => [each.field, each])), sources: detail.identity.sources };
  }, [detail]);
  return <ToldContext value={told}>{children}</ToldContext>;
}

const authorityWords = {
  object: 'the vendor’s own objects',
  report: 'a report',
  log: 'a log',
  table: 'a table that somebody keeps',
} as const;

/** File and record of a value; without a record nobody said it. */
function placeOf({ streams, sources }: Told, { from, record }: Pick<Saying, 'from' | 'record'>): string {
  const file = streams[from]?.file ?? '';
  if (record === null) return `assumed: ${file} does not say`;
  return [file, sources[record]?.record ?? ''].filter((part) => part !== '').join(', ');
}

/** A value that says on hover and on keyboard focus which file and record it came from, and who says otherwise. */
export function From({ field, children }: { readonly field: string; readonly children: ReactNode }): ReactElement {
  const told = useContext(ToldContext);
  // A member of an element came from where the element came, unless it says otherwise itself.
  const known = told.fields.get(field) ?? told.fields.get(field.replace(/\.[^./]*$/, ''));
  if (known === undefined) return <>{children}</>;
  const stream = told.streams[known.from];
  const isDisputed = known.others.length > 0;
  const text = (
    <span className="from-text">
      <span>{`From ${placeOf(told, known)}`}</span>
      {stream === undefined ? null : (
        <span className="dim">{`${stream.importer}: ${authorityWords[stream.authority]}, of ${stamp(stream.madeAt)}`}</span>
      )}
      {known.others.map((other) => (
        <span
          key={other.from}
          className="warning-text"
        >{`${placeOf(told, other)} says ${valueWords(field, other.value)}`}</span>
      ))}
    </span>
  );
  return (
    <Tooltip text={text}>
      <span className={isDisputed ? 'from disputed' : 'from'} tabIndex={0}>
        {children}
        {isDisputed && <Icon name="git-compare" size={12} label="Sources differ" className="warning-text" />}
      </span>
    </Tooltip>
  );
}

const isInstant = (field: string): boolean => /(?:At|since)$/.test(field);

export function valueWords(field: string, value: Saying['value']): string {
  if (typeof value === 'number') return isInstant(field) ? exact(value) : number(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null) return 'none';
  return value === '' ? 'nothing' : value;
}

/** `credentials/abc.expiresAt` as `Credential abc: expires at`. */
export function fieldWords(field: string): string {
  const [, list, id, member] = /^(credentials|grants|owners)\/(.*?)(?:\.([A-Za-z]+))?$/.exec(field) ?? [];
  if (list === undefined)
    return sentence(
      field.replace('tokenPolicy.', 'token policy: ').replace(/^registration\.(?:server\.)?/, 'registration: '),
    );
  const what = { credentials: 'Credential', grants: 'Grant', owners: 'Owner' }[list] ?? list;
  return `${what} ${id}${member === undefined ? '' : `: ${spaced(member)}`}`;
}
const spaced = (name: string): string => name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
const sentence = (name: string): string => spaced(name).replace(/^./, (letter) => letter.toUpperCase());

export const disputed = ({ fields }: Provenance): readonly Field[] => fields.filter(({ others }) => others.length > 0);

/** Values of which the sources say different things: the one that counts, and the others. */
export function Conflicts({ fields }: { readonly fields: readonly Field[] }): ReactNode {
  const told = useContext(ToldContext);
  return (
    <table className="plain-table">
      <HeadRow titles={['Field', 'Counts', 'From', 'Also said', 'By']} />
      <tbody>
        {fields.flatMap((field) =>
          field.others.map((other, at) => (
            <tr key={`${field.field} ${other.from}`}>
              <td>{at === 0 ? fieldWords(field.field) : ''}</td>
              <td>{at === 0 ? valueWords(field.field, field.value) : ''}</td>
              <td className="dim">{at === 0 ? placeOf(told, field) : ''}</td>
              <td className="warning-text">{valueWords(field.field, other.value)}</td>
              <td className="dim">{placeOf(told, other)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

/** The files that speak of it, the one that counts first at the top. */
export function Streams({
  streams,
  now,
}: {
  readonly streams: Provenance['streams'];
  readonly now: number;
}): ReactNode {
  return (
    <ol className="stream-list">
      {streams.map((stream) => (
        <li key={`${stream.importer} ${stream.file}`}>
          <b>{stream.file}</b>
          <span className="dim">{authorityWords[stream.authority]}</span>
          <span className="dim" title={exact(stream.madeAt)}>{`of ${date(stream.madeAt, now)}`}</span>
          {stream.missingSince !== null && (
            <span className="warning-text" title={exact(stream.missingSince)}>
              {`its newest file does not list this identity since ${date(stream.missingSince, now)}`}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

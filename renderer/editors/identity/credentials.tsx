import { Fragment, type ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import { expiryWords, instantTitle, lastUsedWords, number, plural, unknownWords } from '#renderer/ui/format.ts';
import { HeadRow } from '#renderer/ui/head-row.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { isUnknown } from '#shared/model/fact.ts';
import { isReadable, storageWords } from '#shared/model/storage.ts';
import { trustWords } from '#shared/model/trust.ts';
import { From } from './provenance.tsx';

interface CredentialTableProps {
  readonly credentials: IdentityDetail['identity']['credentials'];
  readonly shared: IdentityDetail['sharedKeys'];
  readonly names: IdentityDetail['names'];
  readonly now: number;
}

export function CredentialTable({ credentials, shared, names, now }: CredentialTableProps): ReactNode {
  return (
    <>
      {credentials.length === 0 ? (
        <p className="dim">No credential is on record for it.</p>
      ) : (
        <table className="plain-table">
          <HeadRow titles={['Kind', 'Fingerprint', 'Status', 'Rotated', 'Expires', 'Last used', 'Bound to']} />
          <tbody>
            {credentials.map((credential) => (
              <Fragment key={credential.id}>
                <tr>
                  <td title={`The vendor calls it: ${credential.vendorKind}`}>
                    <From field={`credentials/${credential.id}`}>{credential.kind.replaceAll('_', ' ')}</From>
                  </td>
                  <td>
                    {isUnknown(credential.fingerprint) ? (
                      <span className="dim">{unknownWords(credential.fingerprint)}</span>
                    ) : (
                      <>
                        <span className="code">{credential.fingerprint}</span>
                        <SameKey shared={shared} names={names} fingerprint={credential.fingerprint} />
                      </>
                    )}
                  </td>
                  <td>
                    <From field={`credentials/${credential.id}.status`}>{credential.status}</From>
                  </td>
                  <td title={instantTitle(credential.rotatedAt)}>
                    <From field={`credentials/${credential.id}.rotatedAt`}>
                      {lastUsedWords(credential.rotatedAt, now)}
                    </From>
                  </td>
                  <td title={instantTitle(credential.expiresAt)}>
                    <From field={`credentials/${credential.id}.expiresAt`}>
                      {expiryWords(credential.expiresAt, now)}
                    </From>
                  </td>
                  <td title={instantTitle(credential.lastUsedAt)}>{lastUsedWords(credential.lastUsedAt, now)}</td>
                  <td>
                    {credential.binding === 'none' ? (
                      <span className="dim">nobody</span>
                    ) : (
                      credential.binding.toUpperCase()
                    )}
                  </td>
                </tr>
                <Kept credential={credential} />
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

type Shown = CredentialTableProps['credentials'][number];

/** Where it lies, and whose tokens it accepts: only where a source says so. */
function Kept({ credential }: { readonly credential: Shown }): ReactNode {
  const { storage = [], trusts = [] } = credential;
  if (storage.length + trusts.length === 0) return null;
  return (
    <tr className="credential-kept">
      <td colSpan={7}>
        {storage.map((one) => (
          <div key={`${one.place} ${one.at}`} className={isReadable(one.place) ? 'warning-text' : 'dim'}>
            {`Kept in ${storageWords(one)}`}
          </div>
        ))}
        {trusts.map((trust) => (
          <div key={trustWords(trust)} className="dim">
            {'Trusts '}
            <span className="code">{trustWords(trust)}</span>
          </div>
        ))}
      </td>
    </tr>
  );
}

/** The others that hold the same key: whoever takes it from one has all of them. */
function SameKey(props: Pick<CredentialTableProps, 'shared' | 'names'> & { readonly fingerprint: string }): ReactNode {
  const others = props.shared.filter(({ fingerprint }) => fingerprint === props.fingerprint);
  const [first] = others;
  if (first === undefined) return null;
  return (
    <span className="same-key warning-text">
      {'same key as '}
      <button
        type="button"
        className="link-button"
        onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${first.id}` })}
      >
        {props.names[first.id]?.name ?? first.id}
      </button>
      {others.length > 1 ? ` and ${plural(others.length - 1, 'other')}` : ''}
    </span>
  );
}

interface GrantTableProps {
  readonly identity: string;
  readonly grants: IdentityDetail['identity']['grants'];
  /** How many there are, of which `grants` are the first. */
  readonly total: number;
  readonly names: IdentityDetail['names'];
  readonly now: number;
}

const shownAtOnce = 30;

type Grants = GrantTableProps['grants'];

/** What has ended is history: it gives nothing any more. */
const hasEnded = ({ expiresAt }: Grants[number], now: number): boolean =>
  typeof expiresAt === 'number' && expiresAt <= now;

export function grantsTitle({ held, ended }: IdentityDetail['grants'], people: number): string {
  const past = ended === 0 ? '' : `, ${number(ended)} that ended`;
  return `Grants: ${number(held)}${past}, ${plural(people, 'person', 'people')} acted for`;
}

export function GrantTable({ identity, grants, total, names, now }: GrantTableProps): ReactNode {
  const ordered = grants.toSorted((one, other) => Number(hasEnded(one, now)) - Number(hasEnded(other, now)));
  const canWithdraw = (grant: Grants[number]): boolean =>
    grant.consent?.status === 'live' && grant.onBehalfOf !== null && !hasEnded(grant, now);
  return (
    <table className="plain-table">
      <HeadRow titles={['Resource', 'Scopes', 'On behalf of', 'Consent', 'Origin', 'Expires']} />
      <tbody>
        {ordered.slice(0, shownAtOnce).map((grant) => (
          <tr key={grant.id} className={hasEnded(grant, now) ? 'dim' : ''}>
            <td>
              <From field={`grants/${grant.id}`}>{grant.resource}</From>
            </td>
            <td className="code" title={grant.scopes.map((scope) => scope.name).join('\n')}>
              {plural(grant.scopes.length, 'scope')}
            </td>
            <td>
              {grant.onBehalfOf !== null ? (
                (names[grant.onBehalfOf]?.name ?? grant.onBehalfOf)
              ) : grant.subjects > 0 ? (
                plural(grant.subjects, 'person', 'people')
              ) : (
                <span className="dim">nobody</span>
              )}
            </td>
            <td className={grant.consent?.status === 'live' || grant.consent === null ? '' : 'warning-text'}>
              {grant.consent === null ? (
                <span className="dim">not needed</span>
              ) : (
                `${grant.consent.status}${isUnknown(grant.consent.givenAt) ? '' : `, ${lastUsedWords(grant.consent.givenAt, now)} old`}`
              )}
              {canWithdraw(grant) && ' '}
              {canWithdraw(grant) && (
                <LinkButton onClick={() => void runCommand('identity.withdraw-consent', { identity, grant: grant.id })}>
                  Withdraw…
                </LinkButton>
              )}
            </td>
            <td className="dim">{`${grant.origin}${grant.offline ? ', offline' : ''}`}</td>
            <td title={instantTitle(grant.expiresAt)}>
              {`${hasEnded(grant, now) ? 'ended ' : ''}${expiryWords(grant.expiresAt, now)}`}
            </td>
          </tr>
        ))}
      </tbody>
      {total > shownAtOnce && (
        <tfoot>
          <tr>
            <td colSpan={6} className="dim">{`${number(total - shownAtOnce)} more`}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

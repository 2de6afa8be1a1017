import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import {
  expiryWords,
  instantTitle,
  lastUsedWords,
  lifetimeWords,
  number,
  plural,
  unknownWords,
} from '#renderer/ui/format.ts';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { isUnknown } from '#shared/model/fact.ts';
import { From } from './provenance.tsx';

interface CredentialTableProps {
  readonly credentials: IdentityDetail['identity']['credentials'];
  readonly shared: IdentityDetail['sharedKeys'];
  readonly names: IdentityDetail['names'];
  readonly hops: IdentityDetail['lifetime']['hops'];
  readonly now: number;
}

export function CredentialTable({ credentials, shared, names, hops, now }: CredentialTableProps): ReactNode {
  return (
    <>
      {credentials.length === 0 ? (
        <p className="dim">No credential is on record for it.</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              {['Kind', 'Fingerprint', 'Status', 'Rotated', 'Expires', 'Last used', 'Bound to'].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {credentials.map((credential) => (
              <tr key={credential.id}>
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
                  <From field={`credentials/${credential.id}.expiresAt`}>{expiryWords(credential.expiresAt, now)}</From>
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
            ))}
          </tbody>
        </table>
      )}
      {hops.length > 0 && (
        <p className="small lifetime-sum">{`Effective lifetime: ${hops.map((hop) => `${hop.label} ${lifetimeWords(hop.seconds)}`).join(' + ')}`}</p>
      )}
    </>
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
  readonly names: IdentityDetail['names'];
  readonly now: number;
}

const shownAtOnce = 30;

export function GrantTable({ identity, grants, names, now }: GrantTableProps): ReactNode {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {['Resource', 'Scopes', 'On behalf of', 'Consent', 'Origin', 'Expires'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grants.slice(0, shownAtOnce).map((grant) => (
          <tr key={grant.id}>
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
              {grant.consent?.status === 'live' && grant.onBehalfOf !== null && (
                <LinkButton onClick={() => void runCommand('identity.withdraw-consent', { identity, grant: grant.id })}>
                  Withdraw…
                </LinkButton>
              )}
            </td>
            <td className="dim">{`${grant.origin}${grant.offline ? ', offline' : ''}`}</td>
            <td title={instantTitle(grant.expiresAt)}>{expiryWords(grant.expiresAt, now)}</td>
          </tr>
        ))}
      </tbody>
      {grants.length > shownAtOnce && (
        <tfoot>
          <tr>
            <td colSpan={6} className="dim">{`${number(grants.length - shownAtOnce)} more`}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

import type { ReactNode } from 'react';
import { exact, plural, unknownSentence, unknownWords } from '#renderer/ui/format.ts';
import { Section } from '#renderer/ui/section.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { type Fact, isUnknown } from '#shared/model/fact.ts';
import { registrationWords } from '#shared/model/registration.ts';
import { From } from './provenance.tsx';

type Identity = IdentityDetail['identity'];

/** Addresses that are shown; the others are counted. */
const shownAtOnce = 8;

/** How an OAuth client is registered, in the words of RFC 7591. */
export function RegistrationSection({ identity }: { readonly identity: Identity }): ReactNode {
  const { registration, tokenPolicy } = identity;
  if (registration === undefined) return null;
  const { server } = registration;
  const word = (fact: Fact<string>): Fact<string> => (isUnknown(fact) ? fact : (registrationWords[fact] ?? fact));
  const yes = (fact: Fact<boolean>): Fact<string> => (isUnknown(fact) ? fact : fact ? 'yes' : 'no');
  const renews = tokenPolicy !== null && tokenPolicy.refreshAbsolute !== null;
  return (
    <Section look="page" id="identity.registration" title={titleOf(registration)}>
      <table className="plain-table registration-table">
        <tbody>
          <Row label="Registered by" field="way" fact={word(registration.way)} />
          <Row label="Client type" field="clientType" fact={word(registration.clientType)} />
          <Row label="Application type" field="applicationType" fact={word(registration.applicationType)} />
          <Row label="Redirect URIs" field="redirectUris" fact={registration.redirectUris} />
          <Row label="Compared" field="redirectMatch" fact={word(registration.redirectMatch)} />
          <Row label="Grant types" field="grantTypes" fact={registration.grantTypes} />
          <Row label="Response types" field="responseTypes" fact={registration.responseTypes} />
          <Row label="Tokens are for" field="audiences" fact={registration.audiences} />
          <Row label="Authenticates by" field="authMethod" fact={registration.authMethod} />
          <Row label="PKCE" field="pkce" fact={word(registration.pkce)} />
          {renews && (
            <Row
              label="Refresh tokens rotate"
              field="tokenPolicy.refreshRotation"
              fact={yes(tokenPolicy.refreshRotation)}
            />
          )}
          <Row label="Client URI" field="clientUri" fact={registration.clientUri} />
          {registration.metadataUris.length > 0 && (
            <Row label="Other addresses" field="metadataUris" fact={registration.metadataUris} />
          )}
          {!isUnknown(registration.changedAt) && (
            <Row label="Last changed" field="changedAt" fact={exact(registration.changedAt)} />
          )}
          <Row label="Server registers" field="server.registration" fact={word(server.registration)} />
          <Row label="Server takes metadata documents" field="server.documents" fact={word(server.documents)} />
          <Row label="Server’s challenge methods" field="server.challengeMethods" fact={server.challengeMethods} />
          <Row label="Server names itself in answers" field="server.namesIssuer" fact={yes(server.namesIssuer)} />
        </tbody>
      </table>
    </Section>
  );
}

function titleOf({ redirectUris, clientType }: NonNullable<Identity['registration']>): string {
  const type = isUnknown(clientType) ? 'client' : `${clientType} client`;
  const uris = isUnknown(redirectUris) ? 'redirect URIs unknown' : plural(redirectUris.length, 'redirect URI');
  return `Registration: ${type}, ${uris}`;
}

interface RowProps {
  readonly label: string;
  readonly field: string;
  readonly fact: Fact<string | readonly string[]>;
}

function Row({ label, field, fact }: RowProps): ReactNode {
  const from = field.startsWith('tokenPolicy') ? field : `registration.${field}`;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <From field={from}>
          <Value fact={fact} />
        </From>
      </td>
    </tr>
  );
}

function Value({ fact }: Pick<RowProps, 'fact'>): ReactNode {
  if (isUnknown(fact))
    return (
      <span className="dim" title={unknownSentence(fact)}>
        {unknownWords(fact)}
      </span>
    );
  if (typeof fact === 'string') return fact;
  if (fact.length === 0) return <span className="dim">none</span>;
  return (
    <>
      {fact.slice(0, shownAtOnce).map((one) => (
        <div key={one} className="code">
          {one}
        </div>
      ))}
      {fact.length > shownAtOnce && (
        <div className="dim" title={fact.slice(shownAtOnce).join('\n')}>{`${fact.length - shownAtOnce} more`}</div>
      )}
    </>
  );
}

import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { policyOriginWords } from '#renderer/state/words.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import { lifetimeWords, unknownSentence } from '#renderer/ui/format.ts';
import { LogBar } from '#renderer/ui/log-bar.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { durationWords } from '#shared/lib/duration.ts';
import { isUnknown } from '#shared/model/fact.ts';
import { From } from './provenance.tsx';
import './lifetime-chain.css';
import { HeadRow } from '#renderer/ui/head-row.tsx';

type Lifetime = IdentityDetail['lifetime'];
type Hop = Lifetime['hops'][number];

/** `30 d`, `never`, or `1 h or more` where a hop is unknown. */
export function lifetimeWhole({ seconds, least }: Pick<Lifetime, 'seconds' | 'least'>): string {
  if (!isUnknown(seconds)) return lifetimeWords(seconds);
  return typeof least === 'number' && least > 0 ? `${durationWords(least)} or more` : 'unknown';
}

/** `Effective lifetime: never ends, by the static secret`. */
export function lifetimeTitle(lifetime: Lifetime): string {
  const whole = lifetime.seconds === 'never' ? 'never ends' : lifetimeWhole(lifetime);
  const deciding = lifetime.hops[lifetime.decides ?? -1];
  return `Effective lifetime: ${whole}${deciding === undefined ? '' : `, decided by ${deciding.label}`}`;
}

const barOf = (seconds: Hop['seconds']): number =>
  seconds === 'never' ? Number.POSITIVE_INFINITY : isUnknown(seconds) ? 0 : seconds;

const settings: Readonly<Record<string, string>> = {
  'tokenPolicy.accessTtl': 'access token lifetime',
  'tokenPolicy.refreshAbsolute': 'longest refresh chain',
  'tokenPolicy.refreshIdle': 'idle limit alone: whoever renews in time goes on',
  delegations: 'a delegation to somebody who is in no export',
};

interface LifetimeChainProps {
  readonly lifetime: Lifetime;
  readonly policy: IdentityDetail['identity']['tokenPolicy'];
  readonly names: IdentityDetail['names'];
}

/** How long a thief could go on with no human act: every hop with the value that says so, the one that decides marked. */
export function LifetimeChain({ lifetime, policy, names }: LifetimeChainProps): ReactNode {
  const { hops, decides, ways } = lifetime;
  const source = ({ field, at }: Hop): string => {
    const words = settings[field] ?? (field.startsWith('grants/') ? 'end of the grant' : 'end of the credential');
    const isOwnAccess = field === 'tokenPolicy.accessTtl' && at === null && policy !== null;
    return isOwnAccess ? `${words}, ${policyOriginWords[policy.accessTtlFrom]}` : words;
  };
  return (
    <>
      <table className="plain-table lifetime-chain">
        <HeadRow titles={['A thief keeps going by', 'For', '1 s … 10 y, log', 'At', 'Says so']} />
        <tbody>
          {hops.map((hop, index) => (
            <tr key={`${hop.label} ${hop.at ?? ''} ${hop.field}`} className={index === decides ? 'decides' : ''}>
              <th scope="row">
                {index > 0 && <span className="dim">then </span>}
                {hop.label}
              </th>
              <td title={isUnknown(hop.seconds) ? unknownSentence(hop.seconds) : undefined}>
                {lifetimeWords(hop.seconds)}
                {index === decides && <span className="deciding">decides</span>}
              </td>
              <td>
                <LogBar seconds={barOf(hop.seconds)} width={140} bright={index === decides} />
              </td>
              <td>
                {hop.at === null ? (
                  <span className="dim">itself</span>
                ) : (
                  <LinkButton onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${hop.at}` })}>
                    {names[hop.at]?.name ?? hop.at}
                  </LinkButton>
                )}
              </td>
              <td className="dim">{hop.at === null ? <From field={hop.field}>{source(hop)}</From> : source(hop)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ways.length > 1 && (
        <p className="dim small">
          {`By what a thief takes: ${ways.map((way) => `${way.start === 'secret' ? 'its secret' : 'its tokens'} ${lifetimeWords(way.seconds)}`).join(', ')}. The longest counts.`}
        </p>
      )}
    </>
  );
}

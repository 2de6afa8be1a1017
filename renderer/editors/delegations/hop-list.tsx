import type { ReactNode } from 'react';
import { changeDelegations } from '#renderer/state/delegations.ts';
import { deathWords, leftWords } from '#renderer/state/issuer-words.ts';
import { Countdown } from '#renderer/ui/countdown.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import type { Hop, PlacedHop } from './place-hops.ts';
import { actorName, whyWords } from './sentences.ts';

/** What was given at a hop, and struck beside it what was not, with why. */
function Given({ hop }: { readonly hop: Hop }): ReactNode {
  return (
    <span className="given">
      {hop.given.map((scope) => (
        <code key={scope}>{scope}</code>
      ))}
      {hop.dropped.map(({ scope, why }) => (
        <span key={scope} title={`${scope}: ${whyWords[why]}`}>
          <s>
            <code>{scope}</code>
          </s>{' '}
          <span className="dim tiny">{whyWords[why]}</span>
        </span>
      ))}
    </span>
  );
}

interface HopListProps {
  readonly placed: readonly PlacedHop[];
  readonly now: number;
  readonly jti: string | null;
  readonly falls: ReadonlySet<string>;
}

/** The same hops as a list: what the drawing shows, in words. */
export function HopList({ placed, now, jti, falls }: HopListProps): ReactNode {
  return (
    <table className="page-table hop-list" aria-label="Hops">
      <thead>
        <tr>
          <th scope="col">Hop</th>
          <th scope="col">Before ∩ client ∩ asked = given</th>
          <th scope="col">For</th>
          <th scope="col">Left</th>
        </tr>
      </thead>
      <tbody>
        {placed.map(({ hop, column }) => (
          <tr
            key={hop.token.jti}
            aria-selected={hop.token.jti === jti}
            className={falls.has(hop.token.jti) ? 'falls' : ''}
          >
            <td style={{ paddingLeft: (column - 1) * 16 }}>
              <button type="button" className="link-button" onClick={() => changeDelegations({ jti: hop.token.jti })}>
                {actorName(hop)}
              </button>
            </td>
            <td>
              <Given hop={hop} />
            </td>
            <td className="code">{hop.token.audience.join(', ')}</td>
            <td>
              {falls.has(hop.token.jti) && hop.token.death === null ? (
                <span className="falling">
                  <Icon name="close" size={12} className="error-text" />
                  falls
                </span>
              ) : hop.token.death === null ? (
                <Countdown
                  from={hop.token.issuedAt}
                  until={hop.token.expiresAt}
                  now={now}
                  words={leftWords(hop.token.expiresAt - now)}
                />
              ) : (
                <span className="dim">{deathWords[hop.token.death]}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

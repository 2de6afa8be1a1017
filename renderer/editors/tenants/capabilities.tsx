import type { ReactNode } from 'react';
import { effectSentences, effectWords, intentWords, undoSentences, undoWords } from '#renderer/state/plan-words.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { HeadRow } from '#renderer/ui/head-row.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import type { Capability, Effect } from '#shared/model/capability.ts';

/** What each verb does at this backend to tokens that are out, and whether it can be taken back. */
export function Capabilities({ capabilities }: { readonly capabilities: readonly Capability[] }): ReactNode {
  return (
    <table className="page-table capabilities" aria-label="What each verb does here">
      <HeadRow titles={['Verb', 'Stops new tokens', 'Kills live tokens', 'Kills refresh', 'Reversible', 'How']} />
      <tbody>
        {capabilities.map((one) => (
          <tr key={one.intent} className={classNames(!one.available && 'unavailable')}>
            <th scope="row">{intentWords[one.intent]}</th>
            <Answer effect={one.stopsNewTokens} />
            <Answer effect={one.killsLiveTokens} />
            <Answer effect={one.killsRefresh} />
            <td title={undoSentences[one.undo]}>
              <span className="icon-cell">
                <Icon
                  name={one.undo === 'none' ? 'lock' : 'discard'}
                  size={14}
                  className={one.undo === 'none' ? 'warning-text' : 'dim'}
                />
                {undoWords(one.undo, one.undoDays)}
              </span>
            </td>
            <td className="how">
              {one.available ? (
                one.how
              ) : (
                <span className="icon-cell">
                  <Icon name="circle-slash" size={14} />
                  {one.why}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const marks: Readonly<Record<Effect, { readonly icon: string; readonly tone: string }>> = {
  yes: { icon: 'pass-filled', tone: 'success-text' },
  if_introspected: { icon: 'color-mode', tone: 'warning-text' },
  no: { icon: 'circle-large-outline', tone: 'dim' },
  unknown: { icon: 'question', tone: 'dim' },
};

function Answer({ effect }: { readonly effect: Effect }): ReactNode {
  return (
    <td title={effectSentences[effect]}>
      <span className="icon-cell">
        <Icon name={marks[effect].icon} size={14} className={marks[effect].tone} />
        {effectWords[effect]}
      </span>
    </td>
  );
}

import type { ReactNode } from 'react';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { comparison, fixTitle } from './sentences.ts';

/** Both runs beside each other; before a fix the second one is empty. */
export function Comparison({ view }: { readonly view: NonNullable<ViewOf<'reach.view'>> }): ReactNode {
  return (
    <section className="reach-comparison" aria-label="Before and after the fix">
      <h3>{fixTitle(view)}</h3>
      <table className="page-table">
        <thead>
          <tr>
            <th scope="col">Reached</th>
            <th scope="col">Before</th>
            {view.after !== null && (
              <>
                <th scope="col">After</th>
                <th scope="col">Difference</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {comparison(view).map(({ key, label, before, after, difference }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>{before}</td>
              {view.after !== null && (
                <>
                  <td>{after}</td>
                  <td className={difference.startsWith('−') ? 'reach-less' : 'dim'}>{difference}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import type { ComponentProps, ReactNode } from 'react';
import { PageHead } from './page.tsx';
import { YamlEditor } from './yaml-editor.tsx';
import './document-page.css';

/** A document in YAML: what it comes to, what can be done with it, its text, and beside the text what it would do. */
export function DocumentPage(props: {
  /** What it is a document of, as in `Policy`; the class of the page is the same in small letters. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly actions: ReactNode;
  readonly editor: Omit<ComponentProps<typeof YamlEditor>, 'label'>;
  readonly sideLabel: string;
  readonly children: ReactNode;
}): ReactNode {
  const { name, title, text, actions, editor, sideLabel, children } = props;
  const isBusy = editor.checked !== editor.text;
  return (
    <div className={`document ${name.toLowerCase()}`} role="region" aria-label={name} aria-busy={isBusy}>
      <PageHead title={title} text={text} actions={actions} />
      <div className="document-body">
        <YamlEditor label={`${name}, YAML`} {...editor} />
        <aside className="document-side" aria-label={sideLabel}>
          {children}
        </aside>
      </div>
    </div>
  );
}

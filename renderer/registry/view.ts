import type { ComponentType } from 'react';
import type { EditorUri } from './uri.ts';

/** The side bar of one activity. Order in the list is order on the activity bar. */
export interface ViewContribution {
  readonly id: string;
  readonly title: string;
  /** Codicon name. */
  readonly icon: string;
  /** The editor that the activity opens. */
  readonly home: EditorUri;
  /** First segments of the pages of single things that it lists: opening one shows the activity. */
  readonly pages?: readonly string[];
  readonly component: ComponentType;
  /** Number on the icon and what it counts; null: none. A hook. */
  readonly useBadge?: () => { readonly count: number; readonly label: string } | null;
}

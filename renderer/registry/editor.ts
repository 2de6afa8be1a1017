import type { ComponentType } from 'react';
import type { EditorUri } from './uri.ts';

export interface EditorProps {
  /**
   * With a search only while that is news: read it in an effect and put it into the state. The shell takes it off the
   * tab once the page has seen it, so that coming back to the tab does not undo what was changed since.
   */
  readonly uri: EditorUri;
  /** 0 left, 1 right. */
  readonly group: number;
  /** It is the visible tab of the focused group. */
  readonly active: boolean;
}

/** A kind of page. Pure from (state slice, ui); speaks to others through commands by id only. */
export interface EditorContribution {
  readonly id: string;
  /** Title until the editor names its tab itself by `describeTab` of state/layout. */
  readonly title: (uri: EditorUri) => string;
  /** Codicon name. */
  readonly icon: string;
  readonly matches: (uri: EditorUri) => boolean;
  /** May be opened from quick open and the palette without more: its uri, else absent. */
  readonly home?: EditorUri;
  /** Works without an open workspace. */
  readonly standalone?: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType<EditorProps> }>;
}

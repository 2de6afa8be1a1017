export type MenuId =
  | 'file'
  | 'edit'
  | 'view'
  | 'go'
  | 'help'
  | 'editor_title'
  | 'panel_title'
  | 'activity_help'
  | 'identity';

/** Entries of one group stand together, groups are ordered by name and parted by a line. */
interface MenuPlacement {
  readonly menu: MenuId;
  readonly group: string;
  readonly order: number;
  /** Another wording than the title, where the menu already says half of it. */
  readonly title?: string;
}

export type PartId = 'title' | 'activity' | 'side' | 'editor' | 'panel' | 'status' | 'overlay';

/** What `when` may look at. Computed anew for every key press and every menu. */
export interface ContextKeys {
  readonly workspaceOpen: boolean;
  readonly readOnly: boolean;
  /** What is shown is a moment of the past. */
  readonly isPast: boolean;
  readonly workspacePath: string | null;
  readonly engineRunning: boolean;
  /** Id of the editor contribution in the focused group. */
  readonly editor: string | null;
  readonly uri: string | null;
  readonly tabs: number;
  readonly groups: number;
  readonly part: PartId;
  /** The keyboard writes text: plain letters and editing keys belong to the field. */
  readonly typing: boolean;
  readonly sideVisible: boolean;
  readonly panelVisible: boolean;
  readonly detailVisible: boolean;
  /** What Settings says: `system`, `dark`, `light`. */
  readonly theme: string;
}

interface CommandContext {
  readonly keys: ContextKeys;
  /** Runs another command; refusals are shown as notifications, never thrown. */
  run(id: string, args?: unknown): Promise<void>;
}

/** One thing that can be done, however it is asked for: button, menu, palette, key or link. File name = id with dashes. */
export interface Command<Args = never> {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  /** `Mod+Shift+P`, `Alt+1`, `F6`; `Mod` is Ctrl, and Cmd on a Mac. The first is shown in menus. */
  readonly key?: string | readonly string[];
  /** May it run now? Where it says no, menus show it disabled and the palette leaves it out. */
  readonly when?: (keys: ContextKeys) => boolean;
  /** Shown with a tick in menus. */
  readonly checked?: (keys: ContextKeys) => boolean;
  readonly menus?: readonly MenuPlacement[];
  /** false: it needs arguments, so the palette does not offer it. */
  readonly palette?: boolean;
  readonly run: (context: CommandContext, args: Args) => void | Promise<void>;
}

/** Keeps the literal id, so that the list of commands knows its own names. */
export function command<const Id extends string, Args = undefined>(
  definition: Command<Args> & { readonly id: Id },
): Command<Args> & { readonly id: Id } {
  return definition;
}

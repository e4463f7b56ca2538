/** A screen of the console. */
export interface Screen {
  readonly name: string;
  /** Address; `{enterprise}` is the enterprise that is looked at. */
  readonly path: string;
  /** What is to be seen when it is complete (CSS selector). */
  readonly ready: string;
  /** A link (CSS selector) to what is looked at, where it is there. */
  readonly follow?: string;
  /** Role of who looks at it; the admin unless it is named. */
  readonly as?: ScreenRole;
}

/** Roles that the demo county has people of, besides the admin. */
export type ScreenRole =
  | 'authority'
  | 'inspector'
  | 'auditor'
  | 'enterprise-reporter'
  | 'enterprise-reviewer';
